import pytest

from commonweal.mail import wording
from commonweal.mail.exceptions import WordingError
from commonweal.mail.wording import Template, Words, problems

CODE = Template(
    key="test.code",
    title="A code",
    words=Words("Your code", "Type {code}"),
    placeholders={"code": "the code", "name": "the person's name"},
    required=frozenset({"code"}),
)


@pytest.fixture(autouse=True)
def _declared_as_before(monkeypatch):
    monkeypatch.setattr(wording, "_DECLARED", dict(wording._DECLARED))


def test_declare_makes_a_message_known_and_keeps_its_links_and_codes():
    template = wording.declare(
        key="test.offer",
        title="A place is offered",
        subject="A place for you",
        body="Hello {name}\n\nTake it: {offer_link}\n",
        placeholders={"name": "their name", "offer_link": "the page to answer on"},
    )

    assert wording.template_of("test.offer") == template
    assert template in wording.declared()
    assert template.required == {"offer_link"}
    assert template.sample() == {
        "name": "[their name]",
        "offer_link": "https://www.example.org/",
    }


def test_declare_may_be_read_twice_and_refuses_another_of_the_same_key():
    same = {"key": "test.a", "title": "A", "subject": "A", "placeholders": {}}
    wording.declare(**same, body="One")
    wording.declare(**same, body="One")

    with pytest.raises(ValueError, match=r"Two messages are called test\.a"):
        wording.declare(**same, body="Two")


def test_declare_refuses_a_default_that_is_wrong():
    with pytest.raises(WordingError, match=r"\{nmae\} is not known here"):
        wording.declare(
            key="test.b", title="B", subject="B", body="{nmae}", placeholders={}
        )


@pytest.mark.parametrize(
    ("subject", "body", "said"),
    [
        ("Your code", "Hello {name}, type {code}.", {}),
        ("", "{code}", {"subject": "Write a subject."}),
        ("One\nTwo", "{code}", {"subject": "The subject must be one line."}),
        (
            "x" * 201,
            "{code}",
            {"subject": "The subject must be 200 characters or fewer."},
        ),
        (
            "Code {code}",
            "{code}",
            {"subject": "{code} must not stand in the subject, which phones show."},
        ),
        ("Your code", " ", {"body": "Write the message."}),
        (
            "Your code",
            "{code}" + "x" * 5000,
            {"body": "The message must be 5,000 characters or fewer."},
        ),
        (
            "Your code",
            "Hello {name}",
            {"body": "Keep {code} in the message: it is useless without."},
        ),
        (
            "Your code",
            "{code} {nmae}",
            {"body": "{nmae} is not known here. You can use: {code}, {name}."},
        ),
        (
            "Your code",
            "{code} { name }",
            {
                "body": "A brace stands alone. Write a placeholder like {name}, "
                "without spaces."
            },
        ),
    ],
)
def test_problems_say_what_is_wrong(subject, body, said):
    assert problems(Words(subject, body), template=CODE) == said
