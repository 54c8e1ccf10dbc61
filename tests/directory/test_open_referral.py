from datetime import date, time

import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator, FormatChecker

from commonweal.directory.models import (
    HoursException,
    Language,
    OpeningHours,
    Partner,
    Venue,
)
from tests.directory import open_referral_schema as schema
from tests.directory.factories import (
    DistrictFactory,
    NeedFactory,
    PhoneNumberFactory,
    ReferralFactory,
    ServiceFactory,
    ServiceGroupFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db
BASE = "/services/open-referral"


def whole_service(**values):
    """A service that says everything that can be said."""
    contact = PhoneNumberFactory(number="01632 960161", label="Office").contact
    venue = Venue.objects.create(
        name=f"The Old Bakery {Venue.objects.count()}",
        address="4 Mill Lane\nAldermere\nYO24 9ZZ",
        step_free="Level entrance.",
        public_transport="Bus 4.",
    )
    need, topic = NeedFactory(), TopicFactory()
    service = ServiceFactory(
        **{
            "description": "<p>Five mornings &amp; two workers.</p><p>Come in.</p>",
            "website": "https://rowan.example.org/",
            "age_from": 14,
            "age_to": 18,
            "gender": "girls and young women",
            "eligibility": "You live here.",
            "venue": venue,
            "access": "Quiet room.",
            "hours_note": "In term time.",
            "needs": [need],
            "topics": [topic],
            "areas": [DistrictFactory().area],
            "contacts": [contact],
            **values,
        }
    )
    language, _ = Language.objects.get_or_create(name="Polish", code="pl")
    service.languages.add(language)
    OpeningHours.objects.create(
        service=service, weekday=2, opens=time(10), closes=time(12)
    )
    HoursException.objects.create(
        service=service, first_day=date(2026, 5, 5), last_day=date(2026, 5, 5)
    )
    ReferralFactory(service=service, needs_consent=True)
    ReferralFactory(
        service=service, who="professional", way="form", address="/forms/x/"
    )
    ServiceGroupFactory(service=service, title="Pilot")
    return service


def _fetch(visitor, path, fields=None, *, status=200):
    answer = visitor.fetch(f"{BASE}{path}", fields, status=status)
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not visitor.client.cookies
    return answer.json()


def _check(body, against):
    Draft202012Validator.check_schema(against)
    checker = Draft202012Validator(against, format_checker=FormatChecker())
    assert [error.message for error in checker.iter_errors(body)] == []


def test_root_says_which_specification_it_keeps_to(visitor):
    body = _fetch(visitor, "/")

    _check(body, schema.ABOUT)
    assert body["version"] == "HSDS-UK-3.0"


def test_service_is_as_the_specification_has_it(visitor):
    service = whole_service()

    body = _fetch(visitor, f"/services/{service.uid}")

    _check(body, schema.SERVICE)
    assert body["description"] == (
        "Somebody to talk to.\n\nFive mornings & two workers.\nCome in."
    )
    assert [rule["byday"] for rule in body["schedules"]] == ["WE", "WE"]
    group = body["schedules"][1]
    assert (group["dtstart"], group["count"], group["interval"]) == ("2025-04-30", 5, 1)
    assert (group["opens_at"], group["closes_at"]) == ("10:30", "12:00")
    assert body["phones"][0]["number"] == "01632 960161"
    address = body["service_at_locations"][0]["location"]["addresses"][0]
    assert (address["address_1"], address["city"], address["postal_code"]) == (
        "4 Mill Lane",
        "Aldermere",
        "YO24 9ZZ",
    )


def test_service_that_says_little_is_as_the_specification_has_it(visitor):
    service = ServiceFactory(is_free=False, place="Online, by video")

    _check(_fetch(visitor, f"/services/{service.uid}"), schema.SERVICE)


def test_partner_is_the_organisation_with_its_website(visitor):
    partner = Partner.objects.create(name="Rowan", website="https://rowan.example.org/")
    service = ServiceFactory(provider_name="", partner=partner)

    body = _fetch(visitor, f"/services/{service.uid}")

    _check(body, schema.SERVICE)
    assert body["organization"]["name"] == "Rowan"
    assert body["organization"]["website"] == "https://rowan.example.org/"


def test_who_confirms_a_service_is_not_told(visitor):
    service = whole_service(owner_email="owner@example.org")

    answer = visitor.fetch(f"{BASE}/services/{service.uid}")

    assert b"owner@example.org" not in answer.content


def test_services_are_listed_by_page_without_what_hangs_on_them(visitor):
    for number in range(3):
        whole_service(name=f"Service {number}")

    body = _fetch(visitor, "/services", {"per_page": "2", "page": "2"})

    _check(body, schema.page_of(schema.SERVICE_IN_LIST))
    contents = body.pop("contents")
    assert body == {
        "total_items": 3,
        "total_pages": 2,
        "page_number": 2,
        "size": 1,
        "first_page": False,
        "last_page": True,
        "empty": False,
    }
    assert [each["name"] for each in contents] == ["Service 2"]


def test_services_are_whole_when_asked_for(visitor):
    whole_service()

    body = _fetch(visitor, "/services", {"full": "true"})

    _check(body, schema.page_of(schema.SERVICE))
    assert body["contents"][0]["contacts"]


def test_list_without_services_is_empty(visitor):
    body = _fetch(visitor, "/services")

    _check(body, schema.page_of(schema.SERVICE_IN_LIST))
    assert (body["empty"], body["total_items"]) == (True, 0)


def test_minimal_list_has_every_service_with_when_it_changed(visitor):
    services = ServiceFactory.create_batch(3)

    body = _fetch(visitor, "/services", {"minimal": "true", "per_page": "2"})

    assert {each["id"] for each in body["contents"]} == {str(s.uid) for s in services}
    assert set(body["contents"][0]) == {"id", "modified_date"}


def _names(visitor, **query):
    return [each["name"] for each in _fetch(visitor, "/services", query)["contents"]]


def test_services_are_narrowed_by_term_taxonomy_and_organisation(visitor):
    service = whole_service(name="Ash")
    ServiceFactory(name="Beech", provider_name="Another")
    whole = _fetch(visitor, f"/services/{service.uid}")
    term = whole["attributes"][0]["taxonomy_term"]

    assert _names(visitor, taxonomy_term_id=term["id"]) == ["Ash"]
    assert _names(visitor, taxonomy_id=term["taxonomy_id"]) == ["Ash"]
    assert _names(visitor, organization_id=whole["organization"]["id"]) == ["Ash"]
    assert _names(visitor, taxonomy_term_id="unknown") == []
    assert _names(visitor, taxonomy_id="unknown") == []


def test_services_are_narrowed_by_when_they_changed(visitor):
    ServiceFactory(name="Ash")
    now = timezone.now()

    assert _names(visitor, modified_after="2020-01-01") == ["Ash"]
    assert _names(visitor, modified_after=now.isoformat()) == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"page": "0"}, "page must be a whole number"),
        ({"page": "2"}, "There is no page 2: the last is 1."),
        ({"per_page": "many"}, "per_page must be a whole number"),
        ({"full": "perhaps"}, "full must be true or false"),
        ({"modified_after": "yesterday"}, "modified_after must be a moment"),
        ({"modified_after": "2026-13-01"}, "modified_after must be a moment"),
        ({"modified_after": "0001-01-01T00:00:00+14:00"}, "must be a moment"),
        ({"modified_after": "9999-12-31T23:59:59-12:00"}, "must be a moment"),
    ],
)
def test_query_that_cannot_be_read_is_refused_in_words(visitor, query, said):
    body = _fetch(visitor, "/services", query, status=400)

    assert said in body["detail"]


def test_service_that_is_not_shown_is_not_told(visitor):
    hidden = ServiceFactory(is_published=False)

    _fetch(visitor, f"/services/{hidden.uid}", status=404)
    _fetch(visitor, "/services/not-a-uuid", status=404)
    assert _names(visitor) == []


def test_taxonomies_and_terms_are_as_the_specification_has_them(visitor):
    need = NeedFactory(name="A new baby")
    TopicFactory(name="Neglect", summary="When needs go unmet.")

    taxonomies = _fetch(visitor, "/taxonomies")
    terms = _fetch(visitor, "/taxonomy_terms")

    _check(taxonomies, schema.page_of(schema.TAXONOMY))
    _check(terms, schema.page_of(schema.TAXONOMY_TERM))
    assert [each["name"] for each in terms["contents"]] == [need.name, "Neglect"]
    of_needs = taxonomies["contents"][0]["id"]
    narrowed = _fetch(visitor, "/taxonomy_terms", {"taxonomy_id": of_needs})
    assert [each["name"] for each in narrowed["contents"]] == [need.name]
    _check(_fetch(visitor, f"/taxonomies/{of_needs}"), schema.TAXONOMY)
    one = terms["contents"][0]["id"]
    _check(_fetch(visitor, f"/taxonomy_terms/{one}"), schema.TAXONOMY_TERM)
    _fetch(visitor, "/taxonomies/unknown", status=404)
    _fetch(visitor, "/taxonomy_terms/unknown", status=404)


def test_list_asks_as_often_for_many_services_as_for_one(
    visitor, django_assert_num_queries, django_assert_max_num_queries
):
    whole_service()
    _fetch(visitor, "/services", {"full": "1"})
    with django_assert_max_num_queries(22) as few:
        _fetch(visitor, "/services", {"full": "1"})
    for _ in range(5):
        whole_service()

    with django_assert_num_queries(len(few)):
        _fetch(visitor, "/services", {"full": "1"})
