"""The demonstration's site: its tree of pages, its name and its address."""

from datetime import date, timedelta
from urllib.parse import urlsplit

from wagtail.models import Page, Site

from commonweal.design.models import Brand
from commonweal.directory.demonstration_days import Days, at
from commonweal.pages.demonstration.contacts import make_contacts
from commonweal.pages.demonstration.diary_news import diary_news
from commonweal.pages.demonstration.documents import make_documents
from commonweal.pages.demonstration.partnership_news import partnership_news
from commonweal.pages.demonstration.past_news import past_news
from commonweal.pages.demonstration.pictures import make_pictures
from commonweal.pages.demonstration.policies import policies
from commonweal.pages.demonstration.publishing import (
    OFFICE_OPENS,
    add_empty,
    make_news,
    make_policy,
    publish,
)
from commonweal.pages.demonstration.service_news import service_news
from commonweal.pages.demonstration.standard_pages import (
    OTHERS,
    WORRIED,
    standard_pages,
)
from commonweal.pages.demonstration.statements import STATEMENTS, statement_bodies
from commonweal.pages.demonstration.topic_pages import SUBJECTS
from commonweal.pages.demonstration.topics import (
    make_audiences,
    make_partners,
    make_topics,
)
from commonweal.pages.demonstration.training_news import training_news
from commonweal.pages.demonstration.writing import Register, Writer
from commonweal.pages.models import (
    CalendarPage,
    HomePage,
    NewsIndexPage,
    PolicyIndexPage,
    SearchPage,
    StandardPage,
    StatementPage,
    TopicIndexPage,
    TopicPage,
)
from commonweal.pages.words import set_body
from commonweal.people.models import Person

NAME = "Aldermere and the Vale Safeguarding Children Partnership"
STRAPLINE = "Keeping children and young people safe, together"
SUMMARIES = {
    "news": "What is new, what is on and what has changed, for everybody who lives or works "
    "with children here.",
    "calendar": "Training, meetings, awareness weeks and closing dates, in one place.",
    "topics": "What each of them is, what you might notice, and who can help.",
    "policies": "Current versions, with what changed in each and who needs to know.",
}


def make_site(*, days: Days, address: str, by: Person) -> HomePage:
    """Fill an empty site with pages; return the home page.

    Args:
        days: counts from the day on which the demonstration begins.
        address: the site's public address.
        by: whose name stands on the pages.
    """
    register = Register(
        topics=make_topics(),
        audiences=make_audiences(),
        partners=make_partners(),
        contacts=make_contacts(checked_on=days.before(20)),
        pictures=make_pictures(),
        documents=make_documents(days),
    )
    home = _make_home(address=address, register=register, by=by)
    _make_tree(home, today=days.today, register=register, by=by)
    writer = Writer(register)
    for policy in policies(writer, days):
        index = register.pages["policies"]
        make_policy(policy, index=index, register=register, by=by)
    _make_all_news(writer, days, by=by)
    _publish_words(writer, days, by=by)
    _publish_home(home, writer, days, by=by)
    return home


def _make_home(*, address: str, register: Register, by: Person) -> HomePage:
    home = HomePage(title="Keeping children and young people safe", slug="front-door")
    add_empty(Page.get_first_root_node(), home, register=register, by=by)
    parts = urlsplit(address)
    site = Site.objects.filter(is_default_site=True).first() or Site()
    site.hostname = parts.hostname or "localhost"
    site.port = parts.port or (443 if parts.scheme == "https" else 80)
    site.site_name, site.root_page, site.is_default_site = NAME, home, True
    site.save()
    Brand.objects.update_or_create(
        site=site, defaults={"partnership_name": NAME, "strapline": STRAPLINE}
    )
    # Only now: the site would go together with its root page.
    for page in Page.objects.filter(depth=2, slug="home").exclude(pk=home.pk):
        if page.specific_class is Page:
            page.delete()
    return home


def _make_tree(home: HomePage, *, today: date, register: Register, by: Person) -> None:
    """Add every page that others link to, without its words."""

    def add(page: Page, *, parent: Page = home, in_menu: bool = False) -> None:
        page.show_in_menus = in_menu
        add_empty(parent, page, register=register, by=by)

    slug, title, in_menu = WORRIED
    add(StandardPage(title=title, slug=slug), in_menu=in_menu)
    for title, kind in (
        ("News", NewsIndexPage),
        ("Calendar", CalendarPage),
        ("Topics", TopicIndexPage),
        ("Policies", PolicyIndexPage),
    ):
        slug = title.lower()
        add(kind(title=title, slug=slug, summary=SUMMARIES[slug]), in_menu=True)
    for slug, title, in_menu in OTHERS:
        add(StandardPage(title=title, slug=slug), in_menu=in_menu)
    add(SearchPage(title="Search", slug="search"), in_menu=True)
    for statement in STATEMENTS:
        add(
            StatementPage(
                title=statement.title,
                slug=statement.slug,
                kind=statement.kind,
                summary=statement.summary,
                checked_on=today,
            )
        )
    for subject in SUBJECTS:
        topic = register.topics[subject.slug]
        add(
            TopicPage(title=subject.title, slug=subject.slug, topic=topic),
            parent=register.pages["topics"],
        )


def _make_all_news(writer: Writer, days: Days, *, by: Person) -> None:
    """Add the news, what has passed first: some of what is current replaces it."""
    register = writer.register
    for write in (
        past_news,
        training_news,
        diary_news,
        service_news,
        partnership_news,
    ):
        for item in write(writer, days):
            make_news(item, index=register.pages["news"], register=register, by=by)


def _publish_words(writer: Writer, days: Days, *, by: Person) -> None:
    """Publish the pages of the tree, now that everything they link to exists."""
    pages = writer.register.pages
    published = at(days.before(44), OFFICE_OPENS)
    for slug in (*SUMMARIES, "search"):
        publish(pages[slug], by=by, published=published)
    for subject in SUBJECTS:
        page = pages[subject.slug]
        page.summary, page.topics = subject.summary, [page.topic]
        set_body(page, subject.body(writer))
        publish(page, by=by, published=published)
    for number, words in enumerate(standard_pages(writer, days)):
        page = pages[words.slug]
        page.summary, page.is_sensitive = words.summary, words.is_sensitive
        page.audiences = [writer.register.audiences[slug] for slug in words.audiences]
        # The first review falls due within the month, so that the list of what
        # needs an editor's care has something to show.
        page.review_on = days.today + timedelta(days=20 + 50 * number)
        set_body(page, words.body)
        publish(page, by=by, published=published)
    _publish_statements(writer, days, by=by)


def _publish_statements(writer: Writer, days: Days, *, by: Person) -> None:
    published = at(days.before(1), OFFICE_OPENS)
    for slug, body in statement_bodies(writer, days).items():
        page = writer.register.pages[slug]
        set_body(page, body)
        publish(page, by=by, published=published)


def _publish_home(home: HomePage, writer: Writer, days: Days, *, by: Person) -> None:
    home.introduction = (
        "News, training and guidance from everybody who works with children in "
        "Aldermere and the Vale."
    )
    home.urgent = (
        "If a child is in danger now, ring 999. Otherwise ring us, at any hour. You do "
        "not need to be sure."
    )
    home.summary = (
        "Whom to call when you are worried about a child, and news, training and policies "
        "for everybody who works with children in Aldermere and the Vale."
    )
    home.newsletter_heading = "Get the newsletter, once a month"
    contacts = [writer.contact(name) for name in ("mash", "childline")]
    set_body(home, contacts, field="contacts")
    doors = [
        writer.door(
            "Parents and carers",
            "Everyday help, safer sleep, life online, and what happens when somebody is "
            "worried.",
            page="for-parents-and-carers",
        ),
        writer.door(
            "Children and young people",
            "Who will listen, and what happens when you tell somebody.",
            page="for-children-and-young-people",
        ),
        writer.door(
            "Professionals and volunteers",
            "Refer a child, find a procedure, keep your training up to date.",
            page="for-professionals",
        ),
    ]
    set_body(home, doors, field="doors")
    home.refresh_from_db(fields=["numchild"])
    publish(home, by=by, published=at(days.before(44), OFFICE_OPENS))
