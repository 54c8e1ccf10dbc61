"""Signing as the public does it, and what stands behind the links they are sent."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone

from commonweal.mail.models import OutgoingEmail
from commonweal.pledges import links
from commonweal.pledges.models import Signature
from tests.pledges.factories import (
    SIGNED,
    CovenantFactory,
    SignatureFactory,
    VersionFactory,
)
from tests.pledges.letters import path_in, sent

pytestmark = pytest.mark.django_db

Status = Signature.Status


def _fields(**others):
    return {
        "signs_for": "organisation",
        "organisation": "Example School",
        "role": "Head teacher",
        "name": "Robin Example",
        "email": "robin@example.org",
        "list_publicly": "on",
        "version": "1",
    } | others


@pytest.fixture
def covenant():
    return CovenantFactory(slug="young-carers", title="Young Carers Covenant")


def test_somebody_signs_confirms_changes_the_listing_and_withdraws(visitor, covenant):
    page = visitor.post("/pledge/young-carers/sign/", _fields())
    assert page.h1.get_text() == "Look in your e-mail"

    confirm = path_in(sent("confirm")[0], "confirm")
    page = visitor.get(confirm)
    assert "Example School" in page.main.get_text()
    assert Signature.objects.get().status == Status.WAITING
    page = visitor.post(confirm)
    assert page.h1.get_text() == "You have signed"
    assert "Example School" in visitor.get("/pledge/young-carers/").main.get_text()

    own = path_in(sent("signed")[0], "own")
    visitor.get(own)
    page = visitor.post(f"{own}listing/")
    assert "no longer named" in page.main.get_text()
    assert "Example School" not in visitor.get("/pledge/young-carers/").main.get_text()

    visitor.get(f"{own}withdraw/")
    assert Signature.objects.count() == 1
    page = visitor.post(f"{own}withdraw/")
    assert page.h1.get_text() == "You have withdrawn"
    assert Signature.objects.count() == 0
    visitor.get(own, status=410)
    visitor.post(f"{own}withdraw/", status=410)


def test_opening_the_link_confirms_nothing(visitor, covenant):
    visitor.send("/pledge/young-carers/sign/", _fields(), status=302)
    link = path_in(sent("confirm")[0], "confirm")

    visitor.get(link)
    visitor.client.head(link)

    assert Signature.objects.get().status == Status.WAITING


@pytest.mark.parametrize("known", ["nobody", "waiting", "signed"])
def test_the_answer_is_the_same_whether_an_address_is_known(visitor, covenant, known):
    if known != "nobody":
        SignatureFactory(covenant=covenant, email="Robin@example.org", status=known)

    response = visitor.send("/pledge/young-carers/sign/", _fields(), status=302)

    assert response["Location"] == "/pledge/young-carers/sent/"
    assert response.cookies == {}
    assert OutgoingEmail.objects.count() == 1


def test_public_pages_may_be_kept_and_those_behind_links_may_not(visitor, covenant):
    signature = SignatureFactory(covenant=covenant)
    for path in ("", "young-carers/", "young-carers/sign/", "young-carers/version/1/"):
        visitor.get(f"/pledge/{path}")
        assert "public" in visitor.response["Cache-Control"], path

    visitor.get(links.own_path(signature.key))

    assert visitor.response["Cache-Control"] == "no-store"
    assert visitor.response["Referrer-Policy"] == "same-origin"


def test_what_was_typed_is_kept_when_something_is_wrong(visitor, covenant):
    page = visitor.post(
        "/pledge/young-carers/sign/",
        _fields(email="robin@", organisation=""),
        status=400,
    )

    summary = page.select_one(".govuk-error-summary").get_text(" ")
    assert "Enter the name of the organisation." in summary
    assert "in the right form" in summary
    assert page.select_one("#id_name")["value"] == "Robin Example"
    assert page.title.get_text().startswith("Error: ")


@pytest.mark.parametrize(
    "field", [{"name": "Win at www.example.org"}, {"organisation": "a@example.org"}]
)
def test_a_name_cannot_carry_an_address_into_the_message(visitor, covenant, field):
    page = visitor.post("/pledge/young-carers/sign/", _fields(**field), status=400)

    assert "without a web or e-mail address" in page.get_text()
    assert OutgoingEmail.objects.count() == 0


def test_who_signs_for_themselves_keeps_no_organisation(visitor, covenant):
    visitor.post("/pledge/young-carers/sign/", _fields(signs_for="myself"))

    signature = Signature.objects.get()
    assert (signature.organisation, signature.role) == ("", "")


@pytest.mark.parametrize(
    ("signers", "shown"), [("orgs", "id_organisation"), ("people", "id_name")]
)
def test_a_covenant_for_some_does_not_ask_for_whom(visitor, signers, shown):
    CovenantFactory(slug="some", signers=signers)

    page = visitor.get("/pledge/some/sign/")

    assert page.select_one("#id_signs_for_0") is None
    assert page.select_one(f"#{shown}") is not None
    assert (page.select_one("#id_organisation") is None) == (signers == "people")
    visitor.send("/pledge/some/sign/", _fields(signs_for=""), status=302)
    assert bool(Signature.objects.get().organisation) == (signers == "orgs")


def test_a_program_is_answered_and_nothing_is_kept(visitor, covenant):
    fields = _fields(website="https://example.org/")

    visitor.send("/pledge/young-carers/sign/", fields, status=302)

    assert Signature.objects.count() == 0
    assert OutgoingEmail.objects.count() == 0


def test_an_address_is_not_pestered(visitor, covenant):
    for _ in range(6):
        visitor.send("/pledge/young-carers/sign/", _fields(), status=302)

    assert OutgoingEmail.objects.count() == 3


def test_a_flood_is_asked_to_wait_and_keeps_what_was_typed(visitor, covenant):
    for number in range(20):
        fields = _fields(email=f"signer{number}@example.org")
        visitor.send("/pledge/young-carers/sign/", fields, status=302)

    page = visitor.post("/pledge/young-carers/sign/", _fields(), status=429)

    assert page.select_one("#id_email")["value"] == "robin@example.org"
    assert "wait a minute" in page.get_text()


def test_a_text_that_changed_between_page_and_press_is_shown_before_it_is_signed(
    visitor, covenant
):
    VersionFactory(covenant=covenant, number=2, text="We promise more.")

    page = visitor.post("/pledge/young-carers/sign/", _fields(), status=409)

    assert "The text has changed" in page.get_text()
    assert "We promise more." in page.get_text()
    fields = _fields(version=page.select_one("input[name=version]")["value"])
    visitor.send("/pledge/young-carers/sign/", fields, status=302)
    assert Signature.objects.get().version.number == 2


def test_a_closed_covenant_says_so(visitor):
    CovenantFactory(slug="closed", is_open=False)

    assert "cannot be signed" in visitor.get("/pledge/closed/").main.get_text()
    assert visitor.get("/pledge/closed/sign/").select("main form") == []
    visitor.post("/pledge/closed/sign/", _fields(), status=409)


def test_an_own_page_offers_the_new_text_and_signs_it(visitor, covenant):
    signature = SignatureFactory(covenant=covenant)
    VersionFactory(covenant=covenant, number=2, text="More.", what_changed="Point 3.")
    own = links.own_path(signature.key)

    words = visitor.get(own).main.get_text(" ")
    visitor.post(f"{own}renew/", {"version": "2"})

    assert "Point 3." in words
    signature.refresh_from_db()
    assert signature.version.number == 2


@pytest.mark.parametrize("version", ["", "9", "x", "9" * 5000])
def test_a_version_that_is_none_is_not_signed(visitor, covenant, version):
    signature = SignatureFactory(covenant=covenant)

    own = links.own_path(signature.key)
    visitor.post(f"{own}renew/", {"version": version}, status=410)


@pytest.mark.parametrize("path", ["/pledge/own/x/", "/pledge/confirm/x.y/"])
def test_a_link_that_is_not_ours_leads_nowhere(visitor, path):
    page = visitor.get(path, status=410)

    assert page.h1.get_text() == "This link does not work"


def test_a_link_for_one_purpose_opens_no_other(visitor, covenant):
    signature = SignatureFactory(covenant=covenant)
    token = links.own_path(signature.key).split("/")[-2]

    visitor.get(f"/pledge/confirm/{token}/", status=410)


def test_a_stale_link_to_confirm_says_so_before_the_press(visitor, covenant):
    visitor.send("/pledge/young-carers/sign/", _fields(), status=302)
    link = path_in(sent("confirm")[0], "confirm")
    Signature.objects.update(asked_at=timezone.now() + timedelta(minutes=1))

    assert "signed again since" in visitor.get(link, status=410).get_text()


def test_an_unknown_covenant_is_not_found(visitor):
    visitor.get("/pledge/nothing/", status=404)


def test_covenants_and_signers_are_shown_with_as_many_queries_however_many(
    visitor, covenant, django_assert_max_num_queries
):
    for _ in range(4):
        other = CovenantFactory()
        for _ in range(4):
            SignatureFactory(covenant=other)
            SignatureFactory(covenant=covenant)
    visitor.get("/pledge/")

    with django_assert_max_num_queries(8):
        page = visitor.get("/pledge/")
    with django_assert_max_num_queries(12):
        visitor.get("/pledge/young-carers/")

    assert "Signed by 4 organisations" in page.main.get_text(" ")


def test_who_signed_gets_a_certificate_and_who_has_not_confirmed_does_not(visitor):
    signed = SignatureFactory(organisation='The “A & #B" [School]')
    waiting = SignatureFactory(status=Status.WAITING)

    own = links.own_path(signed.key)
    file = visitor.fetch(f"{own}certificate/")

    assert file["Content-Type"] == "application/pdf"
    content = io.BytesIO(file.content).getvalue()
    assert content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in content
    own = links.own_path(waiting.key)
    visitor.get(f"{own}certificate/", status=410)


def test_pages_sent_from_elsewhere_change_nothing(visitor):
    signature = SignatureFactory(signed_at=SIGNED)
    own = links.own_path(signature.key)

    visitor.send(
        f"{own}withdraw/",
        status=403,
        headers={"origin": "https://example.com", "sec-fetch-site": "cross-site"},
    )

    assert Signature.objects.count() == 1
