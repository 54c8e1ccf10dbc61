import pytest


@pytest.fixture(autouse=True)
def send_epoch(settings, tmp_path):
    """The file that says how far sending has come, one for each test."""
    settings.COMMONWEAL_SEND_EPOCH_FILE = str(tmp_path / "send-epoch")
    return tmp_path / "send-epoch"
