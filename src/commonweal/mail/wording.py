"""The wording of messages: what each room declares, and what may be written.

A body is plain text: paragraphs with an empty line between them, "- " before
the points of a list, "# " before a heading, and placeholders in braces, whose
values come from the booking or whatever the message is about:

    Hello {name}

    Your place on {course} is confirmed.

    Change or give back your place: {booking_link}

A line that ends in a link's placeholder is a button in the HTML part.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from commonweal.mail.exceptions import WordingError

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
LONGEST_SUBJECT = 200
LONGEST_BODY = 5000


@dataclass(frozen=True, slots=True)
class Words:
    """A subject and a body, with placeholders in them."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of message, as the room that sends it declares it.

    Attributes:
        key: ``room.what_happened``, for example ``training.place_confirmed``.
        title: what editors see in the list, for example "Place confirmed".
        words: the wording when a partnership has none of its own.
        placeholders: name to what it stands for, in an editor's words.
        examples: name to the value that the preview shows.
        required: placeholders without which the message is useless.
    """

    key: str
    title: str
    words: Words
    placeholders: Mapping[str, str]
    examples: Mapping[str, str] = field(default_factory=dict)
    required: frozenset[str] = frozenset()

    def sample(self) -> dict[str, str]:
        """Return a value for each placeholder, to show the message with."""
        return {
            name: self.examples.get(name) or _sample(name, what)
            for name, what in self.placeholders.items()
        }


_DECLARED: dict[str, Template] = {}


def declare(
    *,
    key: str,
    title: str,
    subject: str,
    body: str,
    placeholders: Mapping[str, str],
    examples: Mapping[str, str] | None = None,
    required: frozenset[str] | None = None,
) -> Template:
    """Make a kind of message known, at import of a room's ``emails`` module.

    Args:
        required: placeholders that a partnership's own wording must keep. When
            not given: every code and link that the default body has.

    Raises:
        WordingError: the default wording itself is not valid.
        ValueError: the key is taken by another message.
    """
    words = Words(subject=subject.strip(), body=body.strip())
    if required is None:
        used = PLACEHOLDER.findall(words.body)
        required = frozenset(n for n in used if is_link(n) or is_code(n))
    template = Template(
        key=key,
        title=title,
        words=words,
        placeholders=dict(placeholders),
        examples=dict(examples or {}),
        required=required,
    )
    wrong = problems(words, template=template)
    if wrong:
        raise WordingError(f"{key}: {' '.join(wrong.values())}")
    if _DECLARED.setdefault(key, template) != template:
        raise ValueError(f"Two messages are called {key}.")
    return template


def declared() -> list[Template]:
    """Return every kind of message, by its title."""
    return sorted(_DECLARED.values(), key=lambda template: template.title.casefold())


def template_of(key: str) -> Template:
    """Return the message of that key.

    Raises:
        KeyError: no room has declared it.
    """
    return _DECLARED[key]


def is_link(name: str) -> bool:
    """Whether a placeholder stands for a web address."""
    return name == "link" or name.endswith("_link")


def is_code(name: str) -> bool:
    """Whether a placeholder stands for a code to type in."""
    return name == "code" or name.endswith("_code")


def problems(words: Words, *, template: Template) -> dict[str, str]:
    """Return what is wrong, a sentence for ``subject`` and one for ``body``.

    Empty when the words can be used. What is checked: neither is empty or too
    long, the subject is one line, braces hold known names only, and what the
    message is useless without stands in the body.
    """
    wrong = {
        "subject": _subject_problem(words.subject, template=template),
        "body": _body_problem(words.body, template=template),
    }
    return {where: sentence for where, sentence in wrong.items() if sentence}


def _subject_problem(subject: str, *, template: Template) -> str:
    if not subject.strip():
        return "Write a subject."
    if len(subject.splitlines()) > 1:
        return "The subject must be one line."
    if len(subject) > LONGEST_SUBJECT:
        return f"The subject must be {LONGEST_SUBJECT} characters or fewer."
    secret = [n for n in PLACEHOLDER.findall(subject) if is_link(n) or is_code(n)]
    if secret:
        return f"{{{secret[0]}}} must not stand in the subject, which phones show."
    return _braces_problem(subject, template=template)


def _body_problem(body: str, *, template: Template) -> str:
    if not body.strip():
        return "Write the message."
    if len(body) > LONGEST_BODY:
        return f"The message must be {LONGEST_BODY:,} characters or fewer."
    missing = sorted(template.required - set(PLACEHOLDER.findall(body)))
    if missing:
        return f"Keep {_listed(missing)} in the message: it is useless without."
    return _braces_problem(body, template=template)


def _braces_problem(text: str, *, template: Template) -> str:
    unknown = [n for n in PLACEHOLDER.findall(text) if n not in template.placeholders]
    if unknown:
        known = _listed(sorted(template.placeholders)) or "none"
        return f"{{{unknown[0]}}} is not known here. You can use: {known}."
    if re.search(r"[{}]", PLACEHOLDER.sub("", text)):
        return "A brace stands alone. Write a placeholder like {name}, without spaces."
    return ""


def _listed(names: list[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


def _sample(name: str, what: str) -> str:
    if is_link(name):
        return "https://www.example.org/"
    return "123456" if is_code(name) else f"[{what}]"
