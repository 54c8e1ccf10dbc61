import re
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import Site

from commonweal.design.context import brand
from commonweal.design.models import LOGO_LARGEST, Brand
from commonweal.design.palette import DEFAULT, FIELD_NAMES, css_for, digest_of
from tests.people.factories import AdministratorFactory

pytestmark = pytest.mark.django_db


def site() -> Site:
    return Site.objects.get(is_default_site=True)


def saved(**fields: object) -> Brand:
    row = Brand(site=site(), **fields)
    row.save()
    return row


def picture(kind: str = "PNG") -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (40, 20), "#0f4a55").save(content, kind)
    return SimpleUploadedFile(f"logo.{kind.lower()}", content.getvalue())


def test_brand_without_a_row_has_the_defaults_and_writes_nothing() -> None:
    found = Brand.for_site(site())

    assert found.palette == DEFAULT
    assert str(found) == "Safeguarding Children Partnership"
    assert Brand.objects.count() == 0


def test_brand_of_no_site_has_the_defaults() -> None:
    assert Brand.for_site(None).palette == DEFAULT


def test_brand_is_refused_when_people_could_not_read_it() -> None:
    with pytest.raises(ValidationError) as caught:
        saved(link_colour="#AAAAAA")

    assert caught.value.message_dict == {
        "link_colour": [
            "Link colour #aaaaaa on page background #ffffff has a contrast of 2.3 to "
            "1; at least 4.5 to 1 is needed. Choose a darker link colour.",
            "Link colour #aaaaaa on tinted box #eff5f4 has a contrast of 2.1 to 1; at "
            "least 4.5 to 1 is needed. Choose a darker link colour.",
        ]
    }
    assert Brand.objects.count() == 0


def test_brand_is_refused_when_a_colour_is_not_one() -> None:
    with pytest.raises(ValidationError) as caught:
        saved(link_colour="blue")

    assert caught.value.message_dict == {
        "link_colour": ["Enter a colour like #0f4a55: # and six digits."]
    }


def test_logo_is_refused_without_words_for_it(
    settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path

    with pytest.raises(ValidationError) as caught:
        saved(logo=picture())

    assert caught.value.message_dict == {"logo_alt": ["Say what the logo shows."]}


def test_logo_is_refused_when_it_would_slow_pages_down() -> None:
    with pytest.raises(ValidationError) as caught:
        saved(
            logo=SimpleUploadedFile("logo.png", b"x" * (LOGO_LARGEST + 1024)),
            logo_alt="Crest",
        )

    assert caught.value.message_dict == {
        "logo": [
            "This file is 301 KB; at most 300 KB is allowed. Save the logo about 400 "
            "pixels wide and try again."
        ]
    }


def test_page_shows_the_name_the_logo_and_the_colours(
    settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    row = saved(
        partnership_name="Oakshire <Partnership>",
        strapline="Safer together",
        logo=picture(),
        logo_alt="Oakshire crest",
        header_colour="#5b1a3c",
    )
    request = RequestFactory().get("/")

    page = render_to_string("design/base.html", {}, request)

    assert "– Oakshire &lt;Partnership&gt;</title>" in page
    assert 'alt="Oakshire crest" width="40" height="20"' in page
    assert f'href="{reverse("brand_css")}?v={digest_of(row.palette)}"' in page
    assert '<meta name="theme-color" content="#5b1a3c">' in page


def test_page_with_default_colours_asks_for_no_style_sheet_of_its_own() -> None:
    page = render_to_string("design/base.html", {}, RequestFactory().get("/"))

    assert "brand.css" not in page


def test_brand_costs_one_query_a_page_and_none_when_unused(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    request = RequestFactory().get("/")
    Site.find_for_request(request)

    with django_assert_num_queries(0):
        shown = brand(request)
    with django_assert_num_queries(1):
        assert str(shown["brand"].name) == "Safeguarding Children Partnership"
        assert shown["brand"].logo is None
        assert brand(request)["brand"].strapline == ""


def test_style_sheet_is_kept_for_a_year_under_its_digest(client: Client) -> None:
    row = saved(header_colour="#5b1a3c")

    now = client.get(reverse("brand_css"), {"v": digest_of(row.palette)})
    old = client.get(reverse("brand_css"), {"v": digest_of(DEFAULT)})

    assert now["Content-Type"] == "text/css; charset=utf-8"
    assert now["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "--govuk-brand-colour: #5b1a3c;" in now.content.decode()
    assert old["Cache-Control"] == "no-cache"
    assert old.content == now.content


def test_site_css_has_the_default_colours() -> None:
    path = finders.find("design/site.css")
    assert isinstance(path, str)

    mine = Path(path).read_text()

    for line in css_for(DEFAULT).splitlines()[1:-1]:
        name, value = re.findall(r"(--[a-z-]+): (#[0-9a-f]{6});", line)[0]
        assert f"{name}: {value};" in mine, line


def test_administrator_changes_the_colours_in_the_settings(client: Client) -> None:
    client.force_login(AdministratorFactory())
    address = reverse("wagtailsettings:edit", args=["design", "brand", site().pk])
    fields = {
        **{name: getattr(Brand(), name) for name in FIELD_NAMES},
        "partnership_name": "Oakshire Partnership",
    }

    refused = client.post(address, {**fields, "button_colour": "#dddddd"})
    taken = client.post(address, {**fields, "header_colour": "#5b1a3c"})

    assert "Button text #ffffff on button #dddddd has a contrast of 1.3 to 1" in (
        refused.content.decode()
    )
    assert taken.status_code == 302
    row = Brand.objects.get()
    assert (row.partnership_name, row.header_colour) == (
        "Oakshire Partnership",
        "#5b1a3c",
    )
