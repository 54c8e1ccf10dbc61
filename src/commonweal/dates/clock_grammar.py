"""Read times of day out of tokens: "10.30am to midday", "9 til 4", "0930-1230"."""

import re

from commonweal.dates.calendar_words import NUMBERS, word_set
from commonweal.dates.mentions import Clock, ClockSpan, Times
from commonweal.dates.tokens import Is, Source

_RUN = re.compile(
    r"(\d{1,2})(?:([.:])(\d\d))?[\-–—\u2011](\d{1,2})(?:[.:](\d\d))?|(\d{4})[\-–—\u2011](\d{4})"
)
_ONE = re.compile(r"(\d{1,2})[.:](\d\d)(?:[:]00)?")
_LONGEST = 13
_MOST = 24  # times in one list
TO = word_set("- – — \u2212 \u2011 to till til until untill thru through")
_FINISH = word_set("until till til to finishing ending ends finishes finish end")
_ALSO = frozenset({"and", "or", "&", ",", "/", ";", "+"})
_HALVES = {"a": "am", "p": "pm"}
_COUNTED_BEFORE = word_set(
    "age ages aged year years page pages level levels stage ratio groups pp room rooms "
    "band bands grades £ section sections"
)
_COUNTED_AFTER = word_set(
    "year years yr yrs week weeks minute minutes mins month months day days people "
    "places pupils children olds places spaces sessions per % delegates attendees"
)
_AROUND = word_set("at around approximately approx by :")
_QUOTES = frozenset("'’‘`")
_EXACT = {"midday": 12, "noon": 12, "midnight": 24}
_EXACT_HALF = {"midday": "noon", "noon": "noon", "midnight": "midnight"}
_HOURS = frozenset({"hrs", "h", "hr", "hours"})
OPENERS = frozenset({"at", "@", "from", "between"})
# A bare number before one of these is a quantity, an address or a day.
_AFTER_BARE = word_set(
    ", . ; ) ( ! ? - – on for until till to and or in via each @ with : |"
)
_PARTS_OF_DAY = {"morning": "am", "afternoon": "pm", "evening": "pm"}


def parse_times(source: Source, place: int) -> Times | None:
    """Return the times that begin at token ``place``, or None.

    Several times joined by "and", "or" or a comma are one mention. ``strong`` is
    False when only a neighbouring date makes the figures times ("10-12").
    """
    spans: list[ClockSpan] = []
    strong = False
    after = step = place
    while len(spans) < _MOST and (found := _span(source, step)):
        span, span_after = found
        spans.append(span)
        strong = strong or not (span.begin.bare and (span.end is None or span.end.bare))
        after = span_after
        step = _also(source, after)
        if step == after:
            break
    if not spans:
        return None
    return Times(place, after, spans, strong)


def _also(source: Source, place: int) -> int:
    """Step over "and", "or at", ", "; return ``place`` itself when nothing joins."""
    step = place
    while source.tokens[step].text in _ALSO and step < place + 2:
        step += 1
    if step > place:
        while source.tokens[step].text in ("again", "at", "from", "between", "then"):
            step += 1
    return step


def _span(source: Source, place: int) -> tuple[ClockSpan, int] | None:
    run = _glued_run(source, place)
    if run is not None:
        is_bare = run[0].begin.bare and run[0].end is not None and run[0].end.bare
        return None if is_bare and _is_quantity(source, place, run[1]) else run
    found = _clock(source, place)
    if found is None:
        return None
    begin, after = found
    if then := _proper_start(source, after):
        begin, after = then
    after += source.tokens[after].text == "start"
    after += source.tokens[after].text == ")" and after > place + 2
    step = _to(source, place, after)
    if step is not None and (then := _clock(source, step)):
        end, end_after = then
        is_bare = begin.bare and end.bare
        if is_bare and _is_quantity(source, place, end_after):
            return None
        if not _begins_day(source, end_after, end):
            end_after += source.tokens[end_after].text == "finish"
            begin.start = source.tokens[place].start
            return ClockSpan(begin, end), end_after
    if begin.bare and not _is_lone_time(source, place, after):
        return None
    return ClockSpan(begin), after


def _proper_start(source: Source, place: int) -> tuple[Clock, int] | None:
    """Read "9.30 for 10am": come at half past nine, it begins at ten."""
    step = place + (source.tokens[place].text == "(")
    if source.tokens[step].text != "for":
        return None
    step += 1 + (source.tokens[step + 1].text in ("a", "an"))
    then = _clock(source, step)
    if then and then[0].bare and source.tokens[then[1]].kind == Is.WORD:
        return None if source.tokens[then[1]].text not in TO | {"start"} else then
    return then


def _is_quantity(source: Source, place: int, after: int) -> bool:
    """Whether a bare "10-12" counts people or years: "ages 10-12", "10-12 places"."""
    before = source.tokens[place - 1].text if place else ""
    return before in _COUNTED_BEFORE or source.tokens[after].text in _COUNTED_AFTER


def _to(source: Source, place: int, after: int) -> int | None:
    """Return the place of the end of a range whose beginning ends at ``after``."""
    tokens = source.tokens
    if tokens[after].text in _QUOTES and tokens[after + 1].text == "til":
        after += 1
    word = tokens[after].text
    before = tokens[place - 1].text if place else ""
    if word in TO or (word == "and" and before == "between"):
        return _step_over(source, after + 1, _AROUND)
    step = after
    while tokens[step].text in (",", "and", "-", "–", "(") and step < after + 2:
        step += 1
    if tokens[step].text in _FINISH:
        return _step_over(source, step + 1, _AROUND)
    return step if step > after and _is_finish(source, step) else None


def _step_over(source: Source, place: int, words: frozenset[str]) -> int:
    while source.tokens[place].text in words:
        place += 1
    return place


def _is_finish(source: Source, place: int) -> bool:
    """Whether a time and the word "finish" stand here: "9.30am start, 4pm finish"."""
    if source.tokens[place].kind not in (Is.NUMBER, Is.NUMERIC):
        return False
    ahead = _clock(source, place)
    return ahead is not None and source.tokens[ahead[1]].text == "finish"


def _begins_day(source: Source, after: int, clock: Clock) -> bool:
    """Whether the "3" of "10am - 3 June" is a day."""
    token = source.tokens[after]
    if not clock.bare:
        return False
    return token.kind == Is.MONTH or token.text in ("st", "nd", "rd", "th", "of", "%")


def _is_lone_time(source: Source, place: int, after: int) -> bool:
    """Whether a bare "10" is an hour: "at 10", "from 10.30"."""
    tokens = source.tokens
    opener = tokens[place - 1].text if place else ""
    if _begins_day(source, after, Clock(0, 0, "", 0, 0, bare=True)):
        return False
    token = tokens[after]
    if tokens[place].kind == Is.NUMERIC:
        return opener in OPENERS or opener in (",", ":", "-", "–", "(", "t")
    if opener not in OPENERS or len(tokens[place].text) > 2:
        return False
    return token.kind in (Is.LINE, Is.END) or token.text in _AFTER_BARE


def _glued_run(source: Source, place: int) -> tuple[ClockSpan, int] | None:
    """Read "10.00-11.15am", "2.30-5pm", "0930-1230"."""
    token = source.tokens[place]
    if token.kind != Is.NUMERIC or len(token.text) > _LONGEST:
        return None
    match = _RUN.fullmatch(token.text)
    if match is None or _is_money(source, place):
        return None
    half, after, stop = _half(source, place + 1)
    ends = _ends_of(match, token.start)
    if ends is None or (match[6] and _are_years(source, match, after)):
        return None
    begin, end = ends
    end.half, end.stop = half, max(stop, end.stop)
    if half == "noon":
        end.half, end.exact, end.hour = "", True, 12
    begin.bare = begin.bare and end.bare
    end.bare = end.bare and not half
    if _begins_day(source, after, end):
        return None
    return ClockSpan(begin, end), after


def _ends_of(match: re.Match[str], start: int) -> tuple[Clock, Clock] | None:
    end_start = start + match.start(7 if match[6] else 4)
    if match[6]:
        begin, end = _military(match[6], start), _military(match[7], end_start)
    else:
        begin = _from_parts(match[1], match[3], start)
        end = _from_parts(match[4], match[5], end_start)
    return (begin, end) if begin and end else None


def _are_years(source: Source, match: re.Match[str], after: int) -> bool:
    if source.tokens[after - 1].text in ("hrs", "hours", "h"):
        return False
    return all(1990 <= int(year) <= 2100 for year in (match[6], match[7]))


def _is_money(source: Source, place: int) -> bool:
    if not source.is_glued(place):
        return False
    before = source.tokens[place - 1]
    return before.text in "£$€#/_=§" or (
        before.kind == Is.WORD and before.text not in ("t", "to", "at", "from")
    )


def _clock(source: Source, place: int) -> tuple[Clock, int] | None:
    """Return one time and the place after it, or None."""
    token = source.tokens[place]
    if token.text in _EXACT:
        clock = Clock(_EXACT[token.text], 0, "", token.start, token.stop, exact=True)
        return clock, place + 1
    if token.kind == Is.NUMBER:
        found = _clock_from_number(source, place)
    elif token.kind == Is.NUMERIC:
        match = _ONE.fullmatch(token.text) if len(token.text) < _LONGEST else None
        found = _from_parts(match[1], match[2], token.start) if match else None
        if found:
            found.stop, found.bare = token.stop, "." in token.text
    elif token.kind == Is.STARTER:
        return _in_words(source, place)
    else:
        return None
    if found is None or _is_money(source, place):
        return None
    return _finish(source, place + 1, found)


def _clock_from_number(source: Source, place: int) -> Clock | None:
    token = source.tokens[place]
    if len(token.text) == 4:
        clock = _military(token.text, token.start)
        following = source.tokens[place + 1].text
        if clock and (following in ("hrs", "hours", "h") or token.text[0] == "0"):
            return clock
        return _meet(source, place, clock)
    if len(token.text) > 2:
        return None
    return _from_parts(token.text, None, token.start)


def _meet(source: Source, place: int, clock: Clock | None) -> Clock | None:
    """Allow "0930 - 1230": four figures are a time beside four others."""
    tokens = source.tokens
    one, two = tokens[place - 2] if place > 1 else tokens[-1], tokens[place + 2]
    for other, link in ((one, tokens[place - 1]), (two, tokens[place + 1])):
        if len(other.text) == 4 and other.kind == Is.NUMBER and link.text in TO:
            both = (other.value, tokens[place].value)
            if not all(1990 <= year <= 2100 for year in both):
                return clock
    return None


def _finish(source: Source, place: int, clock: Clock) -> tuple[Clock, int] | None:
    """Read "am", "noon", "o'clock", "hrs" after the figures."""
    half, after, stop = _half(source, place)
    if half == "noon":
        clock.hour, clock.minute, clock.exact, half = 12, 0, True, ""
    elif half == "midnight":
        clock.hour, clock.minute, clock.exact, half = 24, 0, True, ""
    if after > place:
        clock.bare, clock.stop = False, stop
    clock.half = half
    return clock, after


def _half(source: Source, place: int) -> tuple[str, int, int]:
    """Return ("am", "pm", "noon", "midnight" or "", the place after it, its end)."""
    tokens = source.tokens
    token = tokens[place]
    word = token.text
    if word in ("am", "pm"):
        if tokens[place + 1].text in ("noon", "midday"):
            return "noon", place + 2, tokens[place + 1].stop
        return word, place + 1, token.stop
    if word in _EXACT:
        return _EXACT_HALF[word], place + 1, token.stop
    if word in _HALVES:
        return _with_points(source, place)
    if word in _HOURS and len(tokens[place - 1].text) > 3:
        return "", place + 1, token.stop
    if word in ("o'clock", "o’clock", "oclock"):
        return _part_of_day(source, place + 1, token.stop)
    return "", place, 0


def _with_points(source: Source, place: int) -> tuple[str, int, int]:
    """Read "a.m." and "p.m"; the last point may end the sentence."""
    tokens = source.tokens
    if tokens[place + 1].text != "." or tokens[place + 2].text != "m":
        return "", place, 0
    after = place + 3
    if tokens[after].text == "." and not source.is_capital(after + 1):
        after += 1
    return _HALVES[tokens[place].text], after, tokens[after - 1].stop


def _part_of_day(source: Source, place: int, stop: int) -> tuple[str, int, int]:
    tokens = source.tokens
    if tokens[place].text in ("am", "pm"):
        return tokens[place].text, place + 1, tokens[place].stop
    if tokens[place].text == "in" and tokens[place + 1].text == "the":
        half = _PARTS_OF_DAY.get(tokens[place + 2].text)
        if half:
            return half, place + 3, tokens[place + 2].stop
    return "", place, stop


def _in_words(source: Source, place: int) -> tuple[Clock, int] | None:
    """Read "half past ten", "quarter to three", "ten o'clock"."""
    tokens = source.tokens
    token = tokens[place]
    shift = {"half": 30, "quarter": 15}.get(token.text)
    if shift is not None:
        word, hour = tokens[place + 1].text, _hour_word(source, place + 2)
        if hour is None or word not in ("past", "to"):
            return None
        minute = shift if word == "past" else 60 - shift
        hour = hour if word == "past" else (hour - 2) % 12 + 1
        clock = Clock(hour, minute, "", token.start, tokens[place + 2].stop)
        return _finish(source, place + 3, clock)
    hour = NUMBERS.get(token.text)
    if hour is None or _half(source, place + 1)[1] == place + 1:
        return None
    return _finish(source, place + 1, Clock(hour, 0, "", token.start, token.stop))


def _hour_word(source: Source, place: int) -> int | None:
    token = source.tokens[place]
    if token.kind == Is.NUMBER and 1 <= token.value <= 12:
        return token.value
    return NUMBERS.get(token.text)


def _from_parts(hour: str, minute: str | None, start: int) -> Clock | None:
    if int(hour) > 24 or int(minute or 0) > 59:
        return None
    length = len(hour) + (len(minute) + 1 if minute else 0)
    padded = len(hour) == 2 and hour[0] == "0"
    return Clock(
        int(hour),
        int(minute or 0),
        "",
        start,
        start + length,
        padded=padded,
        bare=not minute,
    )


def _military(figures: str, start: int) -> Clock | None:
    clock = _from_parts(figures[:2], figures[2:], start)
    if clock is not None:
        clock.stop = start + 4
    return clock
