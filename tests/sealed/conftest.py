import pytest


@pytest.fixture(autouse=True)
def files_of_their_own(settings, tmp_path):
    """Sealed attachments of a test lie in a folder of their own."""
    settings.COMMONWEAL_SEALED_FILES = str(tmp_path / "sealed")


@pytest.fixture(autouse=True)
def quick_passphrases(request, monkeypatch):
    """A passphrase costs little, unless the test is about what it costs."""
    if "costly" not in request.fixturenames:
        monkeypatch.setattr("commonweal.sealed.sealing.MEMORY_KIB", 64)


@pytest.fixture
def costly():
    """Passphrases cost as much as in production."""
