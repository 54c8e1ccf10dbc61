"""Reading the pages of the newsletter desk, and sending their forms as they stand."""

from typing import Any


def form_of(page: Any) -> dict[str, str]:
    """What the form of a page would send as it stands."""
    form = page.select_one("main form")
    values = {tag["name"]: tag.get("value", "") for tag in form.select("input[name]")}
    values |= {tag["name"]: tag.text.lstrip("\n") for tag in form.select("textarea")}
    for choice in form.select("select"):
        chosen = choice.select_one("option[selected]") or choice.select_one("option")
        values[choice["name"]] = chosen["value"]
    ticked = form.select("input[type=checkbox][checked], input[type=radio][checked]")
    for tag in form.select("input[type=checkbox], input[type=radio], input[type=file]"):
        values.pop(tag["name"], None)
    values |= {tag["name"]: tag["value"] for tag in ticked if tag.get("value")}
    return values


def words_of(page: Any) -> str:
    """The words of a page, each space once."""
    return " ".join(page.select_one("main").get_text(" ").split())
