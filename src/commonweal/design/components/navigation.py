"""Ways round the site: menu, breadcrumbs, back, pages of a list, contents."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from commonweal.design.pagination import page_address, page_numbers

register = template.Library()


@register.simple_tag
def back_link(href: str, *, text: str = "Back", label: str = "Way back") -> SafeString:
    """The way back to the list or the question before, at the top of a page.

    Use it instead of breadcrumbs, not beside them.
    """
    return format_html(
        '<nav class="cw-back" aria-label="{}">'
        '<a href="{}" class="govuk-back-link">{}</a></nav>',
        label,
        href,
        text,
    )


@register.simple_tag
def breadcrumbs(
    trail: Iterable[tuple[str, str]], *, current: str = "", label: str = "Breadcrumb"
) -> SafeString:
    """Where a page stands in the site, home first.

    ``trail`` holds (title, address) of each page above; ``current`` is this
    page's own title, shown without a link. On a phone only the ends are shown.
    """
    items = format_html_join(
        "",
        '<li class="govuk-breadcrumbs__list-item">'
        '<a class="govuk-breadcrumbs__link" href="{}">{}</a></li>',
        ((address, title) for title, address in trail),
    )
    if current:
        items += format_html(
            '<li class="govuk-breadcrumbs__list-item" aria-current="page">{}</li>',
            current,
        )
    return format_html(
        '<nav class="govuk-breadcrumbs govuk-breadcrumbs--collapse-on-mobile" '
        'aria-label="{}"><ol class="govuk-breadcrumbs__list">{}</ol></nav>',
        label,
        items,
    )


class MenuItem(NamedTuple):
    """A page in a menu, for whoever has no kind of link of their own."""

    title: str
    address: str


class MenuLink(Protocol):
    """A page named in the menu."""

    @property
    def title(self) -> str: ...
    @property
    def address(self) -> str: ...


@register.simple_tag(takes_context=True)
def service_navigation(
    context: Context,
    links: Iterable[MenuLink],
    *,
    label: str = "Menu",
    id: str = "navigation",
) -> SafeString:
    """The site's menu, in the header. Folds into a button on a phone.

    The link to the page shown, or to the section it stands in, is marked.
    ``label`` and ``id`` only matter when a page has two.
    """
    request = context.get("request")
    path = request.path if request is not None else ""
    return format_html(
        '<div class="govuk-service-navigation" data-module="govuk-service-navigation">'
        '<div class="govuk-width-container">'
        '<div class="govuk-service-navigation__container">'
        '<nav aria-label="{}" class="govuk-service-navigation__wrapper">'
        '<button type="button" class="govuk-service-navigation__toggle '
        'govuk-js-service-navigation-toggle" aria-controls="{}" hidden '
        'aria-hidden="true">Menu</button>'
        '<ul class="govuk-service-navigation__list" id="{}">{}</ul>'
        "</nav></div></div></div>",
        label,
        id,
        id,
        format_html_join("", "{}", ((_menu_item(link, path),) for link in links)),
    )


def _menu_item(link: MenuLink, path: str) -> SafeString:
    if not path.startswith(link.address) or (link.address == "/" and path != "/"):
        return format_html(
            '<li class="govuk-service-navigation__item">'
            '<a class="govuk-service-navigation__link" href="{}">{}</a></li>',
            link.address,
            link.title,
        )
    return format_html(
        '<li class="govuk-service-navigation__item '
        'govuk-service-navigation__item--active">'
        '<a class="govuk-service-navigation__link" href="{}" aria-current="{}">'
        '<strong class="govuk-service-navigation__active-fallback">{}</strong>'
        "</a></li>",
        link.address,
        "page" if path == link.address else "true",
        link.title,
    )


@register.simple_tag
def contents_list(
    items: Sequence[tuple[str, str]], *, heading: str = "Contents", level: int = 2
) -> SafeString:
    """Links to the headings of a long page: (title, "#anchor") each.

    Three headings or more; a shorter page needs none.
    """
    return format_html(
        '<nav class="cw-contents" aria-label="{}"><h{} class="cw-contents__heading">{}'
        '</h{}><ol class="cw-contents__list">{}</ol></nav>',
        heading,
        level,
        heading,
        level,
        format_html_join(
            "",
            '<li><a class="govuk-link" href="{}">{}</a></li>',
            ((anchor, title) for title, anchor in items),
        ),
    )


@register.simple_tag(takes_context=True)
def pagination(
    context: Context, page: "Page[Any]", *, param: str = "page", label: str = "Pages"
) -> SafeString | str:
    """The pages of a long list, with the other arguments of its address kept.

    ``page`` is Django's ``Page``; nothing is shown when it is the only one.
    ``label`` tells two such lists on one page apart.
    """
    last = page.paginator.num_pages
    if last < 2:
        return ""
    request = context.get("request")
    query = request.GET if request is not None else QueryDict()

    def address(number: int) -> str:
        return page_address(query, param=param, number=number)

    current = page.number
    return format_html(
        '<nav class="govuk-pagination" aria-label="{}">{}'
        '<ul class="govuk-pagination__list">{}</ul>{}</nav>',
        label,
        _previous(address(current - 1)) if current > 1 else "",
        format_html_join(
            "",
            "{}",
            (
                (_GAP if number is None else _number(number, address(number), current),)
                for number in page_numbers(current, last)
            ),
        ),
        _next(address(current + 1)) if current < last else "",
    )


_GAP = SafeString(
    '<li class="govuk-pagination__item govuk-pagination__item--ellipsis">&ctdot;</li>'
)


def _number(number: int, address: str, current: int) -> SafeString:
    is_current = number == current
    return format_html(
        '<li class="govuk-pagination__item{}">'
        '<a class="govuk-link govuk-pagination__link" href="{}" aria-label="Page {}"{}>'
        "{}</a></li>",
        " govuk-pagination__item--current" if is_current else "",
        address,
        number,
        SafeString(' aria-current="page"') if is_current else "",
        number,
    )


def _previous(address: str) -> SafeString:
    return format_html(
        '<div class="govuk-pagination__prev">'
        '<a class="govuk-link govuk-pagination__link" href="{}" rel="prev">'
        '<svg class="govuk-pagination__icon govuk-pagination__icon--prev" height="13" '
        'width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13">'
        '<path d="M6.6 0 0 6.7l6.7 6.3 1.4-1.4-4.2-4H15v-2H3.7L8 1.4z"/></svg>'
        '<span class="govuk-pagination__link-title">Previous'
        '<span class="govuk-visually-hidden"> page</span></span></a></div>',
        address,
    )


def _next(address: str) -> SafeString:
    return format_html(
        '<div class="govuk-pagination__next">'
        '<a class="govuk-link govuk-pagination__link" href="{}" rel="next">'
        '<span class="govuk-pagination__link-title">Next'
        '<span class="govuk-visually-hidden"> page</span></span>'
        '<svg class="govuk-pagination__icon govuk-pagination__icon--next" height="13" '
        'width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13">'
        '<path d="m8.4 0 6.6 6.7L8.3 13l-1.4-1.4 4.2-4H0v-2h11.3L7 1.4z"/></svg>'
        "</a></div>",
        address,
    )
