"""What is true of every page on a telephone."""

import pytest
from playwright.sync_api import StorageState

from tests.browser.addresses import PUBLIC, STAFF, Kind
from tests.browser.conftest import OpenReader
from tests.browser.reading import PHONE
from tests.browser.visiting import faults


@pytest.mark.parametrize("kind", PUBLIC.values(), ids=PUBLIC.keys())
def test_public_page_is_accessible(open_reader: OpenReader, kind: Kind) -> None:
    assert faults(open_reader(viewport=PHONE), kind) == {}


@pytest.mark.parametrize("kind", STAFF.values(), ids=STAFF.keys())
def test_page_for_staff_is_accessible(
    open_reader: OpenReader, staff: StorageState, kind: Kind
) -> None:
    reader = open_reader(storage_state=staff, viewport=PHONE)

    assert faults(reader, kind) == {}
