"""What an editor does to one item of an issue."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.newsletter.actions import (
    bring_back,
    drop_item,
    follow_page,
    merge_item,
    move_item,
    part_item,
    pin_item,
    rewrite_item,
    set_audience,
    set_picture,
)
from commonweal.newsletter.actions.changing import audience_stamp, stamp_of
from commonweal.newsletter.actions.editing import words_of
from commonweal.newsletter.actions.writing import PICTURE
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.forms.issues import (
    AudienceForm,
    MergeForm,
    PictureForm,
    last_day_of,
    words_form,
)
from commonweal.newsletter.models import IssueItem
from commonweal.newsletter.views.desk_issue import (
    EDIT,
    FORM_METHODS,
    done,
    form_page,
    refuse,
)
from commonweal.people.access import PersonRequest, requires

# What one press does, and what is said then.
DEEDS: dict[str, tuple[Callable[..., object], dict[str, bool], str]] = {
    "up": (move_item, {"is_up": True}, "Moved up."),
    "down": (move_item, {"is_up": False}, "Moved down."),
    "drop": (drop_item, {}, "Dropped from this issue."),
    "back": (bring_back, {}, "Back in the issue."),
    "pin": (pin_item, {"is_pinned": True}, "Pinned: it goes on to the next issues."),
    "unpin": (pin_item, {"is_pinned": False}, "No longer pinned."),
    "part": (part_item, {}, "Told by itself again."),
    "follow": (
        follow_page,
        {},
        "Its words come from its page again the next time the issue is brought "
        "up to date.",
    ),
}


@requires(EDIT)
@require_POST
def act(request: PersonRequest, item_id: int) -> HttpResponse:
    """Do what was pressed beside an item."""
    item = _item(item_id)
    deed = DEEDS.get(request.POST.get("deed", ""))
    if deed is None:
        raise Http404
    action, fields, sentence = deed
    try:
        action(item=item, by=request.user, at=timezone.now(), **fields)
    except NewsletterError as error:
        messages.error(request, str(error))
        return redirect("newsletter:desk_issue", item.issue_id)
    return done(request, item.issue, f"{item.title}: {sentence}", at=f"#item-{item.pk}")


@requires(EDIT)
@require_http_methods(FORM_METHODS)
def edit(request: PersonRequest, item_id: int) -> HttpResponse:
    """Put an item otherwise for this issue."""
    item = _item(item_id)
    names = words_of(item)
    initial = {
        "title": item.title,
        "summary": item.summary,
        "section": item.section_id,
        "when": item.when,
        "url": item.url,
        "last_day": last_day_of(item),
        "stamp": stamp_of(item, names),
    }
    form = words_form(item, request.POST or None, initial=initial)
    if form.is_valid():
        try:
            rewrite_item(
                item=item,
                words=form.words(),
                stamp=form.cleaned_data["stamp"],
                by=request.user,
                at=timezone.now(),
            )
        except NewsletterError as error:
            item.refresh_from_db()
            refuse(form, error, stamp=stamp_of(item, names))
        else:
            return _saved(request, item)
    stands = [("Title", item.title), ("Text", item.summary)]
    return form_page(
        request, item.issue, form, "Edit an item", stands=stands, item=item
    )


@requires(EDIT)
@require_http_methods(FORM_METHODS)
def picture(request: PersonRequest, item_id: int) -> HttpResponse:
    """Give an item a picture, another one, or none."""
    item = _item(item_id)
    form = PictureForm(
        request.POST or None,
        request.FILES or None,
        initial={"alt": item.picture_alt, "stamp": stamp_of(item, PICTURE)},
        has_picture=item.picture_id is not None,
    )
    if form.is_valid():
        try:
            set_picture(
                item=item,
                picture=form.picture(),
                stamp=form.cleaned_data["stamp"],
                by=request.user,
                at=timezone.now(),
            )
        except NewsletterError as error:
            item.refresh_from_db()
            refuse(form, error, stamp=stamp_of(item, PICTURE))
        else:
            return _saved(request, item)
    return form_page(
        request,
        item.issue,
        form,
        "Picture of an item",
        stands=[("What the picture shows", item.picture_alt)],
        item=item,
        picture=item.picture,
    )


@requires(EDIT)
@require_http_methods(FORM_METHODS)
def audience(request: PersonRequest, item_id: int) -> HttpResponse:
    """Say whom an item is for."""
    item = _item(item_id)
    initial = {
        "sectors": item.sectors.all(),
        "topics": item.topics.all(),
        "stamp": audience_stamp(item),
    }
    form = AudienceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            set_audience(
                item=item, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except NewsletterError as error:
            refuse(form, error, stamp=audience_stamp(item))
        else:
            return _saved(request, item)
    stands = [
        (name, ", ".join(map(str, rows)) or "everybody")
        for name, rows in (
            ("Only for people who work in", item.sectors.all()),
            ("Topics", item.topics.all()),
        )
    ]
    return form_page(
        request, item.issue, form, "Whom an item is for", stands=stands, item=item
    )


@requires(EDIT)
@require_http_methods(FORM_METHODS)
def merge(request: PersonRequest, item_id: int) -> HttpResponse:
    """Tell an item within another one."""
    item = _item(item_id)
    form = MergeForm(request.POST or None, item=item)
    if form.is_valid():
        into = form.cleaned_data["into"]
        try:
            merge_item(item=item, into=into, by=request.user, at=timezone.now())
        except NewsletterError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request,
                f"{item.title} is part of “{into.title}” now. Make one text of the two.",
            )
            return redirect("newsletter:desk_item", into.pk)
    context = {"issue": item.issue, "item": item, "form": form}
    return render(request, "newsletter/desk/merge.html", context)


def _item(item_id: int) -> IssueItem:
    found = IssueItem.objects.select_related("issue", "section", "picture")
    return get_object_or_404(found, pk=item_id)


def _saved(request: PersonRequest, item: IssueItem) -> HttpResponse:
    return done(request, item.issue, "The item is saved.", at=f"#item-{item.pk}")
