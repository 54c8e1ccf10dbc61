import pytest

from tests.conftest import Visitor
from tests.newsletter.factories import newsletter_settings
from tests.newsletter.people import editor
from tests.pages.factories import home_page


@pytest.fixture(autouse=True)
def send_epoch(settings, tmp_path):
    """The file that says how far sending has come, one for each test."""
    settings.COMMONWEAL_SEND_EPOCH_FILE = str(tmp_path / "send-epoch")
    return tmp_path / "send-epoch"


@pytest.fixture
def desk(visitor: Visitor) -> Visitor:
    """The newsletter desk, as an editor who has signed in opens it."""
    home_page()
    newsletter_settings()
    visitor.sign_in(editor(first_name="Alex", last_name="Example"))
    return visitor
