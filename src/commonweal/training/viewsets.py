"""The training administrator's lists: what is edited rather than done."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    TitleFieldPanel,
)
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from commonweal.training.models import (
    BookingPolicy,
    BookingTerms,
    Course,
    Level,
    SchoolHoliday,
)


class LevelViewSet(SnippetViewSet):
    model = Level
    icon = "order"
    menu_label = "Levels"
    list_display = ["name", "about", "position"]
    panels = [
        TitleFieldPanel("name", targets=["slug"], placeholder=False),
        FieldPanel("slug"),
        FieldPanel("about"),
        FieldPanel("position"),
    ]


class CourseViewSet(SnippetViewSet):
    model = Course
    icon = "openquote"
    menu_label = "Courses and events"
    list_display = ["title", "kind", "level", "delivery", "is_published"]
    list_filter = ["kind", "level", "delivery", "is_published", "topics"]
    list_per_page = 50
    panels = [
        TitleFieldPanel("title", targets=["slug"], placeholder=False),
        FieldPanel("slug"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("level")]),
                FieldPanel("summary"),
                FieldPanel("outline"),
                FieldPanel("outcomes"),
            ],
            heading="What it is about",
        ),
        MultiFieldPanel(
            [
                FieldPanel("for_whom"),
                FieldPanel("sectors"),
                FieldPanel("job_roles"),
                FieldPanel("audiences"),
                FieldPanel("topics"),
            ],
            heading="Whom it is for",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("length"), FieldPanel("hours")]),
                FieldPanel("delivery"),
                FieldPanel("elearning_address"),
                FieldPanel("provider"),
                FieldPanel("joint_with"),
                FieldPanel("cost"),
                FieldPanel("policy"),
            ],
            heading="How it runs",
        ),
        InlinePanel(
            "prerequisites",
            panels=[FieldPanel("requires"), FieldPanel("accepts_equivalent")],
            heading="What must have been attended before",
            label="course",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("has_certificate"), FieldPanel("refresh_after_months")]
                )
            ],
            heading="Afterwards",
        ),
        MultiFieldPanel(
            [FieldPanel("replaced_by"), FieldPanel("replaced_from")],
            heading="Replaced by another",
        ),
        FieldPanel("is_published"),
    ]


class BookingPolicyViewSet(SnippetViewSet):
    model = BookingPolicy
    icon = "clipboard-list"
    menu_label = "Booking policies"
    list_display = ["name", "is_usual"]
    panels = [FieldPanel("name"), FieldPanel("is_usual")]


class TermsForm(WagtailAdminModelForm):
    """Refuses to change what people have booked under."""

    def clean(self) -> Any:
        cleaned = super().clean()
        if self.instance.pk and self.has_changed():
            booked = self.instance.bookings.count()
            if booked:
                self.add_error(
                    None,
                    f"{booked} bookings were made under these terms, so they stay as "
                    "they are. Copy them instead, change the copy, and let it apply "
                    "from a later day.",
                )
        return cleaned


class BookingTermsViewSet(SnippetViewSet):
    model = BookingTerms
    icon = "calendar-check"
    menu_label = "Booking terms"
    list_display = [
        "policy",
        "applies_from",
        "cutoff_n",
        "cutoff_unit",
        "approval",
        "waiting_order",
    ]
    list_filter = ["policy"]
    base_form_class = TermsForm
    panels = [
        FieldRowPanel([FieldPanel("policy"), FieldPanel("applies_from")]),
        MultiFieldPanel(
            [
                FieldPanel("cutoff_n"),
                FieldRowPanel([FieldPanel("cutoff_unit"), FieldPanel("cutoff_anchor")]),
            ],
            heading="Until when cancelling is free",
        ),
        InlinePanel(
            "tiers",
            panels=[
                FieldRowPanel([FieldPanel("n"), FieldPanel("unit")]),
                FieldPanel("anchor"),
                FieldRowPanel([FieldPanel("percent_of_fee"), FieldPanel("amount")]),
            ],
            heading="Charges for cancelling later",
            label="charge",
        ),
        MultiFieldPanel(
            [
                FieldPanel("late_charge"),
                FieldPanel("absence_charge"),
                FieldPanel("absence_charged_per_day"),
            ],
            heading="Charges without tiers",
        ),
        InlinePanel(
            "fees",
            panels=[
                FieldPanel("position"),
                FieldPanel("organisation_kind"),
                FieldRowPanel([FieldPanel("delivery"), FieldPanel("up_to_hours")]),
                FieldPanel("amount"),
            ],
            heading="Fees",
            label="fee",
        ),
        MultiFieldPanel(
            [FieldPanel("approval"), FieldPanel("approval_hours")],
            heading="Who agrees to a booking",
        ),
        MultiFieldPanel(
            [
                FieldPanel("is_open_to_all"),
                FieldPanel("sectors"),
                FieldPanel("organisations"),
            ],
            heading="Who may book",
        ),
        MultiFieldPanel(
            [
                FieldPanel("allows_team_booking"),
                FieldPanel("allows_substitutes"),
                FieldPanel("rechecks_substitutes"),
                FieldPanel("grace_minutes"),
            ],
            heading="Teams, substitutes and arriving late",
        ),
        MultiFieldPanel(
            [FieldPanel("waiting_order"), FieldPanel("offers_end_hours")],
            heading="Waiting list",
        ),
        InlinePanel(
            "offer_lengths",
            panels=[FieldRowPanel([FieldPanel("days_before"), FieldPanel("hours")])],
            heading="How long an offered place is kept",
            label="length",
        ),
        MultiFieldPanel(
            [
                FieldPanel("reminder_days"),
                FieldPanel("instructions_days"),
                FieldPanel("link_hours"),
            ],
            heading="When messages go out before a session",
        ),
    ]


class SchoolHolidayViewSet(SnippetViewSet):
    model = SchoolHoliday
    icon = "date"
    menu_label = "School holidays"
    list_display = ["name", "first_day", "last_day"]
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
    ]


class TrainingViewSetGroup(SnippetViewSetGroup):
    menu_label = "Training"
    menu_icon = "calendar-check"
    menu_order = 210
    items = (
        CourseViewSet,
        LevelViewSet,
        BookingPolicyViewSet,
        BookingTermsViewSet,
        SchoolHolidayViewSet,
    )
    # Links to the desk's own pages come first; see wagtail_hooks.
    submenu_hook = "register_training_menu_item"


class DeskMenuItem(MenuItem):
    """A link that shows to those who may run the desk."""

    def is_shown(self, request: Any) -> bool:
        """Return whether the person may open it."""
        return bool(request.user.has_perm("training.administer"))
