"""An issue as a message: both parts, read back with the standard library."""

import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from commonweal.design.contrast import TEXT, contrast
from commonweal.design.models import Brand
from commonweal.design.palette import Palette
from commonweal.mail import plain_words
from commonweal.newsletter.actions.sending import envelope_of
from commonweal.newsletter.assembling import items_of
from commonweal.newsletter.digest import Standing
from commonweal.newsletter.email_colours import DARK_BOX, Colours, lightened
from commonweal.newsletter.links import preferences_url, unsubscribe_url
from commonweal.newsletter.models import Edition, Issue, NewsletterSettings
from commonweal.newsletter.placeholders import PREFERENCES, UNSUBSCRIBE
from commonweal.newsletter.rendering import render
from tests.newsletter.reading_scene import (
    IssueFactory,
    ItemFactory,
    SectionFactory,
    SubscriberFactory,
)
from tests.training.factories import SessionFactory

SITE = "http://testserver"
POSTAL = "Oakshire Partnership, 1 Example Street, Wickenhall WK1 1AA"
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.fixture
def issue(tmp_path, settings):
    """The October issue with a leader, two chapters, and all that an item can have."""
    settings.MEDIA_ROOT = tmp_path
    issue = IssueFactory(
        sent=True,
        slug="october-2026",
        leader_name="Ash Example",
        leader_words="Dear {all},\n\n# Thank you\n- first\n- second & last",
        leader_picture=picture("leader.png"),
        leader_picture_alt="Two people at a table.",
    )
    training, news = SectionFactory(title="Training"), SectionFactory(title="News")
    session = SessionFactory()
    ItemFactory(
        issue=issue,
        section=training,
        title="Neglect: <what> to see",
        url=f"{SITE}/training/sessions/{session.pk}/",
        when="Thursday 12 November 2026, 10am to 2pm",
        standing=Standing.FULL,
    )
    main = ItemFactory(
        issue=issue,
        section=news,
        title="A new guide",
        what_changed="Section 4 is new.",
        summary="Read it first.\n\n- chapter 2\n- chapter 3",
        url=f"{SITE}/training/",
        picture=picture("guide.png"),
        picture_alt="The guide's cover.",
    )
    ItemFactory(
        issue=issue,
        section=news,
        title="An older guide",
        url=f"{SITE}/training/dates/",
        merged_into=main,
    )
    return issue


def picture(name):
    file = get_test_image_file(name, size=(1600, 900))
    return get_image_model().objects.create(title=name, file=file)


def _rendered(issue):
    return render(
        issue,
        items_of(issue),
        settings=NewsletterSettings(name="Oakshire news", postal_line=POSTAL),
        brand=Brand(partnership_name="Oakshire Partnership"),
    )


def _page(issue):
    return BeautifulSoup(_rendered(issue).html, "html.parser")


def _message(issue):
    """The message as a subscriber gets it, read with the standard library."""
    done, reader = _rendered(issue), SubscriberFactory()
    edition = Edition(issue=issue, subject=done.subject, html=done.html, text=done.text)
    content = envelope_of(edition).fill(
        to=reader.email,
        preferences=preferences_url(reader.key),
        unsubscribe=unsubscribe_url(reader.key),
        message_id="<1@testserver>",
        date=datetime(2026, 10, 30, 9, tzinfo=UTC),
    )
    return message_from_bytes(content, policy=policy.default)


def _lines(text):
    return [line.strip() for line in text.splitlines()]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", Issue.Kind.values)
def test_each_link_of_a_message_opens_a_page(issue, visitor, kind):
    Issue.objects.filter(pk=issue.pk).update(kind=kind)
    issue.refresh_from_db()
    message = _message(issue)

    html = message.get_body(("html",)).get_content()
    text = message.get_body(("plain",)).get_content()
    in_html = {a["href"] for a in BeautifulSoup(html, "html.parser").select("a[href]")}
    in_text = set(re.findall(r"https?://\S+", text))

    assert in_text == in_html
    assert (f"{SITE}/newsletter/october-2026/" in in_html) == (kind == "monthly")
    for address in in_html - {f"{SITE}/"}:
        assert address.startswith(SITE), address
        visitor.get(address.removeprefix(SITE))


@pytest.mark.django_db
def test_message_is_two_parts_of_the_same_and_nothing_else(issue):
    message = _message(issue)

    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]
    assert [part.defects for part in message.walk()] == [[], [], []]


@pytest.mark.django_db
def test_html_part_has_one_main_heading_and_leaves_out_no_level(issue):
    headings = _page(issue).select("h1, h2, h3, h4, h5, h6")

    assert [(tag.name, tag.get_text()) for tag in headings] == [
        ("h1", "October 2026"),
        ("h2", "Thank you"),
        ("h2", "Training"),
        ("h3", "Neglect: <what> to see"),
        ("h2", "News"),
        ("h3", "A new guide"),
    ]


@pytest.mark.django_db
def test_html_part_is_read_aloud_as_text_and_not_as_tables(issue):
    page = _page(issue)

    assert page.html["lang"] == "en-GB"
    assert {table["role"] for table in page.select("table")} == {"presentation"}
    assert page.select_one('[role="article"]')["aria-label"] == issue.subject


@pytest.mark.django_db
def test_html_part_has_nothing_that_tells_whether_it_was_opened(issue):
    page = _page(issue)

    pictures = [picture["src"] for picture in page.select("img")]
    assert len(pictures) == 2
    assert all(src.startswith(f"{SITE}/media/images/") for src in pictures)
    assert [src for src in pictures if urlsplit(src).query] == []
    assert page.select("script, iframe, object, link, form, input") == []
    assert "url(" not in str(page)
    links = {a["href"] for a in page.select("a")} - {PREFERENCES, UNSUBSCRIBE}
    assert [href for href in links if urlsplit(href).query] == []


@pytest.mark.django_db
def test_pictures_have_words_and_are_scaled_to_the_column(issue):
    pictures = _page(issue).select("img")

    assert [(each["alt"], each["width"], each["height"]) for each in pictures] == [
        ("Two people at a table.", "584", "328"),
        ("The guide's cover.", "584", "328"),
    ]


@pytest.mark.django_db
def test_issue_whose_picture_has_lost_its_file_goes_without_it(issue):
    storage = issue.leader_picture.file.storage
    storage.delete(issue.leader_picture.file.name)

    assert [each["alt"] for each in _page(issue).select("img")] == [
        "The guide's cover."
    ]


@pytest.mark.django_db
def test_foot_says_why_and_how_to_leave_and_that_nobody_is_followed(issue):
    foot = _page(issue).select_one("td.foot")

    links = {a.get_text(): a["href"] for a in foot.select("a")}
    assert links == {
        "testserver": f"{SITE}/",
        "Change what you get, or how often": PREFERENCES,
        "Unsubscribe": UNSUBSCRIBE,
        "How we know that it is read": f"{SITE}/newsletter/no-tracking/",
    }
    assert "because you asked for “Oakshire news”" in foot.get_text()
    assert "we do not know whether you open this" in foot.get_text()
    assert POSTAL in foot.get_text()


@pytest.mark.django_db
def test_words_of_people_are_words_and_never_markup(issue):
    html = _rendered(issue).html

    assert "Dear {all}," in html
    assert "second &amp; last" in html
    assert "Neglect: &lt;what&gt; to see" in html


@pytest.mark.django_db
def test_subject_cannot_add_a_header(issue):
    issue.subject = "News\r\nBcc: all@example.org"

    message = _message(issue)

    assert message["Subject"] == "News Bcc: all@example.org"
    assert message["Bcc"] is None


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["javascript:alert(1)", "/training/", "data:x"])
def test_only_whole_web_addresses_become_links(address):
    item = ItemFactory(url=address, title="Odd")

    page = _page(item.issue)

    assert page.find("h3").find("a") is None


@pytest.mark.django_db
def test_text_part_says_the_same_in_the_same_order(issue):
    lines = _lines(_rendered(issue).text)

    said = [
        "Oakshire Partnership",
        "October 2026",
        "============",
        f"{SITE}/newsletter/october-2026/",
        "Dear {all},",
        "Thank you",
        "- second & last",
        "Ash Example",
        "Training",
        "Neglect: <what> to see",
        "Thursday 12 November 2026, 10am to 2pm",
        "Fully booked. You can join the waiting list.",
        "News",
        "A new guide",
        "What changed: Section 4 is new.",
        "- chapter 3",
        f"{SITE}/training/",
        PREFERENCES,
        UNSUBSCRIBE,
        POSTAL,
    ]
    assert [line for line in lines if line in said] == said


@pytest.mark.django_db
def test_text_part_is_wrapped_and_breaks_no_address():
    address = f"{SITE}/{'long-' * 30}/"
    item = ItemFactory(
        summary=f"{'many words ' * 40}\n\n- {'a point ' * 20}", url=address
    )

    lines = _rendered(item.issue).text.splitlines()

    assert address in lines
    assert max(len(line) for line in lines if line != address) <= 72
    assert "  a point a point" in "\n".join(lines)


@pytest.mark.django_db
def test_typical_issue_is_far_from_being_clipped():
    issue, sections = IssueFactory(), SectionFactory.create_batch(4)
    for number in range(28):
        ItemFactory(
            issue=issue,
            section=sections[number % 4],
            title="A title as long as titles of courses are here",
            url=f"{SITE}/training/sessions/{number}/",
            when="Thursday 12 November 2026, 10am to 2pm, West Offices",
            summary="Two sentences of what it is about and for whom. " * 3,
        )

    size = len(_rendered(issue).html.encode())

    assert 20_000 < size < 40_000


@pytest.mark.django_db
def test_same_issue_is_written_the_same_each_time(issue):
    assert _rendered(issue) == _rendered(issue)


@pytest.mark.django_db
def test_rendering_costs_no_query_once_items_are_fetched(
    issue, django_assert_num_queries
):
    items = items_of(Issue.objects.select_related("leader_picture").get(pk=issue.pk))
    own, brand = NewsletterSettings(), Brand()
    render(issue, items, settings=own, brand=brand)

    with django_assert_num_queries(0):
        render(issue, items, settings=own, brand=brand)


@pytest.mark.django_db
def test_brand_s_colours_are_those_of_the_message(issue):
    brand = Brand(header_colour="#5a1050", link_colour="#7a1060")

    html = render(
        issue, items_of(issue), settings=NewsletterSettings(), brand=brand
    ).html

    assert "background-color: #5a1050" in html
    assert "color: #7a1060" in html
    assert "#0b5c75" not in html


@pytest.mark.django_db
def test_partnership_s_logo_stands_in_the_head_with_its_words(issue):
    brand = Brand(
        logo="images/brand/crest.png",
        logo_alt="Oakshire crest",
        logo_width=300,
        logo_height=100,
    )

    html = render(
        issue, items_of(issue), settings=NewsletterSettings(), brand=brand
    ).html

    logo = BeautifulSoup(html, "html.parser").select_one("td.head img")
    assert logo["src"] == f"{SITE}/media/images/brand/crest.png"
    assert (logo["alt"], logo["width"], logo["height"]) == (
        "Oakshire crest",
        "168",
        "56",
    )


def test_colours_on_a_dark_ground_are_readable_by_default():
    dark = Colours.dark(Palette())

    for ground in (dark.sheet, dark.box):
        for front in (dark.text, dark.quiet, dark.link):
            assert contrast(front, ground) >= TEXT


@given(colour=colours)
def test_any_link_colour_becomes_readable_on_a_dark_ground(colour):
    assert contrast(lightened(colour, against=DARK_BOX), DARK_BOX) >= 7


@given(words=st.text(max_size=200))
def test_any_words_can_be_written_as_html_and_as_text(words):
    html = plain_words.as_html(words)

    page = BeautifulSoup(html, "html.parser")
    assert {tag.name for tag in page.find_all(True)} <= {
        "p",
        "h2",
        "ul",
        "li",
        "br",
        "a",
    }
    assert isinstance(plain_words.as_text(words), str)
