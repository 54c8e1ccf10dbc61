"""Pages of an invented partnership, in a tree that makes itself as needed.

Each factory takes the page type's own fields; ``parent`` and, where it matters,
``published_at`` (an aware moment). ``topics``, ``audiences`` and ``joint_with``
take lists of saved rows. Pages are live unless ``live=False``.
"""

from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar

import factory
from django.utils.text import slugify
from wagtail.models import Page, Site

from commonweal.pages.models import (
    CalendarPage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    PolicyIndexPage,
    PolicyPage,
    SearchPage,
    StandardPage,
    StatementPage,
    TopicIndexPage,
    TopicPage,
)
from tests.directory.factories import TopicFactory

PUBLISHED_AT = datetime(2025, 1, 6, 9, 0, tzinfo=UTC)
MANY = ("topics", "audiences", "joint_with")

T = TypeVar("T", bound=Page)


class PageFactory(factory.django.DjangoModelFactory[T], Generic[T]):
    """Makes a page under ``parent``, or under the page that such pages live below."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"Page {n}")
    slug = factory.LazyAttribute(lambda page: slugify(page.title))

    @classmethod
    def default_parent(cls) -> Page:
        return home_page()

    @classmethod
    def _create(cls, model_class: type[T], *args: Any, **kwargs: Any) -> T:
        many = {name: kwargs.pop(name) for name in MANY if name in kwargs}
        parent = kwargs.pop("parent", None) or cls.default_parent()
        at = kwargs.pop("published_at", PUBLISHED_AT)
        if kwargs.get("live", True):
            times = ("first_published_at", "last_published_at", "visible_from")
            kwargs = {**dict.fromkeys(times, at), **kwargs}
        page = model_class(**kwargs)
        for name, rows in many.items():
            setattr(page, name, rows)
        parent.add_child(instance=page)
        return page


def home_page(**fields: Any) -> HomePage:
    """Return the default site's home page, made when there is none yet."""
    existing = HomePage.objects.first()
    if existing is not None:
        return existing
    home = HomePage(
        **{
            "title": "Oakshire Safeguarding Children Partnership",
            "slug": "oakshire",
            "visible_from": PUBLISHED_AT,
            "first_published_at": PUBLISHED_AT,
            "last_published_at": PUBLISHED_AT,
            **fields,
        }
    )
    Page.get_first_root_node().add_child(instance=home)
    site = Site.objects.filter(is_default_site=True).first()
    site = site or Site(is_default_site=True)
    site.hostname, site.port, site.root_page = "testserver", 80, home
    site.save()
    # Wagtail's own first page welcomes developers.
    Page.objects.filter(depth=2).exclude(pk=home.pk).delete()
    return home


def _one(model: type[T], made_by: type[PageFactory[T]], **fields: Any) -> T:
    existing: T | None = model.objects.first()
    return existing if existing is not None else made_by.create(**fields)


class NewsIndexPageFactory(PageFactory[NewsIndexPage]):
    class Meta:
        model = NewsIndexPage

    title = "News"


def news_index() -> NewsIndexPage:
    """Return the news index at /news/, made when there is none yet."""
    return _one(NewsIndexPage, NewsIndexPageFactory, show_in_menus=True)


class NewsPageFactory(PageFactory[NewsPage]):
    """An item of news, evergreen unless it is given dates."""

    class Meta:
        model = NewsPage

    title = factory.Sequence(lambda n: f"News item {n}")
    published_on = date(2025, 1, 6)

    @classmethod
    def default_parent(cls) -> Page:
        return news_index()


class StandardPageFactory(PageFactory[StandardPage]):
    class Meta:
        model = StandardPage


class StatementPageFactory(PageFactory[StatementPage]):
    class Meta:
        model = StatementPage

    title = "Accessibility statement"
    kind = StatementPage.Kind.ACCESSIBILITY
    checked_on = date(2025, 1, 6)


class CalendarPageFactory(PageFactory[CalendarPage]):
    class Meta:
        model = CalendarPage

    title = "Calendar"


class SearchPageFactory(PageFactory[SearchPage]):
    class Meta:
        model = SearchPage

    title = "Search"


class PolicyIndexPageFactory(PageFactory[PolicyIndexPage]):
    class Meta:
        model = PolicyIndexPage

    title = "Policies"


def policy_index() -> PolicyIndexPage:
    """Return the policy index, made when there is none yet."""
    return _one(PolicyIndexPage, PolicyIndexPageFactory)


class PolicyPageFactory(PageFactory[PolicyPage]):
    class Meta:
        model = PolicyPage

    title = factory.Sequence(lambda n: f"Policy {n}")
    version = "1.0"
    changed_on = date(2025, 1, 6)

    @classmethod
    def default_parent(cls) -> Page:
        return policy_index()


class TopicIndexPageFactory(PageFactory[TopicIndexPage]):
    class Meta:
        model = TopicIndexPage

    title = "Topics"


def topic_index() -> TopicIndexPage:
    """Return the topic index, made when there is none yet."""
    return _one(TopicIndexPage, TopicIndexPageFactory)


class TopicPageFactory(PageFactory[TopicPage]):
    class Meta:
        model = TopicPage

    topic = factory.SubFactory(TopicFactory)
    title = factory.LazyAttribute(lambda page: page.topic.name)

    @classmethod
    def default_parent(cls) -> Page:
        return topic_index()


def heading(text: str, *, level: str = "2") -> dict[str, Any]:
    """A block of a body, as it is stored."""
    return {"type": "heading", "value": {"text": text, "level": level}}


def text(markup: str) -> dict[str, Any]:
    """A block of rich text, as it is stored."""
    return {"type": "text", "value": markup}
