"""Choosing a date of training for an item of news."""

from django import forms
from django.db.models import QuerySet
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import (
    BaseChooseView,
    ChooseResultsViewMixin,
    ChooseViewMixin,
    CreationFormMixin,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet

from commonweal.training.models import Session
from commonweal.training.wording import write_place, write_session


class WordsForm(BaseFilterForm):
    """Finds sessions by words of their course's title."""

    q = forms.CharField(label="Course", required=False)

    def filter(self, objects: QuerySet[Session]) -> QuerySet[Session]:
        objects = super().filter(objects)
        words = self.cleaned_data.get("q", "").split()
        for word in words:
            objects = objects.filter(course__title__icontains=word)
        self.is_searching, self.search_query = bool(words), " ".join(words)
        return objects


class SessionRows(BaseChooseView):
    """What may be chosen, the newest first."""

    filter_form_class = WordsForm

    def get_object_list(self) -> QuerySet[Session]:
        return (
            Session.objects.exclude(status=Session.Status.DRAFT)
            .select_related("course", "venue")
            .prefetch_related("meetings")
            .order_by("-starts_at", "-pk")
        )

    @property
    def columns(self) -> list[Column]:
        when = Column("when", label="When", accessor=write_session)
        where = Column("where", label="Where", accessor=write_place)
        return [self.title_column, when, where]


class ChooseSession(ChooseViewMixin, CreationFormMixin, SessionRows):
    """The window to choose in."""


class ChosenRows(ChooseResultsViewMixin, CreationFormMixin, SessionRows):
    """The rows in it, when words are typed."""


class SessionChooserViewSet(ChooserViewSet):
    model = Session
    icon = "date"
    choose_one_text = "Choose a date"
    choose_another_text = "Choose another date"
    choose_view_class = ChooseSession
    choose_results_view_class = ChosenRows


choose_session = SessionChooserViewSet("choose_training_session")
