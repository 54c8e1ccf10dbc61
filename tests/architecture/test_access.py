from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from commonweal.config import urls


def _views(
    patterns: Iterable[URLPattern | URLResolver],
) -> Iterator[Callable[..., Any]]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.callback
        else:
            yield from _views(pattern.url_patterns)


def _is_ours(view: Callable[..., Any]) -> bool:
    # Wagtail and Django guard their own: the admin asks for its permission, a
    # page for its restrictions, a document for its collection's. What we use of
    # django-allauth has its addresses from us, and must say so there.
    return view.__module__.startswith(("commonweal.", "allauth."))


def _in_the_admin() -> set[str]:
    """Our views inside Wagtail's admin, which it puts behind its own permission."""
    admin = next(p for p in urls.urlpatterns if str(p.pattern) == "admin/")
    return {_name(view) for view in _views([admin]) if _is_ours(view)}


def _name(view: Callable[..., Any]) -> str:
    return f"{view.__module__}.{view.__qualname__}"


def test_every_view_says_who_may_open_it():
    views = [view for view in _views(get_resolver().url_patterns) if _is_ours(view)]

    silent = {_name(view) for view in views if not hasattr(view, "access")}

    assert views
    assert silent - _in_the_admin() == set()


def test_every_error_page_says_who_may_open_it():
    handlers = [get_resolver().resolve_error_handler(n) for n in (400, 403, 404, 500)]

    assert {getattr(handler, "access", None) for handler in handlers} == {"public"}


def test_only_these_take_what_programs_on_other_computers_send():
    """Each of them acts on nothing but a signed link or a signed body, or does nothing
    but answer."""
    views = _views(get_resolver().url_patterns)

    from_anywhere = {
        _name(view) for view in views if getattr(view, "is_from_anywhere", False)
    }

    assert from_anywhere == {
        "commonweal.intake.views.questions.questions",
        "commonweal.newsletter.views.mail_events.mail_events",
        "commonweal.newsletter.views.unsubscribing.unsubscribe",
    }
