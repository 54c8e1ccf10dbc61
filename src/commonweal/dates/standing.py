"""Decide what each mentioned day is: an occasion, a deadline, past, or no matter.

The words nearest to the date decide. A deadline word counts even across "is" and
"will be" ("the deadline will be 5 June"); an occasion named between does not let it
("book before the deadline for the conference on 5 June" is two things).
"""

from dataclasses import replace

from commonweal.dates import cues
from commonweal.dates.calendar_words import word_set
from commonweal.dates.changes import changed, is_moved, moved_from
from commonweal.dates.mentions import DayPart, Days, Mention, Standing
from commonweal.dates.surroundings import TIME, Surroundings, surroundings
from commonweal.dates.tenses import Tense, tense
from commonweal.dates.tokens import Source

_LIGHT = word_set(
    "on the at , ( - – : * a this end close date dates of day noon midnight midday "
    "approximately around is week ending commencing w / c e cop cob play business first thing "
    "next coming"
)
_DIRECT_REACH = 9
_DEADLINE_REACH = 14
_NAMED_REACH = 6
_BEGINNING = word_set(
    "starting starts start running runs run begins beginning commencing weekly"
)
_ARRIVING = frozenset({"arrive", "arriving", "arrival", "seated"})
_LEFT_TO_GO = frozenset({"day", "days", "week", "weeks", "go", "sleeps"})
_STRETCHES = frozenset({"year", "quarter", "period", "months", "month"})
_HELD_BACK = frozenset({"must", "please", "will", "can", "extended", "should", "now"})


def give_standing(source: Source, mentions: list[Mention]) -> list[Mention]:
    """Set ``standing`` of every Days and return the mentions.

    A move "from 3 June to 10 June" comes back as two mentions, the first of them
    cancelled.
    """
    previous: Days | None = None
    result: list[Mention] = []
    for position, mention in enumerate(mentions):
        if isinstance(mention, Days):
            here = surroundings(source, mentions, position, previous)
            if mention.parts[0].last is not None and moved_from(here.left):
                result.append(_split_off(mention))
                mention.standing = (
                    Standing.DEADLINE if _is_deadline(here) else Standing.EVENT
                )
            else:
                _decide(mention, here)
            previous = mention
        result.append(mention)
    return result


def _split_off(days: Days) -> Days:
    """Take the first day out of a move and return it as cancelled."""
    run = days.parts[0]
    assert run.last is not None
    days.parts = [DayPart(run.last), *days.parts[1:]]
    return replace(
        days, parts=[DayPart(run.first)], standing=Standing.CANCELLED, times=[]
    )


def _decide(days: Days, here: Surroundings) -> None:
    days.standing, days.by_verb = Standing.EVENT, False
    if found := changed(here):
        days.standing = found
    elif direct := _directly_before(days, here):
        days.standing, days.by_verb = direct
    elif _is_deadline(here):
        days.standing = Standing.DEADLINE
        if tense(here) is Tense.OVER:
            days.standing, days.by_verb = Standing.OUT, True
    elif _is_effective(here):
        days.standing = Standing.OUT
    else:
        _decide_by_verb(days, here)


def _decide_by_verb(days: Days, here: Surroundings) -> None:
    told = tense(here)
    if told is not Tense.COMING and _is_coverage(days, here):
        days.standing = Standing.OUT
    elif told in (Tense.OVER, Tense.PERHAPS_OVER) or _is_dated(here.left):
        days.standing, days.by_verb = Standing.PAST, True
        days.weakly = told is not Tense.OVER


def _is_dated(left: list[str]) -> bool:
    """Whether the words before look back when the date does: "Version 2, …"."""
    if left[:1] == ["period"] and "consultation" not in left[:3]:
        return True
    if cues.ISSUED & set(left[:4]):
        return True
    return "version" in left[:5] or bool(cues.RECAP & set(left[:12]))


def _directly_before(days: Days, here: Surroundings) -> tuple[Standing, bool] | None:
    """Return what the words directly before the date make of it, or None."""
    words = here.left[:_DIRECT_REACH]
    after_time = False
    while words and (words[0] == TIME or _is_light(words)):
        after_time = words.pop(0) == TIME or after_time
    word, before = [*words, "", ""][:2]
    if _is_covered(here):
        return Standing.OUT, False
    if _begins_rule(here):
        return Standing.OUT, False
    return (
        _last_day(here, word, before)
        or _reference(word, before)
        or _beginning(days, here, word, after_time=after_time)
    )


def _begins_rule(here: Surroundings) -> bool:
    """ "Starting 1 September 2025, all referrals must use the new form." """
    opening = here.opens and len(here.left) < 3 and _BEGINNING & set(here.left[:2])
    return bool(opening) and here.right[:1] == [","] and TIME not in here.right


def _is_covered(here: Surroundings) -> bool:
    """The end of a time that figures cover: "the year ending", "12 months to"; or
    the day on which a document is looked at again."""
    near = set(here.left[:6])
    if here.left[:1] == ["at"] and (cues.COVERAGE | {"as"}) & set(here.left[1:2]):
        return True
    if "review" in here.left[:4] and {"next", "date", ":"} & set(here.left[:5]):
        return True
    if here.left[:1] == ["to"] or "ending" in here.left[:3] or "ended" in here.left[:3]:
        return bool(near & _STRETCHES)
    return False


def _is_light(words: list[str]) -> bool:
    """Whether the nearest word says nothing by itself; "the end of" does not."""
    if words[0] == "of":
        return words[1:2] in (["end"], ["close"])
    return words[0] in _LIGHT


def _last_day(
    here: Surroundings, word: str, before: str
) -> tuple[Standing, bool] | None:
    """ "by", "before", "until", "no later than"."""
    if word == "until" and before in _LEFT_TO_GO:
        return None
    pair = (word, before)
    is_last = word in cues.DEADLINE_BEFORE or pair in cues.DEADLINE_PAIRS
    if word == "due" and before not in ("was", "were"):
        is_last = True
    if not is_last or is_moved(here.left) or _ARRIVING & set(here.left[:5]):
        return None
    if _is_report(here):
        return Standing.OUT, True
    near = set(here.left[:10])
    if near & {"was", "were", "ran", "had", "worked"} and not near & _HELD_BACK:
        return Standing.OUT, True
    if "valid" in near and near & cues.DOCUMENT_NOUNS:
        return Standing.OUT, False
    return Standing.DEADLINE, False


def _is_report(here: Surroundings) -> bool:
    """Whether "by 31 March" tells what had been done by then."""
    return any(word in ("was", "were", "had") for word in here.right[:8])


def _reference(word: str, before: str) -> tuple[Standing, bool] | None:
    """Dates that are only referred to: "since", "as at", "the visit of", "Updated"."""
    if word in ("since", "after") or (word, before) in cues.AS_OF_PAIRS:
        return Standing.OUT, False
    if word == "of" and before not in cues.TIME_OF and before not in cues.DEADLINE:
        return Standing.PAST, True
    if word == "following" and before not in ("the", "these"):
        return Standing.PAST, True
    if word in ("last", "dated", "wef"):
        return Standing.PAST, True
    if word in cues.DOCUMENT and before not in cues.PASSIVE:
        return Standing.PAST, False
    return None


def _beginning(
    days: Days, here: Surroundings, word: str, *, after_time: bool
) -> tuple[Standing, bool] | None:
    """A rule or a service that begins ("from 1 September") is no occasion."""
    if word != "from" or after_time or here.in_series or days.comes_round:
        return None
    if any(part.last for part in days.parts) or _BEGINNING & set(here.left[:5]):
        return None
    if here.right[:1] == [TIME] or here.right[1:2] == [TIME]:
        return None
    return Standing.OUT, False


def _is_deadline(here: Surroundings) -> bool:
    occasion = False
    for place, word in enumerate(here.left[:_DEADLINE_REACH]):
        before = here.left[place + 1] if place + 1 < len(here.left) else ""
        if (word, before) in cues.CUT_OFF:
            return not occasion
        if word in cues.DEADLINE:
            if word in cues.ENDING and place > 4:
                return False
            return not occasion or here.left[0] in ("is", ":", "be", "to")
        if word in cues.LAST_OF and before in cues.LAST:
            return True
        if word in cues.OCCASION and (word, before) != ("day", "of"):
            occasion = True
    return _is_named_deadline(here)


def _is_named_deadline(here: Surroundings) -> bool:
    """Whether the words after say so: "30 May is the closing date"."""
    right = here.right
    if here.meets_day and right[:1] not in (["is"], ["("]):
        return False
    for place, word in enumerate(right[:_NAMED_REACH]):
        if word in (".", ";", "but", "and", ","):
            return False
        if word in ("deadline", "closing"):
            return True
        if word in ("closes", "ends"):
            return place + 2 >= len(right)
    return False


def _is_effective(here: Surroundings) -> bool:
    left, right = here.left, here.right
    if right[:1] in (["onwards"], ["onward"]) or "effective" in left[:2]:
        return True
    if any(word in cues.EFFECTIVE for word in left[:6]):
        return True
    return "birth" in left[:3] or "born" in left[:5]


def _is_coverage(days: Days, here: Surroundings) -> bool:
    """Whether a run of days is the time that data or accounts cover."""
    if not any(part.last for part in days.parts):
        return False
    return any(word in cues.COVERAGE for word in here.left[:10])
