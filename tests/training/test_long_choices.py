"""Choosing one of very many."""

import pytest
from bs4 import BeautifulSoup
from django import forms

from commonweal.people.models import Organisation
from commonweal.training.long_choices import LongChoiceField
from tests.people.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


class _Form(forms.Form):
    organisation = LongChoiceField(
        Organisation.objects.order_by("name"), named_by="name", label="Organisation"
    )


def _select(form):
    return BeautifulSoup(str(form["organisation"]), "html.parser").select_one("select")


def _said(form):
    return [(line["value"], line.text) for line in _select(form).select("option")]


def test_every_row_can_be_chosen_or_none():
    school = OrganisationFactory(name="Example <School> & Nursery")
    agency = OrganisationFactory(name="Agency of examples")

    assert _said(_Form()) == [
        ("", "None"),
        (str(agency.pk), "Agency of examples"),
        (str(school.pk), "Example <School> & Nursery"),
    ]


def test_what_was_chosen_is_marked_and_kept():
    school = OrganisationFactory()
    form = _Form({"organisation": str(school.pk)})

    assert form.is_valid()
    assert form.cleaned_data["organisation"] == school
    chosen = _select(form).select("option[selected]")
    assert [line["value"] for line in chosen] == [str(school.pk)]


def test_what_is_not_in_the_list_is_refused():
    form = _Form({"organisation": "0"})

    assert not form.is_valid()
    assert list(form.errors) == ["organisation"]


def test_list_has_the_name_and_the_description_that_a_label_needs():
    select = _select(_Form(auto_id="id_%s"))

    assert (select["name"], select["id"]) == ("organisation", "id_organisation")


@pytest.mark.parametrize("number", [2, 30])
def test_list_takes_one_query_however_long_it_is(number, django_assert_num_queries):
    OrganisationFactory.create_batch(number)
    form = _Form()

    with django_assert_num_queries(1):
        str(form["organisation"])
