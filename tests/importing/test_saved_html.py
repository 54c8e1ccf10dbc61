from datetime import date

import pytest

from commonweal.importing.blocks import (
    BulletList,
    DocumentLink,
    Heading,
    Image,
    Paragraph,
    Quotation,
)
from commonweal.importing.files import open_saved
from commonweal.importing.snapshots import read_snapshot
from tests.importing.pages import SAVED, only_html_item, page

SITE = "https://www.wenborough-scp.example.org"


def _saved(name: str):
    return read_snapshot(open_saved(SAVED / name, name=name))


def test_saved_page_gives_its_news_and_leaves_its_furniture():
    snapshot = _saved("autumn.html")

    assert [(item.title, item.published) for item in snapshot.items] == [
        ("Winter Learning Hour", date(2025, 9, 2)),
        ("Wenborough’s Family Hubs praised by inspectors", date(2025, 4, 14)),
    ]
    assert snapshot.left_out == (
        "Two children running through a field of tall grass",
        "• Winter Learning Hour",
        "• Family Hubs",
        "Sign up to our newsletter today.",
    )


def test_saved_page_gives_blocks_of_every_kind():
    item = _saved("autumn.html").items[0]
    email = "training@wenborough-scp.example.org"

    assert item.blocks == (
        Paragraph(
            "Join us for an hour about <strong>professional curiosity</strong> &amp;"
            " how to keep it.<br>Bring a colleague."
        ),
        Heading(2, "When"),
        Paragraph("Day, Time"),
        Paragraph("Tuesday 2 December 2025, 12.30pm to 1.30pm"),
        Heading(2, "How to book"),
        Paragraph(
            f'Write to [email protected] or to <a href="mailto:{email}">{email}</a>.'
        ),
        DocumentLink(
            "Programme (Word, 48KB)", f"{SITE}/media/winter-hour.docx", "DOCX", "48KB"
        ),
        Paragraph("Read the joining notes and the item below."),
        Quotation(("I learned to ask twice.",), "Rowan Pettifer", "School Nurse"),
        Image(alt="", is_question=True, source=f"{SITE}/media/hour.jpg"),
        Paragraph(
            '<a href="https://video.example.org/embed/12">A film about the hour</a>'
        ),
    )
    assert item.lost_links == ("joining notes",)


def test_page_of_line_breaks_and_layout_tables_is_read():
    snapshot = _saved("flat.html")

    assert [(item.title, item.published, item.blocks) for item in snapshot.items] == [
        (
            "Coffee and Questions",
            date(2025, 5, 5),
            (
                Paragraph("Come and ask – nobody will mind."),
                Heading(2, "Where we meet"),
                Paragraph("The library, every first Friday."),
            ),
        ),
        (
            "Quiet Room Opens",
            date(2025, 5, 1),
            (
                Paragraph(
                    'The quiet room is ready: see <a href="http://rooms.example.org/'
                    '?a=1&amp;b=2">the rooms page</a>.'
                ),
            ),
        ),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "<h2>Title</h2><p>Published 1 May 2025.</p>",
        "<h2>Title <small>Published 1 May 2025.</small></h2>",
        "<h3><a href='/x'>Title</a></h3><img src='a' alt=''><span>Events</span>"
        "<div><b>Published</b>: <time>1 May 2025</time></div>",
        "<details open><summary>Title</summary><p>Published 1 May 2025</p></details>",
        "<div><span>Title</span><span>Published 1 May 2025.</span></div>",
        "<p><strong>Title</strong><br>Published 1 May 2025.</p>",
        "<div role='heading' aria-level='2'>Title</div>Published 1 May 2025.",
        "<header><h2>Title</h2><p>Published 1 May 2025.</p></header>",
        "<form><nav class='menu'><h2>Title</h2><p>Published 1 May 2025.</p></nav></form>",
        "<h2>Title</h2><p>Published 1&nbsp;May&nbsp;2025.</p>",
    ],
)
def test_item_is_found_whatever_marks_it_up(head):
    snapshot = page(
        f"<html><body><h1>Latest news</h1>{head}<p>Words.</p></body></html>"
    )

    assert [(item.title, item.published) for item in snapshot.items] == [
        ("Title", date(2025, 5, 1))
    ]
    assert snapshot.items[0].blocks == (Paragraph("Words."),)


def test_last_item_ends_with_its_container_when_all_items_have_one():
    item = "<li><h2>{0}</h2><p>Published {1} May 2025.</p><p>Words.</p></li>"
    snapshot = page(
        f"<html><ul>{item.format('A', 2)}{item.format('B', 1)}</ul><p>Address of us.</p></html>"
    )

    assert [item.blocks for item in snapshot.items] == [(Paragraph("Words."),)] * 2
    assert snapshot.left_out == ("Address of us.",)


def test_last_item_goes_on_when_bodies_stand_outside_of_their_heads():
    item = "<div><h2>{0}</h2><p>Published {1} May 2025.</p></div><p>Words.</p>"
    snapshot = page(
        f"<html><main>{item.format('A', 2)}{item.format('B', 1)}</main></html>"
    )

    assert [item.blocks for item in snapshot.items] == [(Paragraph("Words."),)] * 2


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav>x</nav>",
        "<footer>x</footer>",
        "<div class='cookie-consent'>x</div>",
        "<div id='breadcrumb'>x</div>",
        "<div role='dialog'>x</div>",
        "<div hidden>x</div>",
        "<script>x</script>",
        "<style>x</style>",
        "<noscript>x</noscript>",
        "<!-- x -->",
        "<button>x</button>",
        "<p>Back to top</p>",
    ],
)
def test_furniture_inside_an_item_is_left_out(furniture):
    item = only_html_item(f"<p>Before.</p>{furniture}<p>After.</p>")

    assert item.blocks == (Paragraph("Before."), Paragraph("After."))


def test_scripts_and_strange_links_do_not_survive():
    item = only_html_item(
        "<p onclick='x()'>A <a href='javascript:x()' onmouseover='y'>link</a>,"
        " <a href='data:text/html,x'>data</a>, <b style='x'>bold</b> &lt;script&gt;"
        " <a href='https://example.org/\"><script>'>odd</a><svg><a>no</a></svg></p>"
    )

    assert item.blocks == (
        Paragraph(
            "A link, data, <strong>bold</strong> &lt;script&gt;"
            ' <a href="https://example.org/&quot;%3E%3Cscript%3E">odd</a>'
        ),
    )
    assert item.lost_links == ("link", "data")


@pytest.mark.parametrize(
    ("link", "lost"),
    [
        ("<a href='#part'>to a part</a>", ()),
        ("<a name='here'>a place</a>", ()),
        ("<a href='https://example.org'>a site</a>", ()),
        ("<a href='tel:01632960123'>01632 960123</a>", ()),
        ("<a href='#'>a script</a>", ("a script",)),
        ("<a>nothing</a>", ("nothing",)),
        ("<a href='/relative'>near</a>", ("near",)),
        ("<a href='file:c:/page.html'>my disk</a>", ("my disk",)),
        ("<a href='http://[bad'>broken</a>", ("broken",)),
    ],
)
def test_links_that_lead_nowhere_are_noticed(link, lost):
    assert only_html_item(f"<p>See {link}.</p>").lost_links == lost


@pytest.mark.parametrize(
    "says_where",
    [
        "<base href='https://example.org/news/'>",
        "<link rel='canonical' href='https://example.org/news/'>",
        "<meta property='og:url' content='https://example.org/news/'>",
    ],
)
def test_relative_links_are_completed_when_the_page_says_where_it_was(says_where):
    snapshot = page(
        f"<html><head>{says_where}</head><h2>T</h2><p>Published 1 May 2025.</p>"
        "<p>See <a href='../form'>the form</a>.</p></html>"
    )

    assert snapshot.items[0].blocks == (
        Paragraph('See <a href="https://example.org/form">the form</a>.'),
    )


def test_a_link_in_a_link_and_a_button_in_a_heading_keep_their_words():
    item = only_html_item(
        "<h3><button>When <b>it <strong>is</strong></b></button></h3>"
        "<p><a href='https://example.org'>one <i><a href='tel:1'>two</a></i></a></p>"
        "<table><tr><td><p>a</p><p>b</p></td><td><div>c</div></td></tr></table>"
    )

    assert item.blocks == (
        Heading(2, "When it is"),
        Paragraph('<a href="https://example.org">one <em>two</em></a>'),
        Paragraph("a b, c"),
    )


def test_published_line_in_a_script_is_nothing():
    snapshot = page(
        "<html><script>'Published 2 May 2025.'</script><h2>T</h2>"
        "<p>Published 1 May 2025.</p><p>Words.</p></html>"
    )

    assert [item.published for item in snapshot.items] == [date(2025, 5, 1)]


def test_lists_in_lists_become_one_and_headings_start_at_two():
    item = only_html_item(
        "<h5>First</h5><ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>"
        "<h6>Second</h6><ol><li>e</li></ol>"
    )

    assert item.blocks == (
        Heading(2, "First"),
        BulletList(("a", "b", "c<br>d")),
        Heading(3, "Second"),
        BulletList(("e",), is_numbered=True),
    )


@pytest.mark.parametrize(
    ("picture", "block"),
    [
        ("<img src='a.jpg' alt='A boat'>", Image("A boat", is_question=False)),
        ("<img src='a.jpg'>", Image("", is_question=True)),
        ("<img src='a.jpg' alt='photo 12.png'>", Image("", is_question=True)),
        ("<img src='a.jpg' alt='IMG_2044'>", Image("", is_question=True)),
    ],
)
def test_picture_keeps_its_description_or_asks_for_one(picture, block):
    assert only_html_item(f"<p>One.</p>{picture}").blocks[1:] == (block,)


@pytest.mark.parametrize(
    "picture",
    [
        "<img src='a.jpg' alt=''>",
        "<img src='a' alt='line' role='presentation'>",
        "<img src='pixel.gif' width='1' height='1'>",
    ],
)
def test_decoration_is_left_out(picture):
    assert only_html_item(f"<p>One.</p>{picture}").blocks == (Paragraph("One."),)


@pytest.mark.parametrize(
    "quotation",
    [
        "<blockquote><p>“We met.”</p><p>“Twice.”</p><p>– Ann Lee, Chair</p></blockquote>",
        "<blockquote>We met.<br><br>Twice.<footer>Ann Lee, Chair</footer></blockquote>",
        "<blockquote><blockquote><p>We met.</p></blockquote><p>Twice.</p>"
        "<cite>Ann Lee, Chair</cite></blockquote>",
        "<p>Ann Lee, Chair, said:</p><blockquote><p>We met.</p><p>Twice.</p></blockquote>",
    ],
)
def test_quotation_in_its_own_markup_keeps_who_said_it(quotation):
    assert only_html_item(quotation).blocks == (
        Quotation(("We met.", "Twice."), "Ann Lee", "Chair"),
    )


def test_list_with_the_way_back_ends_the_item():
    item = only_html_item(
        "<p>Words.</p><ul><li><a href='#'>Back to list of news</a></li></ul><p>Foot.</p>"
    )

    assert item.blocks == (Paragraph("Words."),)


def test_film_becomes_a_link_to_it():
    item = only_html_item(
        "<video><source src='https://example.org/a.mp4'>Old browser</video>"
        "<iframe src='about:blank'></iframe>"
    )

    assert item.blocks == (Paragraph('<a href="https://example.org/a.mp4">Video</a>'),)
