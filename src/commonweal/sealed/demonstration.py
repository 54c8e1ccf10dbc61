"""Teams, forms and submissions to try sealed forms with. All of it is made up."""

from datetime import datetime, timedelta

from commonweal.directory.models import Contact
from commonweal.people.models import Person
from commonweal.sealed.actions import (
    invite_member,
    let_in,
    make_break_glass,
    resume,
    set_passphrase,
    start_team,
)
from commonweal.sealed.actions.managing import save_route, save_team
from commonweal.sealed.actions.unlocking import begin_unlocking
from commonweal.sealed.demonstration_submissions import demonstrate_submissions
from commonweal.sealed.models import MemberKey, Team

PASSPHRASE = "otter marble lantern fog"  # noqa: S105 - of a demonstration
POLICE, CARERS, ROWAN = "Police exploitation team", "Young carers’ service", "Rowan"
ROUTES: tuple[tuple[str, str, str, str, dict[str, object]], ...] = (
    ("share-information", "information-sharing", "Share information", POLICE, {}),
    (
        "rowan-girls",
        "self-referral",
        "Ask for a place",
        ROWAN,
        {
            "service": "Rowan Girls",
            "eligibility": "You are 14 to 18, and live in Aldermere or the Vale.",
            "consent_under": 16,
        },
    ),
    (
        "young-carer",
        "young-carer",
        "Refer a young carer",
        CARERS,
        {"service": "the young carers’ service", "consent_under": 16},
    ),
)


def demonstrate_sealed(*, now: datetime, staff: dict[str, Person]) -> None:
    """Make three teams with two members each, and offer the three forms. Nothing is
    done where there is a team.

    Both people have the passphrase above: a demonstration holds nothing true.
    """
    if Team.objects.exists():
        return
    manager, colleague = staff["administrator"], staff["editor"]
    make_break_glass(by=manager, at=now)
    for person in (manager, colleague):
        set_passphrase(person=person, passphrase=PASSPHRASE, at=now)
    cookie = begin_unlocking(person=manager, passphrase=PASSPHRASE, at=now)
    unlocked = resume(cookie=cookie, person=manager, now=now)
    if unlocked is None:  # It was opened in the line above.
        return
    for name in (POLICE, CARERS, ROWAN):
        values = {
            "name": name,
            "contact": Contact.objects.order_by("position", "name").first(),
            "escalation_email": "duty@example.org",
        }
        team = save_team(team=None, values=values, by=manager, at=now)
        invite_member(team=team, person=manager, by=manager, at=now)
        second = invite_member(team=team, person=colleague, by=manager, at=now)
        start_team(team=team, unlocked=unlocked, by=manager, at=now)
        key = MemberKey.objects.get(person=colleague, retired_at=None)
        let_in(member=second, key_id=key.pk, unlocked=unlocked, by=manager, at=now)
    _offer_forms(manager, now=now)
    demonstrate_submissions(by=manager, unlocked=unlocked, now=now)


def _offer_forms(by: Person, *, now: datetime) -> None:
    for slug, form, title, team, options in ROUTES:
        values = {
            "slug": slug,
            "form": form,
            "title": title,
            "team": Team.objects.get(name=team),
            "options": options,
        }
        save_route(route=None, values=values, by=by, at=now + timedelta(seconds=1))
