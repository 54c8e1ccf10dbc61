"""What the body of a page is made of."""

from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from commonweal.directory.models import Cutoffs, SupportService
from commonweal.directory.queries.searching import current_cutoffs
from commonweal.pledges.models import Covenant
from commonweal.pledges.queries import tallies

# No h1, no bold headings, no colours: what the editor can type, a reader of
# any page can follow.
RICH_TEXT = ["bold", "italic", "link", "document-link", "ol", "ul"]


class HeadingBlock(blocks.StructBlock):
    """A heading inside the body. The page's title is the only h1."""

    text = blocks.CharBlock(max_length=150)
    level = blocks.ChoiceBlock(
        choices=[("2", "Heading"), ("3", "Smaller heading")], default="2"
    )

    class Meta:
        icon = "title"  # Shown by the tag ``page_body``, which gives it its anchor.


class QuotationBlock(blocks.StructBlock):
    """Somebody's words, with who said them and as what."""

    text = blocks.RichTextBlock(features=["bold", "italic"])
    speaker = blocks.CharBlock(max_length=150)
    role = blocks.CharBlock(max_length=200, required=False)

    class Meta:
        icon = "openquote"
        template = "pages/blocks/quotation.html"


class ImageBlock(blocks.StructBlock):
    """A picture that says what it shows, or says that it only decorates.

    The alternative text starts empty: filled in from the file's name it would
    read "IMG 2041" to somebody who cannot see the picture.
    """

    image = ImageChooserBlock()
    alternative_text = blocks.CharBlock(
        max_length=250,
        required=False,
        help_text="What the picture shows, for people who cannot see it.",
    )
    decorative = blocks.BooleanBlock(
        required=False,
        help_text="The picture says nothing that the words do not say.",
    )
    caption = blocks.CharBlock(max_length=250, required=False)

    class Meta:
        icon = "image"
        template = "pages/blocks/image.html"

    def clean(self, value: Any) -> Any:
        """Refuse a picture without words, unless it is marked as decorative."""
        cleaned = super().clean(value)
        words, decorative = cleaned["alternative_text"].strip(), cleaned["decorative"]
        problem = None
        if not words and not decorative:
            problem = "Say what the picture shows, or mark it as decorative."
        elif words and decorative:
            problem = "A decorative picture has no alternative text. Choose one."
        elif words and _is_file_name(words, cleaned["image"]):
            problem = "This is the file’s name. Say what the picture shows."
        if problem:
            raise StructBlockValidationError(
                block_errors={"alternative_text": ValidationError(problem)}
            )
        return cleaned


def _is_file_name(words: str, image: Any) -> bool:
    name = image.file.name.rsplit("/", 1)[-1].lower() if image else ""
    return words.lower() in {name, name.rsplit(".", 1)[0]}


class DocumentBlock(blocks.StructBlock):
    """A file to download, shown with its type, size and number of pages."""

    document = DocumentChooserBlock()
    title = blocks.CharBlock(
        max_length=200, required=False, help_text="Instead of the document’s own title."
    )

    class Meta:
        icon = "doc-full"
        template = "pages/blocks/document.html"


VIDEO_HOSTS = {
    "www.youtube.com": "https://www.youtube-nocookie.com/embed/{}",
    "youtube.com": "https://www.youtube-nocookie.com/embed/{}",
    "youtu.be": "https://www.youtube-nocookie.com/embed/{}",
    "vimeo.com": "https://player.vimeo.com/video/{}?dnt=1",
}


def player_address(address: str) -> str | None:
    """Return the cookie-free player's address for a video page's address.

    Returns None when the host is not one whose player we may frame: then the
    video is offered as a link only.
    """
    parts = urlsplit(address)
    pattern = VIDEO_HOSTS.get(parts.hostname or "")
    if pattern is None:
        return None
    name = parts.path.strip("/")
    if name == "watch":
        name = parse_qs(parts.query).get("v", [""])[0]
    if not name.replace("-", "").replace("_", "").isalnum():
        return None
    return pattern.format(name)


class VideoBlock(blocks.StructBlock):
    """A video that loads nothing from its host until a reader asks for it."""

    title = blocks.CharBlock(max_length=150)
    address = blocks.URLBlock(
        help_text="The video’s page at YouTube, Vimeo or elsewhere."
    )
    length = blocks.CharBlock(
        max_length=40, required=False, help_text="For example “3 minutes”."
    )
    transcript = blocks.RichTextBlock(
        features=["bold", "italic", "ol", "ul"],
        help_text="What is said and shown, for people who cannot hear or see it.",
    )

    class Meta:
        icon = "media"
        template = "pages/blocks/video.html"

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        context = super().get_context(value, parent_context)
        context["player"] = player_address(value["address"])
        context["host"] = urlsplit(value["address"]).hostname
        return context


class ActionBlock(blocks.StructBlock):
    """The one thing a reader should do next."""

    text = blocks.CharBlock(max_length=80)
    page = blocks.PageChooserBlock(required=False)
    address = blocks.URLBlock(required=False, help_text="When it is on another site.")

    class Meta:
        icon = "link"
        template = "pages/blocks/action.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["address"]):
            problem = ValidationError(
                "Choose a page or give an address, one of the two."
            )
            raise StructBlockValidationError(block_errors={"page": problem})
        return cleaned


class NoticeBlock(blocks.StructBlock):
    """Words that must not be missed: a remark set apart, or a warning."""

    text = blocks.RichTextBlock(features=["bold", "link"])
    is_warning = blocks.BooleanBlock(required=False)

    class Meta:
        icon = "warning"
        template = "pages/blocks/notice.html"


class ContactBlock(blocks.StructBlock):
    """Whom to call or write to, from the register, so that it is right everywhere."""

    contact = SnippetChooserBlock("directory.Contact")

    class Meta:
        icon = "mail"
        template = "pages/blocks/contact.html"


class ServiceChooser(SnippetChooserBlock):
    """Fetches what a list shows of the services, for all of a page at once."""

    def bulk_to_python(self, values: Any) -> Any:
        keys = [value for value in values if value is not None]
        found = SupportService.objects.for_lists().in_bulk(keys)
        return [found.get(value) for value in values]


class ServiceBlock(blocks.StructBlock):
    """A support service from the directory, as it is there today."""

    service = ServiceChooser("directory.SupportService")

    class Meta:
        icon = "group"
        template = "pages/blocks/service.html"

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        """Add the service, unless readers are not to find it any more."""
        context = super().get_context(value, parent_context)
        now = context.get("now") or timezone.now()
        cutoffs = _cutoffs(context.get("request"), now=now)
        service = value["service"]
        is_shown = (
            service is not None
            and service.is_published
            and not service.is_hidden(cutoffs)
        )
        return context | {
            "now": now,
            "cutoffs": cutoffs,
            "service": service if is_shown else None,
        }


def _cutoffs(request: Any, *, now: datetime) -> Cutoffs:
    """Look up once for a request what decides whether a service is shown."""
    kept = {} if request is None else request.__dict__
    if "_cutoffs" not in kept:
        kept["_cutoffs"] = current_cutoffs(now=now)
    found: Cutoffs = kept["_cutoffs"]
    return found


class QuestionBlock(blocks.StructBlock):
    """A question and its answer, folded away until a reader opens it."""

    question = blocks.CharBlock(max_length=150)
    answer = blocks.RichTextBlock(features=RICH_TEXT)

    class Meta:
        icon = "help"
        template = "pages/blocks/question.html"


class NewsletterBlock(blocks.StructBlock):
    """Signing up for the newsletter, right on the page. Once on a page."""

    title = blocks.CharBlock(max_length=80, default="Get the newsletter")

    class Meta:
        icon = "mail"
        template = "pages/blocks/newsletter.html"


def covenant_choices() -> list[tuple[str, str]]:
    """Return the covenants that editors choose among: slug and title."""
    return list(Covenant.objects.shown().values_list("slug", "title"))


class PledgeCountBlock(blocks.StructBlock):
    """How many have signed a covenant, and the way to sign it."""

    covenant = blocks.ChoiceBlock(choices=covenant_choices)

    class Meta:
        icon = "pick"
        label = "Pledge"
        template = "pages/blocks/pledge_count.html"

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        context = super().get_context(value, parent_context)
        # None where the covenant's address has changed since the page was written.
        context["counted"] = next(iter(tallies(slug=value["covenant"] or "-")), None)
        return context


BODY: list[tuple[str, blocks.Block]] = [
    ("heading", HeadingBlock()),
    (
        "text",
        blocks.RichTextBlock(features=RICH_TEXT, template="pages/blocks/text.html"),
    ),
    ("quotation", QuotationBlock()),
    ("image", ImageBlock()),
    ("document", DocumentBlock()),
    ("video", VideoBlock()),
    ("contact", ContactBlock()),
    ("action", ActionBlock()),
    ("notice", NoticeBlock()),
    ("question", QuestionBlock()),
    ("newsletter", NewsletterBlock()),
    ("service", ServiceBlock()),
    ("pledge", PledgeCountBlock()),
]
