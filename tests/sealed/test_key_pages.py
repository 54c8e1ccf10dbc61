"""Pages of passphrases, teams and break-glass."""

import re

import pytest

from commonweal.mail.models import OutgoingEmail
from commonweal.people.roles import Role
from commonweal.sealed.access import COOKIE
from commonweal.sealed.models import (
    BreakGlassKey,
    KeyWrap,
    LogEntry,
    MemberKey,
    Route,
    Team,
    TeamKey,
    TeamMember,
    Unlocking,
)
from tests.people.factories import person_in
from tests.sealed.scene import PASSPHRASE, join, key_of, person, set_scene

pytestmark = pytest.mark.django_db


def _unlock(visitor, member, passphrase=PASSPHRASE):
    visitor.sign_in(member.person)
    return visitor.post("/forms/desk/unlock/", {"passphrase": passphrase})


def _manager(visitor):
    someone = person_in(Role.SITE_MANAGER)
    visitor.sign_in(someone)
    return someone


def test_unlocking_gives_a_cookie_that_only_the_desk_is_sent_and_no_script_reads(
    visitor,
):
    _unlock(visitor, set_scene().first)
    cookie = visitor.client.cookies[COOKIE]

    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (
        "/forms/",
        True,
        "Strict",
    )


def test_a_wrong_passphrase_says_so_and_unlocks_nothing(visitor):
    page = _unlock(visitor, set_scene().first, "not this one at all")

    assert "not your passphrase" in page.get_text()
    assert COOKIE not in visitor.client.cookies
    assert "not this one" not in str(page)


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example", ""])
def test_unlocking_leads_nowhere_else(visitor, evil):
    scene = set_scene()
    visitor.sign_in(scene.first.person)
    answer = visitor.send(
        f"/forms/desk/unlock/?next={evil}", {"passphrase": PASSPHRASE}, status=302
    )

    assert answer["Location"] == "/forms/desk/"


def test_locking_and_signing_out_end_unlocking(visitor):
    scene = set_scene()
    for end in ("/forms/desk/lock/", "/account/sign-out/"):
        _unlock(visitor, scene.first)
        assert Unlocking.objects.filter(person=scene.first.person).exists()
        visitor.client.post(end, headers={"origin": "http://testserver"})

        assert not Unlocking.objects.filter(person=scene.first.person).exists()


def test_a_new_member_chooses_a_passphrase_and_colleagues_hear_of_it(visitor):
    scene = set_scene()
    newcomer = join(scene.team, by=scene.manager)
    MemberKey.objects.filter(person=newcomer.person).delete()
    OutgoingEmail.objects.all().delete()
    visitor.sign_in(newcomer.person)

    page = visitor.get("/forms/desk/unlock/")
    assert page.h1.get_text() == "Choose a passphrase"
    visitor.post(
        "/forms/desk/passphrase/", {"passphrase": PASSPHRASE, "again": PASSPHRASE}
    )

    assert MemberKey.objects.filter(person=newcomer.person).exists()
    assert [mail.to for mail in OutgoingEmail.objects.all()] == [
        scene.first.person.email
    ]


def test_two_passphrases_that_differ_are_refused(visitor):
    scene = set_scene()
    visitor.sign_in(scene.first.person)
    page = visitor.post(
        "/forms/desk/passphrase/",
        {"old": PASSPHRASE, "passphrase": "harbour violet ladder", "again": "other"},
    )

    assert "same passphrase in both" in page.get_text()


def test_a_passphrase_is_changed_with_the_old_one(visitor):
    scene = set_scene()
    new = "harbour violet ladder soup"
    visitor.sign_in(scene.first.person)
    said = {"old": "wrong old passphrase", "passphrase": new, "again": new}

    assert (
        "not your passphrase"
        in visitor.post("/forms/desk/passphrase/", said).get_text()
    )
    visitor.post("/forms/desk/passphrase/", {**said, "old": PASSPHRASE})
    assert "Locked" not in _unlock(visitor, scene.first, new).get_text()
    assert COOKIE in visitor.client.cookies


def test_a_forgotten_passphrase_is_replaced(visitor):
    scene = set_scene(members=2)
    new = "harbour violet ladder soup"
    visitor.sign_in(scene.members[1].person)
    visitor.post("/forms/desk/passphrase/forgotten/", {"passphrase": new, "again": new})

    page = visitor.get(f"/forms/desk/team/{scene.team.pk}/")
    assert "You can open nothing yet" in page.get_text()


def test_a_member_lets_a_colleague_in_and_takes_them_off_again(visitor):
    scene = set_scene()
    newcomer = scene.add_member(is_let_in=False)
    _unlock(visitor, scene.first)
    team = f"/forms/desk/team/{scene.team.pk}/"

    page = visitor.get(team)
    assert "Waits to be let in" in page.get_text()
    page = visitor.post(
        f"{team}let-in/{newcomer.membership.pk}/", {"key": str(key_of(newcomer.person))}
    )
    assert "can open what the team receives now" in page.get_text()
    page = visitor.post(f"{team}take-off/{newcomer.membership.pk}/")
    assert "the team has a new key" in page.get_text()
    assert TeamKey.objects.filter(team=scene.team, retired_at=None).get().number == 2


def test_before_a_team_has_a_key_a_colleague_is_taken_off_and_nobody_let_in(visitor):
    team = Team.objects.create(name="Rowan support team")
    first, second = (join(team, by=person()) for _ in range(2))
    _unlock(visitor, first)
    pages = f"/forms/desk/team/{team.pk}/"

    page = visitor.post(
        f"{pages}let-in/{second.membership.pk}/", {"key": str(key_of(second.person))}
    )
    assert "This team has no key yet" in page.get_text()
    page = visitor.post(f"{pages}new-key/")
    assert "This team has no key yet" in page.get_text()
    visitor.post(f"{pages}take-off/{second.membership.pk}/")
    assert not LogEntry.objects.filter(deed="member_let_in").exists()
    assert TeamMember.objects.current().get(team=team).person == first.person


def test_whoever_is_not_let_in_lets_nobody_in(visitor):
    scene = set_scene()
    waiting, other = (scene.add_member(is_let_in=False) for _ in range(2))
    _unlock(visitor, waiting)

    page = visitor.post(
        f"/forms/desk/team/{scene.team.pk}/let-in/{other.membership.pk}/",
        {"key": str(key_of(other.person))},
    )

    assert "Ask a colleague in the team to let you in" in page.get_text()
    assert not LogEntry.objects.filter(deed="member_let_in").exists()


def test_a_damaged_envelope_is_said_and_changes_nothing(visitor):
    scene = set_scene(members=2)
    scene.send()
    KeyWrap.objects.exclude(team_key=None).update(envelope=b"CWSE damaged")
    _unlock(visitor, scene.first)

    page = visitor.post(
        f"/forms/desk/team/{scene.team.pk}/take-off/{scene.members[1].membership.pk}/"
    )

    assert "It was changed or is damaged" in page.get_text()
    assert TeamMember.objects.current().count() == 2


def test_a_locked_member_is_asked_for_the_passphrase_before_any_deed(visitor):
    scene = set_scene()
    newcomer = scene.add_member(is_let_in=False)
    visitor.sign_in(scene.first.person)
    answer = visitor.send(
        f"/forms/desk/team/{scene.team.pk}/let-in/{newcomer.membership.pk}/",
        status=302,
    )

    assert answer["Location"].startswith("/forms/desk/unlock/")


def test_a_team_that_somebody_left_asks_for_a_new_key(visitor):
    scene = set_scene(members=2)
    _manager(visitor)
    leaver = scene.members[1].membership
    visitor.post(f"/forms/teams/{scene.team.pk}/remove/{leaver.pk}/")
    leaver.refresh_from_db()
    assert leaver.left_at

    _unlock(visitor, scene.first)
    page = visitor.get(f"/forms/desk/team/{scene.team.pk}/")
    assert "Somebody has left the team" in page.get_text()
    page = visitor.post(f"/forms/desk/team/{scene.team.pk}/new-key/")
    assert "Somebody has left the team" not in page.get_text()


def test_members_see_no_other_team(visitor):
    scene, other = set_scene(), set_scene("Another team")
    visitor.sign_in(scene.first.person)

    visitor.fetch(f"/forms/desk/team/{other.team.pk}/", status=404)


def test_a_manager_sets_everything_up_and_can_open_nothing(visitor):
    manager = _manager(visitor)
    page = visitor.get("/forms/teams/")
    assert "break-glass has not been made" in page.get_text()

    page = visitor.post("/forms/break-glass/make/")
    codes = [re.sub(r"\s", "", each.get_text()) for each in page.select(".cw-code")]
    assert [len(code) for code in codes] == [28, 28, 28]
    page = visitor.post(
        "/forms/break-glass/try/", {"first": codes[0], "second": codes[2].lower()}
    )
    assert "open the break-glass key" in page.get_text()
    assert BreakGlassKey.objects.get().drilled_at

    fields = {"open_within": "24", "open_urgent_within": "1", "is_active": "on"}
    visitor.post("/forms/teams/new/", {"name": "Front door", **fields})
    team = Team.objects.get()
    someone = person()
    visitor.post(f"/forms/teams/{team.pk}/", {"email": someone.email.upper()})
    assert TeamMember.objects.get().person == someone
    visitor.post(
        f"/forms/teams/{team.pk}/form/",
        {
            "form": "self-referral",
            "title": "Ask for a place",
            "slug": "a-place",
            "is_open": "on",
            "service": "the group",
            "consent_under": "16",
        },
    )
    assert Route.objects.get().options == {"service": "the group", "consent_under": 16}
    page = visitor.get("/forms/teams/")
    assert "/forms/a-place/" in page.get_text()
    assert manager.pk not in TeamMember.objects.values_list("person", flat=True)
    visitor.fetch("/forms/desk/", status=403)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"slug": "desk"}, "used by the site itself"),
        ({"slug": "Two words"}, "small letters"),
        ({"consent_under": "sixteen"}, "age in years"),
        ({"title": ""}, "Enter a title"),
    ],
)
def test_a_form_offered_wrongly_says_which_field_and_keeps_what_was_typed(
    visitor, said, words
):
    scene = set_scene()
    _manager(visitor)
    fields = {"form": "young-carer", "title": "Refer", "slug": "refer", **said}
    page = visitor.post(f"/forms/teams/{scene.team.pk}/form/", fields)

    assert words in page.get_text()
    assert page.select_one("#id_slug")["value"] == fields["slug"]
    assert not Route.objects.exists()


def test_nobody_is_put_on_a_list_without_an_account_or_twice(visitor):
    scene = set_scene()
    _manager(visitor)
    address = f"/forms/teams/{scene.team.pk}/"

    page = visitor.post(address, {"email": "nobody@example.org"})
    assert "Nobody has an account" in page.get_text()
    page = visitor.post(address, {"email": scene.first.person.email})
    assert "member of this team already" in page.get_text()


def test_two_holders_let_a_member_in_on_the_page(visitor):
    scene = set_scene()
    newcomer = join(scene.team, by=scene.manager)
    _manager(visitor)
    address = f"/forms/break-glass/{scene.team.pk}/"
    said = {
        "member": str(newcomer.person.pk),
        "reason": "Everybody has left.",
        "first": scene.codes[0],
        "second": scene.codes[0],
    }

    assert "two different holders" in visitor.post(address, said).get_text()
    visitor.post(address, {**said, "second": scene.codes[1]})
    assert LogEntry.objects.filter(deed="break_glass_used").count() == 1


def test_team_page_costs_the_same_with_more_members(
    visitor, django_assert_max_num_queries
):
    scene = set_scene(members=2)
    visitor.sign_in(scene.first.person)
    with django_assert_max_num_queries(25) as few:
        visitor.get(f"/forms/desk/team/{scene.team.pk}/")
    for _ in range(4):
        scene.add_member()
    with django_assert_max_num_queries(25) as many:
        visitor.get(f"/forms/desk/team/{scene.team.pk}/")

    # The first look also finds out which site it is on.
    assert len(many) <= len(few)
