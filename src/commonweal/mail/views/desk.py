"""The outbox and the wording in the admin, for staff with the permission."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from wagtail.admin.auth import permission_required

from commonweal.mail.actions import change_wording, drop, resend, reset_wording
from commonweal.mail.emails import compose
from commonweal.mail.exceptions import MailError
from commonweal.mail.forms import WordingForm
from commonweal.mail.letters import Letter
from commonweal.mail.models import OutgoingEmail, Wording
from commonweal.mail.wording import Template, Words, declared, problems, template_of

ON_A_PAGE = 50
DEEDS = {"resend": resend, "drop": drop}
DONE = {
    "resend": "The message is in the outbox again.",
    "drop": "The message will not be sent.",
}


@permission_required("mail.view_outgoingemail")
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Every message, newest first, or those in one state."""
    counted = (
        OutgoingEmail.objects.order_by().values_list("status").annotate(Count("pk"))
    )
    counts = dict(counted)
    status = request.GET.get("status", "")
    emails = OutgoingEmail.objects.defer("text", "html", "headers")
    if status in OutgoingEmail.Status.values:
        emails = emails.filter(status=status)
    tabs = [("", "All", sum(counts.values()))] + [
        (value, label, counts.get(value, 0))
        for value, label in OutgoingEmail.Status.choices
    ]
    context = {
        "page": Paginator(emails, ON_A_PAGE).get_page(request.GET.get("p")),
        "tabs": tabs,
        "status": status,
    }
    return render(request, "mail/admin/outbox.html", context)


@permission_required("mail.view_outgoingemail")
@require_safe
def message(request: HttpRequest, email_id: int) -> HttpResponse:
    """One message with its history. The text of a secret one is not shown."""
    email = get_object_or_404(OutgoingEmail, pk=email_id)
    files = [] if email.is_secret else email.files.defer("content")
    return render(request, "mail/admin/message.html", {"email": email, "files": files})


@permission_required("mail.change_outgoingemail")
@require_POST
def decide(request: HttpRequest, email_id: int, deed: str) -> HttpResponse:
    """Send a message again, or do not send it."""
    if deed not in DEEDS:
        raise Http404
    email = get_object_or_404(OutgoingEmail, pk=email_id)
    try:
        DEEDS[deed](email=email, by=_person(request), at=timezone.now())
    except MailError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, DONE[deed])
    return redirect("mail_message", email_id)


@permission_required("mail.change_wording")
@require_safe
def wordings(request: HttpRequest) -> HttpResponse:
    """Every kind of message, and whether the partnership has its own words."""
    own = {row.template: row for row in Wording.objects.all()}
    rows = [(template, own.get(template.key)) for template in declared()]
    return render(request, "mail/admin/wordings.html", {"rows": rows})


@permission_required("mail.change_wording")
@require_http_methods(["GET", "HEAD", "POST"])
def wording(request: HttpRequest, key: str) -> HttpResponse:
    """Show, preview, change or reset the words of one kind of message."""
    template = _template_or_404(key)
    own = Wording.objects.filter(template=key).first()
    words = Words(own.subject, own.body) if own else template.words
    if request.POST.get("do") == "reset":
        reset_wording(template=template, by=_person(request), at=timezone.now())
        messages.success(request, f"“{template.title}” has its default wording again.")
        return redirect("mail_wordings")
    initial = {"subject": words.subject, "body": words.body}
    form = WordingForm(request.POST or None, initial=initial, template=template)
    if form.is_valid():
        words = form.words
        if request.POST.get("do") == "save":
            change_wording(
                template=template, words=words, by=_person(request), at=timezone.now()
            )
            messages.success(request, f"The wording of “{template.title}” is saved.")
            return redirect("mail_wordings")
    context = {
        "template": template,
        "own": own,
        "form": form,
        "letter": _preview(words, template=template, is_good=not form.errors),
    }
    return render(request, "mail/admin/wording.html", context)


def _template_or_404(key: str) -> Template:
    try:
        return template_of(key)
    except KeyError as error:
        raise Http404 from error


def _preview(words: Words, *, template: Template, is_good: bool) -> Letter | None:
    """The letter with invented values; None while the words cannot be used."""
    if not is_good or problems(words, template=template):
        return None
    return compose(words, template=template, values=template.sample())


def _person(request: HttpRequest) -> AbstractBaseUser:
    """Who is signed in; the decorators above let nobody else come here."""
    return cast("AbstractBaseUser", request.user)
