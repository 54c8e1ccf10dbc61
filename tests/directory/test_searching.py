import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.directory.factories import (
    AreaFactory,
    ContactFactory,
    DistrictFactory,
    NeedFactory,
    PhoneNumberFactory,
    ReferralFactory,
    ServiceFactory,
    ServiceGroupFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db
SEARCH = "/services/"


def _names(page):
    return [link.get_text() for link in page.select(".cw-card__link")]


def test_search_lists_what_is_shown_by_name(visitor):
    ServiceFactory(name="Beech")
    ServiceFactory(name="Ash")
    ServiceFactory(name="Draft", is_published=False)
    ServiceFactory(
        name="Forgotten", verified_on=timezone.localdate().replace(year=2020)
    )

    page = visitor.get(SEARCH)

    assert _names(page) == ["Ash", "Beech"]
    assert "2 services" in page.get_text()


def test_search_narrows_by_need(visitor):
    need = NeedFactory(name="A new baby")
    ServiceFactory(name="First weeks", needs=[need])
    ServiceFactory(name="Other")

    assert _names(visitor.get(SEARCH, {"need": need.pk})) == ["First weeks"]


@pytest.mark.parametrize(
    ("age", "names"),
    [
        ("4", ["Everybody", "Under eleven"]),
        ("10", ["Everybody", "Ten to twelve", "Under eleven"]),
        ("13", ["Everybody"]),
    ],
)
def test_search_narrows_by_age_with_both_ends_included(visitor, age, names):
    ServiceFactory(name="Under eleven", age_to=10)
    ServiceFactory(name="Ten to twelve", age_from=10, age_to=12)
    ServiceFactory(name="Everybody")

    assert _names(visitor.get(SEARCH, {"age": age})) == names


@pytest.mark.parametrize("age", ["twelve", "-1", "121", "1.5", "²", "9" * 400])
def test_age_that_cannot_be_read_is_said_and_narrows_nothing(visitor, age):
    ServiceFactory(name="Ash", age_from=3)

    page = visitor.get(SEARCH, {"age": age})

    assert "Enter an age in years" in page.select_one(".govuk-error-summary").get_text()
    assert page.title.get_text().startswith("Error: ")
    assert _names(page) == ["Ash"]


def test_search_by_district_finds_what_is_for_there_or_for_everywhere(visitor):
    here, there = DistrictFactory(code="YO24").area, DistrictFactory(code="YO61").area
    DistrictFactory(area=here, code="YO26")
    ServiceFactory(name="Here", areas=[here])
    ServiceFactory(name="There", areas=[there])
    ServiceFactory(name="Both", areas=[here, there])
    ServiceFactory(name="Everywhere")

    assert _names(visitor.get(SEARCH, {"place": "YO24"})) == [
        "Both",
        "Everywhere",
        "Here",
    ]


def test_whole_postcode_is_cut_to_its_district_before_anything_is_shown(visitor):
    answer = visitor.fetch(SEARCH, {"place": "yo24 4ab", "age": "9"}, status=302)

    assert answer["Location"] == "/services/?age=9&place=YO24"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"


def test_unknown_district_is_said_with_those_that_are_known(visitor):
    area = DistrictFactory(code="YO10").area
    DistrictFactory(area=area, code="YO9")
    ServiceFactory(name="Here", areas=[area])
    ServiceFactory(name="Everywhere")

    page = visitor.get(SEARCH, {"place": "LS1"})

    words = page.select_one(".govuk-inset-text").get_text()
    assert "do not know the postcode district LS1" in words
    assert "YO9, YO10" in words
    assert _names(page) == ["Everywhere"]


def test_what_is_no_postcode_is_said(visitor):
    page = visitor.get(SEARCH, {"place": "York"})

    assert "Enter a UK postcode" in page.select_one(".govuk-error-summary").get_text()


def test_search_by_who_asks_keeps_what_names_nobody(visitor):
    ReferralFactory(service__name="For professionals", who="professional")
    both = ReferralFactory(service__name="For both", who="professional").service
    ReferralFactory(service=both, who="self")
    ServiceFactory(name="Drop-in")

    assert _names(visitor.get(SEARCH, {"who": "self"})) == ["Drop-in", "For both"]


def test_search_by_words_finds_their_other_forms(visitor):
    ServiceFactory(name="Young carers", summary="Groups after school.")
    ServiceFactory(name="Other")
    call_command("wagtail_update_index", verbosity=0)

    assert _names(visitor.get(SEARCH, {"q": "group for a carer"})) == ["Young carers"]


def test_search_that_finds_nothing_says_what_to_do_next(visitor):
    ServiceFactory(age_from=18)

    page = visitor.get(SEARCH, {"age": "3"})

    empty = page.select_one(".cw-empty")
    assert empty.select_one('a[href="/right-door/"]')
    assert empty.select_one('a[href="/services/"]').get_text() == "Without “Age 3”"


def test_addresses_name_a_need_by_its_number_only(visitor):
    need = NeedFactory(name="Being hurt at home", is_sensitive=True)

    page = visitor.get(SEARCH)

    option = page.select_one(f'#filter-need option[value="{need.pk}"]')
    assert option.get_text() == "Being hurt at home"


def test_sensitive_search_leaves_no_trail(visitor):
    need = NeedFactory(is_sensitive=True)

    page = visitor.get(SEARCH, {"need": need.pk})

    assert page.select_one(".govuk-exit-this-page")
    assert visitor.response["Cache-Control"] == "no-store"
    assert visitor.response["Referrer-Policy"] == "no-referrer"
    assert page.title.get_text().startswith("Find support")


def test_list_of_everything_may_be_kept_and_sends_no_referrer(visitor):
    ServiceFactory(topics=[TopicFactory(is_sensitive=True)])

    page = visitor.get(SEARCH)

    assert not page.select_one(".govuk-exit-this-page")
    assert "public" in visitor.response["Cache-Control"]
    assert visitor.response["Referrer-Policy"] == "no-referrer"


def test_search_shows_ten_to_a_page(visitor):
    ServiceFactory.create_batch(11)

    assert len(_names(visitor.get(SEARCH))) == 10
    assert len(_names(visitor.get(SEARCH, {"page": "2"}))) == 1


def _whole_service(number):
    district = DistrictFactory(code=f"YO{number}")
    contact = PhoneNumberFactory(contact=ContactFactory()).contact
    service = ServiceFactory(
        needs=NeedFactory.create_batch(2),
        topics=TopicFactory.create_batch(2),
        areas=[district.area, AreaFactory()],
        contacts=[contact],
    )
    ReferralFactory(service=service)
    ServiceGroupFactory(service=service)
    return service


def test_search_asks_as_often_for_ten_services_as_for_two(
    visitor, django_assert_num_queries, django_assert_max_num_queries
):
    for number in range(2):
        _whole_service(number)
    visitor.get(SEARCH)
    with django_assert_max_num_queries(18) as few:
        visitor.get(SEARCH)
    for number in range(2, 10):
        _whole_service(number)

    with django_assert_num_queries(len(few)):
        visitor.get(SEARCH)


def test_compare_asks_as_often_for_four_services_as_for_two(
    visitor, django_assert_num_queries, django_assert_max_num_queries
):
    keys = [_whole_service(number).pk for number in range(4)]
    visitor.get("/services/compare/", {"with": keys[:2]})
    with django_assert_max_num_queries(20) as few:
        visitor.get("/services/compare/", {"with": keys[:2]})

    with django_assert_num_queries(len(few)):
        visitor.get("/services/compare/", {"with": keys})


def test_compare_shows_each_fact_of_each_service(visitor):
    first = ServiceFactory(name="Ash", age_from=5, age_to=10, cost="£2")
    second = ServiceFactory(name="Beech", is_free=False)

    page = visitor.get("/services/compare/", {"with": [first.pk, second.pk]})

    rows = {
        row.th.get_text(): [
            cell.find(string=True, recursive=False) for cell in row("td")
        ]
        for row in page.select("tbody tr")
    }
    assert rows["Who it is for"] == ["Ages 5 to 10", "Not said"]
    assert rows["Cost"] == ["£2", "Not said"]


@pytest.mark.parametrize("chosen", [[], ["1"], ["x", "-2", "9" * 30]])
def test_compare_asks_for_two_at_least(visitor, chosen):
    page = visitor.get("/services/compare/", {"with": chosen})

    assert "Choose at least two services" in page.select_one(".cw-empty").get_text()


def test_compare_shows_the_first_four_and_says_so(visitor):
    keys = [service.pk for service in ServiceFactory.create_batch(5)]

    page = visitor.get("/services/compare/", {"with": keys})

    assert len(page.select("thead th")) == 4
    assert "Only the first 4" in page.select_one(".govuk-inset-text").get_text()


def test_compare_leaves_out_what_is_not_shown(visitor):
    shown = ServiceFactory.create_batch(2)
    hidden = ServiceFactory(is_published=False)

    page = visitor.get(
        "/services/compare/", {"with": [each.pk for each in (*shown, hidden)]}
    )

    assert len(page.select("thead th")) == 2
