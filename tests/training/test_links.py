from datetime import timedelta

import pytest

from commonweal.training.exceptions import LinkError
from commonweal.training.links import OUTLIVES, Purpose, read, sign
from tests.training.factories import NOW

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_link_names_a_row_until_a_while_after_its_time(purpose):
    token = sign(purpose, 812, until=NOW)

    assert read(purpose, token, now=NOW + OUTLIVES - SECOND) == 812
    with pytest.raises(LinkError, match="too old"):
        read(purpose, token, now=NOW + OUTLIVES)


def test_a_link_for_one_purpose_opens_no_other():
    token = sign(Purpose.OFFER, 812, until=NOW)

    for purpose in set(Purpose) - {Purpose.OFFER}:
        with pytest.raises(LinkError, match="not complete"):
            read(purpose, token, now=NOW)


@pytest.mark.parametrize("token", ["", "x", "x.y", "WzgxMiwxXQ.x"])
def test_what_is_not_ours_opens_nothing(token):
    with pytest.raises(LinkError, match="not complete"):
        read(Purpose.JOIN, token, now=NOW)


def test_a_link_cannot_be_changed_to_another_row():
    one, other = (sign(Purpose.JOIN, pk, until=NOW) for pk in (1, 2))
    forged = f"{other.partition('.')[0]}.{one.partition('.')[2]}"

    with pytest.raises(LinkError):
        read(Purpose.JOIN, forged, now=NOW)


def test_a_link_is_one_plain_part_of_an_address():
    assert set(sign(Purpose.JOIN, 812, until=NOW)) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
    )
