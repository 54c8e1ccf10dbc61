"""Links and contacts that lost their address when a page was saved."""

import re

LOST_CONTACT = "[email protected]"
"""What is left of an e-mail address that the old site hid from robots."""

_LOST_CONTACT = re.compile(r"\[email\s+protected\]", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z‘“\"'])")
_LONGEST_SENTENCE = 400
# What editors begin a sentence with whose point is the link inside it.
_CALL = re.compile(
    r"(?:please\s+)?(?:"
    r"register (?:your|a|for|online|here|now|via)|book (?:your|a|an|to|on|now|online|here|via|places?)|"
    r"read (?:the|a|our|more|about|their)|download|view (?:the|our|a|more)|watch (?:the|a|our|this)|"
    r"visit (?:the|our|their|www)|sign up|find out more|see (?:the|our|more|further)|apply (?:online|here|now|via)|"
    r"access (?:the|our|further|more)|take a look at|use (?:the|our|this)|click|follow (?:the|this|our)|"
    r"complete (?:the|our|this|a)|log ?in(?:to)?\b|go to|listen to|subscribe|order (?:your|a|copies)"
    r")\b",
    re.IGNORECASE,
)
_SAYS_LINK = re.compile(
    r"\b(?:click here|(?<!forward )(?<!share )(?:this|the following) link|"
    r"here is the .{0,40}\b(?:links?|reel|video|film|form|page)\b|our online (?:\w+ ){0,2}form|"
    r"via (?:their|our|its|the) (?:\w+ )?website|log into \w+)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|\bwww\.|\b[\w-]+\.(?:org|gov|co|nhs|police)\.uk\b|@")


def has_lost_contact(text: str) -> bool:
    """Whether an e-mail address was lost from ``text``."""
    return bool(_LOST_CONTACT.search(text))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, roughly: good enough to quote from."""
    return [part for part in _SENTENCE_END.split(text) if part]


def begins_with_a_call(text: str) -> bool:
    """Whether ``text`` asks the reader to do what one does by a link."""
    return bool(_CALL.match(text))


def lost_links(text: str) -> list[str]:
    """Return the sentences of captured text that must have held a link.

    A text capture keeps the words of a link and loses its address. Which words
    were the link cannot be known, but a sentence such as "Register your place
    now via Microsoft Teams" makes no sense without one. A sentence with an
    address in it is left alone.
    """
    return [
        sentence
        for sentence in sentences(text)
        if len(sentence) <= _LONGEST_SENTENCE
        and (_CALL.match(sentence) or _SAYS_LINK.search(sentence))
        and not _ADDRESS.search(sentence)
    ]
