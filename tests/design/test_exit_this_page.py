"""Where “Exit this page” leads."""

from commonweal.design.components.safety import WEATHER
from tests.design.test_components import render


def test_exit_leads_to_the_weather_or_where_a_draft_is_forgotten_first():
    plain = render("{% exit_this_page %}{% exit_skip_link %}")
    with_draft = render(
        "{% exit_this_page href=a %}{% exit_skip_link href=a %}", a="/x/"
    )

    assert {link["href"] for link in plain.select("a")} == {WEATHER}
    assert {link["href"] for link in with_draft.select("a")} == {"/x/"}
