"""The markup that readers and assistive technology get, and what it makes safe."""

from datetime import UTC, date, datetime, time

import pytest
from bs4 import BeautifulSoup, Tag
from django.template import Context, Template
from django.test import RequestFactory

from commonweal.design.components.cards import Occasion
from commonweal.design.components.lists import Action
from commonweal.design.components.navigation import MenuItem
from commonweal.design.components.safety import WEATHER
from commonweal.design.gallery import functions

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def render(source: str, **values: object) -> BeautifulSoup:
    values.setdefault("request", RequestFactory().get("/news/one/"))
    return BeautifulSoup(Template(source).render(Context(values)), "html.parser")


def only(soup: BeautifulSoup, selector: str) -> Tag:
    found = soup.select(selector)
    assert len(found) == 1, soup
    return found[0]


@pytest.mark.parametrize(
    "source",
    [
        "{% button bad name=bad value=bad %}",
        "{% button_link bad href=bad %}",
        "{% start_button bad href=bad %}",
        "{% back_link bad text=bad %}",
        "{% breadcrumbs pairs current=bad %}",
        "{% contents_list pairs heading=bad %}",
        "{% service_navigation menu label=bad %}",
        "{% card bad url=bad summary=bad tags=tags when=bad %}",
        "{% tiles triples %}",
        "{% hero heading=bad lead=bad %}x{% endhero %}",
        "{% topic_links pairs label=bad %}",
        "{% tag bad %}",
        "{% summary_list pairs %}",
        "{% data_table bad head=bads rows=triples %}",
        "{% document bad url=bad file_type=bad size=1 note=bad %}",
        "{% contact_card bad ways=triples note=bad %}",
        "{% dated_entry occasions heading=bad %}",
        "{% warning_text bad %}",
        "{% notification_banner heading=bad id=bad %}x{% endnotification_banner %}",
        "{% panel heading=bad %}x{% endpanel %}",
        "{% confirmation bad reference=bad %}",
        "{% archived_banner newer_title=bad newer_url=bad %}",
        "{% phase_banner phase=bad %}x{% endphase_banner %}",
        "{% empty_state heading=bad %}x{% endempty_state %}",
        "{% progress_indicator bad done=1 total=2 %}",
        "{% cookie_note cookies_url=bad %}",
        "{% details summary=bad %}x{% enddetails %}",
        "{% accordion id=bad %}{% accordion_section heading=bad accordion=bad number=1 "
        "summary=bad %}x{% endaccordion_section %}{% endaccordion %}",
        "{% tabs labels=pairs title=bad %}{% tab_panel id=bad %}x{% endtab_panel %}"
        "{% endtabs %}",
        "{% search_box value=bad label=bad action=bad %}",
        "{% filter_panel heading=bad chosen=pairs clear_url=bad %}x{% endfilter_panel %}",
        "{% picture bad alt=bad width=1 height=1 caption=bad %}",
        "{% video title=bad watch_url=bad embed_url=bad host=bad length=bad %}x"
        "{% endvideo %}",
        "{% quotation speaker=bad role=bad %}x{% endquotation %}",
        "{% help_lines triples heading=bad %}",
        "{% exit_this_page href=bad %}{% exit_skip_link href=bad %}",
        "{% share_links bad url=bad %}",
    ],
    ids=lambda source: source.split()[1],
)
def test_component_escapes_what_it_is_given(source: str) -> None:
    soup = render(
        source,
        bad=HOSTILE,
        bads=[HOSTILE],
        pairs=[(HOSTILE, HOSTILE)],
        triples=[(HOSTILE, HOSTILE, HOSTILE)],
        tags=[HOSTILE, (HOSTILE, "red")],
        menu=[MenuItem(HOSTILE, HOSTILE)],
        occasions=[Occasion(HOSTILE, note=HOSTILE), Occasion(HOSTILE, is_past=True)],
    )

    assert soup.find_all("script") == []
    assert soup.select("img[src=x], [onerror]") == []


def test_block_components_keep_the_html_between_their_tags_once_escaped() -> None:
    soup = render(
        "{% panel heading='Now' %}<p>{{ bad }}</p>{% endpanel %}", bad=HOSTILE
    )

    assert only(soup, ".cw-panel__body p").get_text() == HOSTILE


@pytest.mark.parametrize("name", sorted(functions()))
def test_component_says_when_to_use_it(name: str) -> None:
    assert len((functions()[name].__doc__ or "").split()) >= 5


def test_button_kinds_differ_by_class_and_send_their_name() -> None:
    soup = render("{% button 'Delete' kind='warning' name='do' value='delete' %}")

    button = only(soup, "button")
    assert button["class"] == ["govuk-button", "govuk-button--warning"]
    assert (button["type"], button["name"], button["value"]) == (
        "submit",
        "do",
        "delete",
    )
    assert button["data-prevent-double-click"] == "true"


def test_service_navigation_marks_the_section_but_home_only_when_at_home() -> None:
    menu = [
        MenuItem("Home", "/"),
        MenuItem("News", "/news/"),
        MenuItem("Help", "/help/"),
    ]

    soup = render("{% service_navigation menu %}", menu=menu)

    marked = only(soup, "[aria-current]")
    assert (marked.get_text(), marked["aria-current"]) == ("News", "true")


def test_breadcrumbs_end_in_the_page_itself_without_a_link() -> None:
    soup = render("{% breadcrumbs trail current='Neglect' %}", trail=[("Home", "/")])

    assert [li.get_text() for li in soup.find_all("li")] == ["Home", "Neglect"]
    assert only(soup, "[aria-current=page]").find("a") is None


def test_card_gives_the_day_to_machines_and_people() -> None:
    soup = render("{% card 'Title' url='/t/' on=day level=3 %}", day=date(2025, 5, 29))

    moment = only(soup, "time")
    assert (moment["datetime"], moment.get_text()) == ("2025-05-29", "29 May 2025")
    assert only(soup, "h3 > a[href='/t/']").get_text() == "Title"


def test_card_tag_may_carry_a_colour() -> None:
    soup = render("{% card 'T' url='/' tags=tags %}", tags=["Health", ("Full", "red")])

    assert [tag["class"] for tag in soup.select("strong")] == [
        ["govuk-tag"],
        ["govuk-tag", "govuk-tag--red"],
    ]


def test_summary_list_names_what_a_change_link_changes() -> None:
    rows = [("Price", "Free", Action("Change", "/price/")), ("Where", "Online")]

    soup = render("{% summary_list rows %}", rows=rows)

    assert only(soup, "dd a").get_text() == "Change price"
    assert len(soup.select(".govuk-summary-list__row--no-actions")) == 1


def test_data_table_names_rows_and_columns() -> None:
    soup = render(
        "{% data_table 'Reach' head=head rows=rows numeric=columns %}",
        head=["Agency", "People"],
        rows=[("Schools", 412)],
        columns=[1],
    )

    assert only(soup, "caption").get_text() == "Reach"
    assert [th["scope"] for th in soup.select("th")] == ["col", "col", "row"]
    assert only(soup, "td")["class"] == [
        "govuk-table__cell",
        "govuk-table__cell--numeric",
    ]


@pytest.mark.parametrize(
    ("pages", "facts"),
    [
        ("", "PDF, 1.2 MB"),
        (" pages=1", "PDF, 1.2 MB, 1 page"),
        (" pages=24", "PDF, 1.2 MB, 24 pages"),
    ],
)
def test_document_says_type_size_and_pages_in_the_link(pages: str, facts: str) -> None:
    soup = render(
        "{% document 'Strategy' url='/s.pdf' file_type='pdf' size=1258291"
        + pages
        + " %}"
    )

    assert only(soup, "a").get_text() == f"Strategy ({facts})"


def test_dated_entry_strikes_past_dates_through_and_says_so() -> None:
    soup = render(
        "{% dated_entry occasions %}",
        occasions=[Occasion("12 March 2026", is_past=True), Occasion("14 May 2026")],
    )

    assert [li.get_text() for li in soup.find_all("li")] == [
        "Past: 12 March 2026",
        "14 May 2026",
    ]
    assert only(soup, "s").get_text() == "12 March 2026"


def test_notification_of_success_interrupts_and_others_do_not() -> None:
    done = render(
        "{% notification_banner tone='success' %}x{% endnotification_banner %}"
    )
    news = render("{% notification_banner %}x{% endnotification_banner %}")

    assert (only(done, "[role]")["role"], only(done, "h2").get_text()) == (
        "alert",
        "Success",
    )
    assert (only(news, "[role]")["role"], only(news, "h2").get_text()) == (
        "region",
        "Important",
    )


def test_archived_banner_says_since_when_and_what_is_newer() -> None:
    soup = render(
        "{% archived_banner on=day newer_title='Strategy' newer_url='/s/' %}",
        day=date(2026, 5, 14),
    )

    assert only(soup, ".cw-archived__text").get_text() == (
        "This page was archived on 14 May 2026. It is kept for the record and may be "
        "out of date. It was replaced by Strategy."
    )


def test_confirmation_without_reference_shows_its_title_alone() -> None:
    soup = render("{% confirmation 'Place booked' %}")

    assert soup.get_text() == "Place booked"
    assert only(soup, "h1")


def test_accordion_sections_carry_the_ids_its_script_looks_for() -> None:
    soup = render(
        "{% accordion id='levels' %}{% accordion_section heading='One' "
        "accordion='levels' number=1 summary='Half a day' %}x{% endaccordion_section %}"
        "{% endaccordion %}"
    )

    assert [tag["id"] for tag in soup.select("[id]")] == [
        "levels",
        "levels-heading-1",
        "levels-summary-1",
        "levels-content-1",
    ]


def test_tabs_link_to_their_panels_and_show_the_first() -> None:
    soup = render(
        "{% tabs labels=labels %}{% tab_panel id='a' is_first=True %}x{% endtab_panel %}"
        "{% tab_panel id='b' %}y{% endtab_panel %}{% endtabs %}",
        labels=[("a", "First"), ("b", "Second")],
    )

    assert [a["href"] for a in soup.find_all("a")] == ["#a", "#b"]
    assert only(soup, ".govuk-tabs__panel--hidden")["id"] == "b"


def test_progress_indicator_tells_in_words_what_the_bar_shows() -> None:
    soup = render("{% progress_indicator 'Importing' done=640 total=12000 %}")

    bar = only(soup, "progress")
    assert (bar["value"], bar["max"]) == ("640", "12000")
    assert only(soup, f"label[for={bar['id']}]").get_text() == "Importing"
    assert only(soup, "[role=status]").get_text() == "640 of 12,000 done"


def test_search_box_can_hide_its_label_from_the_eye_alone() -> None:
    soup = render("{% search_box shows_label=False value='young carers' %}")

    assert only(soup, "label")["class"] == ["govuk-label", "govuk-visually-hidden"]
    assert only(soup, "input[type=search]")["value"] == "young carers"


def test_filter_panel_offers_to_take_each_filter_off() -> None:
    soup = render(
        "{% filter_panel heading='Filter' chosen=chosen clear_url='/news/' %}"
        "{% endfilter_panel %}",
        chosen=[("Topic: Neglect", "?audience=schools")],
    )

    assert [(a.get_text(), a["href"]) for a in soup.find_all("a")] == [
        ("Remove filter: Topic: Neglect", "?audience=schools"),
        ("Clear all", "/news/"),
    ]
    assert only(soup, "form")["method"] == "get"


def test_picture_keeps_its_proportions_and_offers_several_sizes() -> None:
    soup = render(
        "{% picture '/a.png' alt='A harbour' width=640 height=480 srcset='/b.png 2x' %}"
    )

    image = only(soup, "img")
    assert (image["alt"], image["width"], image["height"]) == (
        "A harbour",
        "640",
        "480",
    )
    assert image["srcset"] == "/b.png 2x"
    assert soup.find("figcaption") is None


def test_video_asks_nothing_of_its_host() -> None:
    soup = render(
        "{% video title='Carers' watch_url='https://v.example.org/1' "
        "embed_url='https://e.example.org/1' host='Example' length='3 minutes' %}"
        "<p>Sam: hello.</p>{% endvideo %}"
    )

    assert soup.select("iframe, img, video, script, link, [src]") == []
    assert only(soup, "a")["href"] == "https://v.example.org/1"
    assert only(soup, "details .govuk-details__text").get_text() == "Sam: hello."


def test_quotation_names_its_speaker() -> None:
    soup = render(
        "{% quotation speaker='Sam' role='Head' %}<p>We moved.</p>{% endquotation %}"
    )

    assert only(soup, "blockquote").get_text() == "We moved."
    assert only(soup, "figcaption").get_text() == "SamHead"


def test_help_lines_begin_with_999() -> None:
    soup = render(
        "{% help_lines lines %}", lines=[("Front door", "01632 960123", "tel:1")]
    )

    assert [a["href"] for a in soup.find_all("a")] == ["tel:999", "tel:1"]


def test_exit_this_page_is_a_plain_link_that_tells_nobody() -> None:
    soup = render("{% exit_this_page %}{% exit_skip_link %}")

    for link in soup.find_all("a"):
        assert link["href"] == WEATHER
        assert link["rel"] == ["nofollow", "noreferrer"]
        assert not link.has_attr("target")
    assert len(soup.find_all("a")) == 2


def test_exit_note_does_not_promise_to_erase_history() -> None:
    words = render("{% exit_note %}").get_text()

    assert "does not remove the page from your browser’s history" in words


def test_share_links_name_no_third_party() -> None:
    soup = render("{% share_links 'A & B' url='https://example.org.uk/n/?a=1&b=2' %}")

    assert [a["href"] for a in soup.find_all("a")] == [
        "mailto:?subject=A%20%26%20B"
        "&body=https%3A%2F%2Fexample.org.uk%2Fn%2F%3Fa%3D1%26b%3D2"
    ]
    assert len(soup.select("li[hidden] button")) == 2


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ day|uk_date }}", "29 May 2025"),
        ("{{ late|uk_date }}", "30 May 2025"),
        ("{{ naive|uk_date }}", "29 May 2025"),
        ("{{ day|uk_weekday_date }}", "Thursday 29 May 2025"),
        ("{{ late|uk_time }}", "12:30am"),
        ("{{ noon|uk_time }}", "midday"),
        ("{{ late|uk_moment }}", "12:30am on Friday 30 May 2025"),
        ("{% uk_range day late %}", "29 to 30 May 2025"),
        ("{% uk_range day day weekday=True %}", "Thursday 29 May 2025"),
    ],
)
def test_date_filters_write_uk_days_and_times(source: str, words: str) -> None:
    soup = render(
        source,
        day=date(2025, 5, 29),
        # British Summer Time: half past midnight on the 30th.
        late=datetime(2025, 5, 29, 23, 30, tzinfo=UTC),
        naive=datetime(2025, 5, 29, 23, 30),  # noqa: DTZ001 - a wall clock's time
        noon=time(12),
    )

    assert soup.get_text() == words
