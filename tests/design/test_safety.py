"""The way off a page about abuse."""

from bs4 import BeautifulSoup
from django.template import Context, Template

from commonweal.design.components.safety import WEATHER


def exits(source: str, **values: object) -> list[str]:
    page = BeautifulSoup(Template(source).render(Context(values)), "html.parser")
    return [str(link["href"]) for link in page.select("a")]


def test_exit_leads_to_the_weather_or_where_a_draft_is_forgotten_first():
    plain = exits("{% exit_this_page %}{% exit_skip_link %}")
    with_draft = exits(
        "{% exit_this_page href=a %}{% exit_skip_link href=a %}", a="/x/"
    )

    assert plain == [WEATHER, WEATHER]
    assert with_draft == ["/x/", "/x/"]
