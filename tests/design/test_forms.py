from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from django import forms
from django.template import Context, Template

from commonweal.design.components.fields import field
from commonweal.design.forms import DatePartsField, DesignForm
from commonweal.design.gallery_context import SampleForm


def soup_of(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def control(soup: BeautifulSoup, name: str) -> Tag:
    found = soup.select_one(f"[name={name}]")
    assert found is not None, soup
    return found


def test_form_shows_every_field_with_its_label() -> None:
    soup = soup_of(str(SampleForm()))

    for one in soup.select("input, select, textarea"):
        assert soup.select_one(f"label[for={one['id']}]"), one
    assert [legend.get_text() for legend in soup.find_all("legend")] == [
        "Level of training",
        "Topics you follow (optional)",
        "Date of birth",
    ]


def test_form_leaves_the_browsers_own_checks_out() -> None:
    assert soup_of(str(SampleForm())).select("[required]") == []


def test_form_ties_hint_and_error_to_their_control() -> None:
    soup = soup_of(str(SampleForm({"email": "sam.at.example"})))

    email = control(soup, "email")
    assert email["aria-describedby"] == "id_email-hint id_email-error"
    assert email["aria-invalid"] == "true"
    assert "govuk-input--error" in email["class"]
    for id in str(email["aria-describedby"]).split():
        assert soup.select_one(f"#{id}")


def test_error_summary_leads_to_the_first_control_of_each_field() -> None:
    form = SampleForm({"email": "sam.at.example"})
    form.add_error(None, "Booking has closed.")

    soup = soup_of(Template("{% error_summary form %}").render(Context({"form": form})))

    assert soup.li is not None
    assert soup.li.get_text() == "Booking has closed."
    page = soup_of(str(form))
    targets = [str(a["href"]) for a in soup.find_all("a")]
    assert targets == [
        "#id_name",
        "#id_email",
        "#id_agency",
        "#id_level_0",
        "#id_agrees",
        "#id_born_on_0",
    ]
    for target in targets:
        found = page.select_one(target)
        assert found is not None
        assert found.name in {"input", "select"}


def test_error_summary_says_nothing_of_a_form_in_order() -> None:
    template = Template("{% error_summary form %}")

    assert template.render(Context({"form": SampleForm()})) == ""


def test_choices_keep_what_was_chosen() -> None:
    soup = soup_of(str(SampleForm({"level": "2", "topics": ["neglect"]})))

    checked = [one["value"] for one in soup.select("input[checked]")]
    assert checked == ["2", "neglect"]
    assert [one["type"] for one in soup.select("input[checked]")] == [
        "radio",
        "checkbox",
    ]


def test_field_can_be_the_heading_of_a_page_with_one_question() -> None:
    form = SampleForm()

    label = soup_of(field(form["name"], is_heading=True, label_size="l"))
    legend = soup_of(field(form["level"], is_heading=True, label_size="l"))

    assert label.select_one("h1 > label.govuk-label--l[for=id_name]")
    assert legend.select_one("legend.govuk-fieldset__legend--l > h1")


def test_field_takes_a_width_and_a_hint_of_its_own() -> None:
    soup = soup_of(field(SampleForm()["email"], width="20", hint="Not a shared one."))

    assert "govuk-input--width-20" in control(soup, "email")["class"]
    hint = soup.select_one("#id_email-hint")
    assert hint is not None
    assert hint.get_text() == "Not a shared one."


def test_hidden_field_is_the_bare_control() -> None:
    class Steps(DesignForm):
        step = forms.CharField(widget=forms.HiddenInput, initial="2")

    assert field(Steps()["step"]) == (
        '<input type="hidden" name="step" value="2" id="id_step">'
    )
    assert "govuk-form-group" not in str(Steps())


def test_field_escapes_what_somebody_typed() -> None:
    soup = soup_of(
        str(SampleForm({"name": '"><script>alert(1)</script>', "born_on_0": '"><b>'}))
    )

    assert soup.find_all(["script", "b"]) == []
    assert control(soup, "born_on_0")["value"] == '"><b>'


class Birthday(DesignForm):
    born_on = DatePartsField(label="Date of birth")
    left_on = DatePartsField(label="Day you left", required=False)


def birthday(day: str, month: str, year: str) -> Birthday:
    return Birthday({"born_on_0": day, "born_on_1": month, "born_on_2": year})


def test_date_in_parts_becomes_a_date() -> None:
    form = birthday(" 31", "3", "1980")

    assert form.is_valid()
    assert form.cleaned_data == {"born_on": date(1980, 3, 31), "left_on": None}


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        (("", "", ""), "Enter a date."),
        (("31", "", "1980"), "Enter a day, a month and a year."),
        (("31", "4", "1980"), "Enter a real date, for example 31 3 1980."),
        (("x", "4", "1980"), "Enter a real date, for example 31 3 1980."),
        (("1", "1", "0"), "Enter a real date, for example 31 3 1980."),
    ],
)
def test_date_in_parts_says_what_is_wrong(
    parts: tuple[str, str, str], error: str
) -> None:
    assert birthday(*parts).errors["born_on"] == [error]


def test_date_in_parts_shows_the_date_it_is_given() -> None:
    soup = soup_of(str(Birthday(initial={"born_on": date(1980, 3, 31)})))

    values = [control(soup, f"born_on_{i}")["value"] for i in range(3)]
    assert values == ["31", "3", "1980"]
