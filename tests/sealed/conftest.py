import pytest

from commonweal.sealed.actions import begin_draft, save_answer
from commonweal.sealed.definitions import newest
from commonweal.sealed.definitions.answers import check_answer
from tests.sealed.scene import NOW, set_scene
from tests.sealed.walking import offer, usual


@pytest.fixture(autouse=True)
def files_of_their_own(settings, tmp_path):
    """Sealed attachments of a test lie in a folder of their own."""
    settings.COMMONWEAL_SEALED_FILES = str(tmp_path / "sealed")


@pytest.fixture(autouse=True)
def quick_passphrases(request, monkeypatch):
    """A passphrase costs little, unless the test is about what it costs."""
    if "costly" not in request.fixturenames:
        monkeypatch.setattr("commonweal.sealed.sealing.MEMORY_KIB", 64)


@pytest.fixture
def costly():
    """Passphrases cost as much as in production."""


@pytest.fixture
def route_and_key(db):
    """A form that is offered, and somebody who has just begun it."""
    route = offer(set_scene())
    return route, begin_draft(route=route, at=NOW)


@pytest.fixture
def filled_in():
    """Fill in all questions of a form, as said or with words that are right, and
    return the key of the draft."""

    def fill_in(route, **answers):
        form, key = newest(route.form), begin_draft(route=route, at=NOW)
        given = {}
        while (asked := form.unanswered(given, options=route.options)) is not None:
            raw = answers.get(asked.key, usual(asked))
            raw = "2010-03-27" if isinstance(raw, tuple) else raw
            given[asked.key] = check_answer(asked, raw, today=NOW.date())
        for question, answer in given.items():
            save_answer(key=key, route=route, question=question, answer=answer, at=NOW)
        return key

    return fill_in
