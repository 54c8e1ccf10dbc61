"""What is true of every page on a wide screen, on a narrow one and in large letters."""

import pytest
from playwright.sync_api import StorageState

from tests.browser.addresses import PUBLIC, STAFF, Kind
from tests.browser.conftest import OpenReader
from tests.browser.reading import Reader
from tests.browser.visiting import faults, faults_when_resized


@pytest.mark.parametrize("kind", PUBLIC.values(), ids=PUBLIC.keys())
def test_public_page_is_accessible_reflows_and_leaves_no_cookie(
    reader: Reader, kind: Kind
) -> None:
    assert faults(reader, kind) == {}
    assert faults_when_resized(reader.page) == {}
    assert (reader.kept, reader.context.cookies()) == ([], [])


@pytest.mark.parametrize("kind", STAFF.values(), ids=STAFF.keys())
def test_page_for_staff_is_accessible_and_reflows(
    open_reader: OpenReader, staff: StorageState, kind: Kind
) -> None:
    reader = open_reader(storage_state=staff)

    assert faults(reader, kind) == {}
    assert faults_when_resized(reader.page) == {}


def test_policy_allows_nothing_inline(reader: Reader) -> None:
    response = reader.context.request.get("/news/")

    policy = response.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
