from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from commonweal.governance.models import AuditEvent
from commonweal.people.actions import (
    end_membership,
    ensure_membership,
    join_organisation,
)
from commonweal.people.exceptions import MembershipError
from commonweal.people.models import (
    EmailDomain,
    Membership,
    Organisation,
    Person,
    Sector,
)
from tests.people.factories import (
    EmailDomainFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2025, 5, 29)
AT = datetime(2025, 5, 29, 9, tzinfo=UTC)


def test_a_new_site_has_sectors_to_start_from():
    assert Sector.objects.first().name == "Schools and colleges"
    assert Sector.objects.count() > 5


@pytest.mark.parametrize(
    "fields", [{"name": "OAK trust"}, {"name": "Other", "reference": "urn1"}]
)
def test_a_name_and_a_reference_belong_to_one_organisation_in_any_case(fields):
    OrganisationFactory(name="Oak Trust", reference="URN1")

    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationFactory(**fields)


def test_many_organisations_have_no_reference():
    OrganisationFactory.create_batch(2, reference="")

    assert Organisation.objects.filter(reference="").count() == 2


def test_an_organisation_is_not_its_own_parent():
    organisation = OrganisationFactory()
    organisation.parent = organisation

    with pytest.raises(IntegrityError), transaction.atomic():
        organisation.save(update_fields=["parent"])


def test_a_parent_has_no_parent_itself():
    trust = OrganisationFactory(name="Trust")
    school = OrganisationFactory(name="School", parent=trust)
    room = OrganisationFactory.build(parent=school, sector=school.sector)

    with pytest.raises(ValidationError, match="School has a parent itself"):
        room.clean()


def test_an_organisation_with_children_gets_no_parent():
    trust = OrganisationFactory()
    OrganisationFactory(parent=trust)
    trust.parent = OrganisationFactory()

    with pytest.raises(ValidationError, match="as their parent"):
        trust.clean()


def test_an_organisation_with_people_cannot_be_deleted():
    membership = MembershipFactory()

    with pytest.raises(ProtectedError):
        membership.organisation.delete()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" School.Example.ORG ", "school.example.org"), ("@a.example", "a.example")],
)
def test_a_domain_is_kept_in_one_form(typed, kept):
    domain = EmailDomain(organisation=OrganisationFactory(), domain=typed)

    domain.clean()

    assert domain.domain == kept


@pytest.mark.parametrize(
    "typed", ["example", "a b.example", "name@example.org", "-a.example", ""]
)
def test_what_is_no_domain_is_refused_with_an_example(typed):
    with pytest.raises(ValidationError, match=r"such as school\.example\.org"):
        EmailDomain(domain=typed).clean()


def test_with_domain_finds_each_active_organisation_that_uses_it():
    trust = EmailDomainFactory(domain="trust.example.org").organisation
    school = EmailDomainFactory(domain="trust.example.org").organisation
    gone = OrganisationFactory(is_active=False)
    EmailDomainFactory(domain="trust.example.org", organisation=gone)

    found = Organisation.objects.with_domain(" Trust.example.org")

    assert set(found) == {trust, school}


def test_led_by_finds_led_organisations_and_their_schools():
    trust = OrganisationFactory()
    school = OrganisationFactory(parent=trust)
    OrganisationFactory()
    lead = MembershipFactory(organisation=trust, is_organisation_lead=True).person
    head = MembershipFactory(organisation=school, is_organisation_lead=True).person
    teacher = MembershipFactory(organisation=school).person

    led = {
        person: set(Organisation.objects.led_by(person, today=TODAY))
        for person in (lead, head, teacher)
    }

    assert led == {lead: {trust, school}, head: {school}, teacher: set()}


def test_bookable_by_finds_own_organisations_only():
    trust = OrganisationFactory()
    OrganisationFactory(parent=trust)
    booker = MembershipFactory(organisation=trust, is_team_booker=True).person
    MembershipFactory(person=booker)

    assert set(Organisation.objects.bookable_by(booker, today=TODAY)) == {trust}


@pytest.mark.parametrize(
    "dates", [{"ends_on": date(2025, 5, 28)}, {"starts_on": date(2025, 5, 30)}]
)
def test_rights_end_with_the_membership(dates):
    person = MembershipFactory(
        is_team_booker=True, is_organisation_lead=True, **dates
    ).person

    assert not Organisation.objects.led_by(person, today=TODAY).exists()
    assert not Organisation.objects.bookable_by(person, today=TODAY).exists()
    assert not Organisation.objects.joined_by(person, today=TODAY).exists()


def test_first_and_last_day_belong_to_a_membership():
    MembershipFactory(starts_on=TODAY, ends_on=TODAY)

    assert Membership.objects.current(today=TODAY).count() == 1


def test_family_is_the_same_seen_from_each_of_its_members():
    trust = OrganisationFactory()
    schools = OrganisationFactory.create_batch(2, parent=trust)
    OrganisationFactory()

    families = [
        set(Organisation.objects.family_of(member)) for member in [trust, *schools]
    ]

    assert families == [{trust, *schools}] * 3


def test_members_of_finds_each_person_once():
    one, two = OrganisationFactory.create_batch(2)
    person = MembershipFactory(organisation=one).person
    MembershipFactory(organisation=two, person=person)
    MembershipFactory(organisation=one, ends_on=date(2025, 5, 28))

    assert list(Person.objects.members_of([one, two], today=TODAY)) == [person]


def test_lists_of_organisations_take_two_queries(django_assert_num_queries):
    for _ in range(3):
        EmailDomainFactory(
            organisation=OrganisationFactory(parent=OrganisationFactory())
        )

    with django_assert_num_queries(2):
        for one in Organisation.objects.for_lists():
            assert str(one.sector) + str(one.kind) + str(one.parent)
            assert list(one.email_domains.all()) is not None


def test_join_organisation_makes_a_membership_and_is_recorded():
    person, organisation, by = PersonFactory(), OrganisationFactory(), PersonFactory()

    membership = join_organisation(
        person=person,
        organisation=organisation,
        job_title="Class teacher",
        starts_on=TODAY,
        by=by,
        at=AT,
    )

    assert list(Membership.objects.current(today=TODAY)) == [membership]
    assert str(membership) == f"Class teacher, {organisation}"
    assert [(e.verb, e.by) for e in AuditEvent.objects.all()] == [("people.joined", by)]


def test_join_organisation_refuses_to_join_twice():
    membership = MembershipFactory()

    with pytest.raises(MembershipError, match="already"):
        join_organisation(
            person=membership.person,
            organisation=membership.organisation,
            starts_on=TODAY,
            by=None,
            at=AT,
        )


def test_join_organisation_refuses_one_that_is_no_longer_active():
    with pytest.raises(MembershipError, match="no longer active"):
        join_organisation(
            person=PersonFactory(),
            organisation=OrganisationFactory(is_active=False),
            starts_on=TODAY,
            by=None,
            at=AT,
        )


def test_end_membership_keeps_its_last_day():
    membership = MembershipFactory()

    end_membership(membership=membership, ends_on=TODAY, by=None, at=AT)

    membership.refresh_from_db()
    assert membership.ends_on == TODAY
    assert [event.verb for event in AuditEvent.objects.all()] == ["people.left"]


def test_end_membership_takes_away_one_that_never_began():
    membership = MembershipFactory(starts_on=date(2025, 9, 1))

    end_membership(membership=membership, ends_on=TODAY, by=None, at=AT)

    assert not Membership.objects.exists()


def test_a_membership_cannot_end_before_it_starts():
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(starts_on=TODAY, ends_on=date(2025, 5, 28))


def test_nobody_has_two_open_memberships_of_one_organisation():
    membership = MembershipFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(
            person=membership.person, organisation=membership.organisation
        )


@pytest.mark.parametrize(
    ("days", "verbs"), [(-9, []), (9, ["people.membership_changed"])]
)
def test_ensure_membership_keeps_one_and_brings_a_later_one_forward(days, verbs):
    membership = MembershipFactory(starts_on=TODAY + timedelta(days=days))

    ensure_membership(
        person=membership.person,
        organisation=membership.organisation,
        on=TODAY,
        by=None,
        at=AT,
    )

    assert list(Membership.objects.current(today=TODAY)) == [membership]
    assert [event.verb for event in AuditEvent.objects.all()] == verbs


def test_ensure_membership_begins_one():
    person, organisation = PersonFactory(), OrganisationFactory()

    ensure_membership(
        person=person, organisation=organisation, on=TODAY, by=None, at=AT
    )

    assert [each.organisation for each in person.memberships.all()] == [organisation]
