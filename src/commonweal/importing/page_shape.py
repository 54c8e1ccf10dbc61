"""Where the news stands on a saved page, and what stands around it."""

import re
from collections import Counter
from collections.abc import Iterator

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from commonweal.importing.publication import names_a_publication

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_NEVER = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "svg",
        "math",
        "object",
        "embed",
        "canvas",
        "audio",
        "select",
        "textarea",
        "input",
        "option",
        "datalist",
        "map",
        "progress",
        "meter",
    ]
)
_USUALLY_NOT = frozenset(
    ["nav", "header", "footer", "aside", "form", "dialog", "button", "menu", "search"]
)
_ROLES = frozenset(
    [
        "navigation",
        "banner",
        "contentinfo",
        "search",
        "dialog",
        "alertdialog",
        "complementary",
        "menu",
        "menubar",
    ]
)
_PUBLISHED = re.compile("published", re.IGNORECASE)
_LONGEST_LINE = 160
# How many nodes after "Published" its date may come ("<b>Published</b> <time>…").
_NEAR = 6
_NAMES = re.compile(
    r"cookie|consent|gdpr|breadcrumb|skip-?link|skip-to|pagination|\bpager\b|\bnavbar|\bnav\b|"
    r"(?:^|[\s_-])(?:main|site|side|top|page|primary|secondary)?-?(?:menu|footer|navigation)(?:$|[\s_-])|"
    r"social-(?:share|links|media|icons)|share-(?:links|buttons|this)|addtoany|sharethis",
    re.IGNORECASE,
)


class PageShape:
    """What holds a "Published …" line, found once before the page is read.

    Menus, footers and cookie banners are told by their element, role or class,
    which are also what careless pages wrap their whole content in. So whatever
    holds a "Published …" line is kept, whatever it calls itself.
    """

    def __init__(self, page: Tag) -> None:
        lines = {id(block) for block in _published_blocks(page)}
        tags = [page, *page.find_all(True)]
        self._holding = Counter[int]()
        # Children come after their parents, so backwards every count is whole
        # before it is added to its parent's.
        for tag in reversed(tags):
            self._holding[id(tag)] += id(tag) in lines
            if tag.parent is not None:
                self._holding[id(tag.parent)] += self._holding[id(tag)]
        self._total = self._holding[id(page)]
        self._own = {
            id(tag)
            for tag in tags
            if self._holding[id(tag)] == 1 != self._holding[id(tag.parent)]
        }

    def root(self, page: Tag) -> Tag:
        """Return the page's ``main`` when all the news is in it, or the page."""
        for main in page.find_all(_is_main):
            if self._holding[id(main)] == self._total > 0:
                return main
        return page

    def holds_news(self, tag: Tag) -> bool:
        return self._holding[id(tag)] > 0

    def is_one_item(self, tag: Tag) -> bool:
        """Whether ``tag`` is the outermost that holds one published line only."""
        return id(tag) in self._own

    def is_beside_the_news(self, tag: Tag) -> bool:
        """Whether to leave ``tag`` out, with all in it."""
        if tag.name in _NEVER:
            return True
        if self.holds_news(tag):
            return False
        return _is_hidden(tag) or _calls_itself_furniture(tag)


def _published_blocks(page: Tag) -> Iterator[Tag]:
    """Yield the innermost block round each "Published …" with a date."""
    for words in page.find_all(string=_PUBLISHED):
        block = _block_around(words)
        if block is None or block.name in _NEVER:
            continue
        if names_a_publication(_text_from(words)):
            yield block


def _block_around(words: NavigableString) -> Tag | None:
    for tag in words.parents:
        if tag.name in BLOCKS or tag.name in _NEVER:
            return tag
    return None


def _text_from(words: NavigableString) -> str:
    """Return the text from "Published" on, as far as a date can reach."""
    found = _PUBLISHED.search(words)
    text = words[found.start() :][:_LONGEST_LINE] if found else ""
    node: PageElement | None = words
    for _ in range(_NEAR):
        node = node.next_element if node else None
        if isinstance(node, NavigableString):
            text += f" {node[:_LONGEST_LINE]}"
    return " ".join(text.split())


def _is_main(tag: Tag) -> bool:
    return tag.name == "main" or tag.get("role") == "main"


def _is_hidden(tag: Tag) -> bool:
    return tag.has_attr("hidden") or tag.get("aria-hidden") == "true"


def _calls_itself_furniture(tag: Tag) -> bool:
    if tag.name == "footer" and tag.find_parent("blockquote"):
        return False
    if tag.name in _USUALLY_NOT or tag.get("role") in _ROLES:
        return tag.name != "button" or tag.find_parent(_titles) is None
    if tag.name not in BLOCKS or tag.name in {"p", "li", "body", "html", "main"}:
        return False
    names = " ".join(
        [*filter(None, tag.get_attribute_list("class")), str(tag.get("id") or "")]
    )
    return bool(names and _NAMES.search(names))


def _titles(tag: Tag) -> bool:
    return tag.name in {"h1", "h2", "h3", "h4", "h5", "h6", "summary"}
