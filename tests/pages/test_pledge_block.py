import pytest

from commonweal.pages.blocks import PledgeCountBlock, covenant_choices
from tests.pledges.factories import CovenantFactory, SignatureFactory

pytestmark = pytest.mark.django_db


def _html(slug):
    block = PledgeCountBlock()
    return block.render(block.to_python({"covenant": slug}))


def test_a_pledge_shows_how_many_signed_and_where_to(django_assert_num_queries):
    covenant = CovenantFactory(slug="young-carers", title="Young Carers Covenant")
    SignatureFactory(covenant=covenant)
    SignatureFactory(covenant=covenant)
    SignatureFactory(covenant=covenant, status="waiting")

    # One for what editors may choose, which Wagtail asks for, and one for the count.
    with django_assert_num_queries(2):
        html = _html("young-carers")

    assert "<strong>2 organisations</strong>" in html
    assert 'href="/pledge/young-carers/"' in html
    assert covenant_choices() == [("young-carers", "Young Carers Covenant")]


def test_a_pledge_whose_covenant_is_gone_shows_nothing():
    assert _html("young-carers").strip() == ""
