"""Journeys of keys: joining, leaving, forgetting, and break-glass."""

from datetime import timedelta

import pytest

from commonweal.sealed.actions import (
    change_passphrase,
    drill,
    let_in,
    needs_new_key,
    open_submission,
    recover_team,
    remove_member,
    resume,
    rotate,
    set_passphrase,
    take_away_old_wraps,
    verify_log,
)
from commonweal.sealed.actions.teams import renew
from commonweal.sealed.actions.unlocking import TRIES, begin_unlocking, lock_idle
from commonweal.sealed.exceptions import SealedError, WrongPassphraseError
from commonweal.sealed.models import LogEntry, TeamKey, TeamKeyGrant, Unlocking
from tests.sealed.scene import (
    ANSWERS,
    NOW,
    PASSPHRASE,
    join,
    key_of,
    person,
    set_scene,
    unlocked_of,
)

pytestmark = pytest.mark.django_db


def _read(submission, member, unlocked=None):
    return open_submission(
        submission=submission,
        unlocked=unlocked or member.unlocked,
        reason="to act on it",
        by=member.person,
        at=NOW,
    ).groups


def test_a_member_reads_what_was_sealed():
    scene = set_scene()

    assert _read(scene.send(), scene.first) == ANSWERS


def test_nobody_outside_the_team_reads_it_even_with_a_key():
    scene, other = set_scene(), set_scene("Another team")

    with pytest.raises(SealedError, match="Only members of the team"):
        _read(scene.send(), other.first)


def test_somebody_on_the_list_reads_nothing_before_being_let_in():
    scene = set_scene()
    submission = scene.send()
    newcomer = scene.add_member(is_let_in=False)

    with pytest.raises(SealedError, match="let you in"):
        _read(submission, newcomer)
    let_in(
        member=newcomer.membership,
        key_id=key_of(newcomer.person),
        unlocked=scene.first.unlocked,
        by=scene.first.person,
        at=NOW,
    )

    assert _read(submission, newcomer) == ANSWERS


def test_whoever_has_left_reads_nothing_old_or_new_even_with_the_team_key_kept():
    scene = set_scene(members=2)
    before, leaver = scene.send(), scene.members[1]

    remove_member(
        member=leaver.membership,
        unlocked=scene.first.unlocked,
        by=scene.first.person,
        at=NOW + timedelta(hours=1),
    )
    after = scene.send()
    take_away_old_wraps(now=NOW + timedelta(hours=2))

    for submission in (before, after):
        with pytest.raises(SealedError, match="Only members"):
            _read(submission, leaver)
        assert _read(submission, scene.first) == ANSWERS
        assert [w.team_key.number for w in submission.wraps.exclude(team_key=None)] == [
            2
        ]
    assert not TeamKeyGrant.objects.filter(member_key__person=leaver.person).exists()


def test_a_manager_takes_somebody_off_and_the_next_member_makes_the_new_key():
    scene = set_scene(members=2)
    submission = scene.send()
    remove_member(
        member=scene.members[1].membership,
        by=scene.manager,
        at=NOW + timedelta(hours=1),
    )

    assert needs_new_key(scene.team)
    rotate(
        team=scene.team,
        unlocked=scene.first.unlocked,
        by=scene.first.person,
        at=NOW + timedelta(hours=2),
    )

    assert not needs_new_key(scene.team)
    assert _read(submission, scene.first) == ANSWERS


def test_the_last_one_who_can_open_anything_cannot_be_taken_off():
    scene = set_scene()
    scene.add_member(is_let_in=False)

    with pytest.raises(SealedError, match="the only one"):
        remove_member(member=scene.first.membership, by=scene.manager, at=NOW)


def test_a_forgotten_passphrase_is_replaced_and_a_colleague_lets_them_in_again():
    scene = set_scene(members=2)
    submission, forgetful = scene.send(), scene.members[1]
    set_passphrase(person=forgetful.person, passphrase="new words for this key", at=NOW)
    unlocked = unlocked_of(forgetful.person, "new words for this key")

    with pytest.raises(SealedError, match="let you in"):
        _read(submission, forgetful, unlocked)
    let_in(
        member=forgetful.membership,
        key_id=key_of(forgetful.person),
        unlocked=scene.first.unlocked,
        by=scene.first.person,
        at=NOW,
    )

    assert _read(submission, forgetful, unlocked) == ANSWERS


def test_a_changed_passphrase_opens_the_same_key_and_the_old_one_does_not():
    scene = set_scene()
    someone = scene.first.person
    change_passphrase(
        person=someone,
        passphrase=PASSPHRASE,
        new_passphrase="harbour violet ladder soup",
        at=NOW,
    )

    with pytest.raises(WrongPassphraseError):
        begin_unlocking(person=someone, passphrase=PASSPHRASE, at=NOW)
    unlocked = unlocked_of(someone, "harbour violet ladder soup")

    assert _read(scene.send(), scene.first, unlocked) == ANSWERS


@pytest.mark.parametrize("pair", [(0, 1), (0, 2), (1, 2), (2, 0)])
def test_any_two_holders_bring_a_team_back_when_its_last_member_is_lost(pair):
    scene = set_scene()
    submission = scene.send()
    newcomer = join(scene.team, by=scene.manager)
    count = recover_team(
        codes=[scene.codes[each] for each in pair],
        team=scene.team,
        person=newcomer.person,
        reason="Everybody has left.",
        by=scene.manager,
        at=NOW + timedelta(days=1),
    )

    assert count == 1
    assert _read(submission, newcomer) == ANSWERS
    assert _read(scene.send(), newcomer) == ANSWERS


@pytest.mark.parametrize(
    "choose",
    [
        lambda codes: [codes[0]],
        lambda codes: [codes[0], codes[0]],
        lambda codes: [codes[0], codes[1][:-1] + "0"],
        lambda codes: [codes[0], "2" + "0" * 27],
        lambda codes: [],
    ],
)
def test_one_holder_alone_opens_nothing(choose):
    scene = set_scene()

    with pytest.raises(SealedError):
        drill(codes=choose(scene.codes), by=scene.manager, at=NOW)


def test_codes_of_two_printings_open_nothing_together():
    scene, again = set_scene(), set_scene("Another team")

    with pytest.raises(SealedError, match="same time"):
        drill(codes=[scene.codes[0], again.codes[1]], by=None, at=NOW)
    assert LogEntry.objects.filter(deed="break_glass_failed").exists()


def test_former_codes_still_open_what_was_sealed_for_them():
    scene = set_scene()
    submission = scene.send()
    set_scene("Another team")  # which makes break-glass anew
    newcomer = join(scene.team, by=scene.manager)

    recover_team(
        codes=scene.codes[:2],
        team=scene.team,
        person=newcomer.person,
        reason="Everybody has left.",
        by=None,
        at=NOW,
    )

    assert _read(submission, newcomer) == ANSWERS


def test_a_drill_is_written_down_and_opens_nothing():
    scene = set_scene()
    drill(codes=scene.codes[1:], by=None, at=NOW)

    assert LogEntry.objects.last().deed == LogEntry.Deed.BREAK_GLASS_DRILLED
    assert verify_log().broken == ()


def test_unlocking_ends_after_a_quarter_of_an_hour_without_work():
    someone = set_scene().first.person
    cookie = begin_unlocking(person=someone, passphrase=PASSPHRASE, at=NOW)

    for minutes in (14, 28, 42):
        at = NOW + timedelta(minutes=minutes)
        assert resume(cookie=cookie, person=someone, now=at)
    assert (
        resume(cookie=cookie, person=someone, now=NOW + timedelta(minutes=57)) is None
    )
    assert lock_idle(now=NOW + timedelta(minutes=57)) == 2
    assert not Unlocking.objects.exists()


@pytest.mark.parametrize("cookie", ["", "?", "AAAA", "x" * 43, "ü"])
def test_a_cookie_that_is_no_secret_unlocks_nothing(cookie):
    assert resume(cookie=cookie, person=set_scene().first.person, now=NOW) is None


def test_somebody_else_s_cookie_unlocks_nothing():
    scene = set_scene(members=2)
    cookie = begin_unlocking(person=scene.first.person, passphrase=PASSPHRASE, at=NOW)

    assert resume(cookie=cookie, person=scene.members[1].person, now=NOW) is None


def test_wrong_passphrases_are_written_down_and_end_after_some():
    someone = set_scene().first.person

    for _ in range(TRIES):
        with pytest.raises(WrongPassphraseError):
            begin_unlocking(person=someone, passphrase="not this one at all", at=NOW)
    with pytest.raises(SealedError, match="too many"):
        begin_unlocking(person=someone, passphrase=PASSPHRASE, at=NOW)

    failed = LogEntry.objects.filter(deed="unlock_failed", person_id=someone.pk)
    assert failed.count() == TRIES
    later = NOW + timedelta(minutes=16)
    assert begin_unlocking(person=someone, passphrase=PASSPHRASE, at=later)


def test_wrong_passphrases_of_a_former_key_do_not_count_for_the_present_one():
    someone = set_scene().first.person
    for _ in range(TRIES):
        with pytest.raises(WrongPassphraseError):
            begin_unlocking(person=someone, passphrase="not this one at all", at=NOW)

    soon = NOW + timedelta(minutes=1)
    set_passphrase(person=someone, passphrase="harbour violet ladder soup", at=soon)

    assert begin_unlocking(
        person=someone, passphrase="harbour violet ladder soup", at=soon
    )


@pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaaaaaaaaaa", "   a b   c d  "])
def test_a_passphrase_that_can_be_guessed_is_refused(weak):
    with pytest.raises(SealedError):
        set_passphrase(person=person(), passphrase=weak, at=NOW)


def test_a_passphrase_is_the_same_however_its_spaces_and_accents_are_typed():
    someone = person()
    set_passphrase(person=someone, passphrase="café  otter marble fog", at=NOW)

    assert unlocked_of(someone, "cafe\N{COMBINING ACUTE ACCENT} otter marble fog ")


def test_a_key_that_was_made_after_the_digits_were_compared_is_not_let_in():
    scene = set_scene()
    newcomer = scene.add_member(is_let_in=False)
    compared = key_of(newcomer.person)
    set_passphrase(person=newcomer.person, passphrase="somebody else chose it", at=NOW)

    with pytest.raises(SealedError, match="Compare its digits again"):
        let_in(
            member=newcomer.membership,
            key_id=compared,
            unlocked=scene.first.unlocked,
            by=scene.first.person,
            at=NOW,
        )


def test_a_new_key_takes_along_what_is_under_former_ones():
    scene = set_scene(members=2)
    submission = scene.send()
    present = TeamKey.objects.get(team=scene.team)
    renew(team=scene.team, to=[scene.first.unlocked.member_key_id], at=NOW)
    # What is under no present key keeps its former envelope.
    assert take_away_old_wraps(now=NOW + timedelta(days=1)) == 0

    rotate(
        team=scene.team, unlocked=scene.first.unlocked, by=scene.first.person, at=NOW
    )

    numbers = submission.wraps.exclude(team_key=None).values_list("team_key__number")
    assert sorted(numbers) == [(present.number,), (present.number + 2,)]
    assert _read(submission, scene.first) == ANSWERS


def test_nobody_takes_themselves_off():
    scene = set_scene(members=2)

    with pytest.raises(SealedError, match="Ask a colleague"):
        remove_member(
            member=scene.first.membership,
            unlocked=scene.first.unlocked,
            by=scene.first.person,
            at=NOW,
        )
