"""Walking through a page with the tab key, and looking where one is."""

from typing import Any

from playwright.sync_api import JSHandle, Page

# Each stop's looks are kept from before it has the focus, to be compared. A
# checkbox shows its focus on the label beside it, which draws the box.
STOPS = """() => {
  const words = [
    'a[href]', 'button', 'input:not([type=hidden])', 'select', 'textarea', 'summary',
    'iframe', '[tabindex="0"]',
  ];
  const looks = el => {
    const parts = [getComputedStyle(el)];
    if (el.labels?.length) parts.push(getComputedStyle(el.labels[0], '::before'));
    return parts.map(style => [
      style.outlineColor.includes(', 0)') || style.outlineStyle === 'none'
        ? 'none' : style.outline,
      style.boxShadow,
      style.backgroundColor,
    ]).join();
  };
  const seen = el => el.checkVisibility({visibilityProperty: true}) && !el.disabled;
  // Radio buttons of one question are one stop: the chosen one, or else the first.
  const stands = el => {
    if (el.type !== 'radio') return true;
    const all = [...document.querySelectorAll('input[type=radio]')]
      .filter(one => one.name === el.name && one.form === el.form);
    return el === (all.find(one => one.checked) ?? all[0]);
  };
  const stops = [...document.querySelectorAll(words.join())].filter(seen)
    .filter(stands);
  return {stops, looks, before: stops.map(looks)};
}"""
HERE = """async ({stops, looks, before}) => {
  // Wait until nothing moves: links fade, the page scrolls.
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const el = document.activeElement;
  const number = stops.indexOf(el);
  const name = el.outerHTML.slice(0, 160);
  if (number < 0) return {number, name, shows: true, covered: false};
  const box = el.getClientRects()[0];
  const x = box.left + box.width / 2, y = box.top + box.height / 2;
  const there = document.elementFromPoint(x, y);
  const covered = !there || !(el.contains(there) || there.contains(el)
    || [...el.labels ?? []].includes(there));
  return {number, name, shows: looks(el) !== before[number], covered};
}"""


def walk(page: Page) -> dict[str, Any]:
    """Press the tab key from the top of the page until every stop had its turn.

    Returns:
        ``missed``: stops that the keyboard does not reach in the order in which
        they are read; ``unseen``: stops that look the same with the focus as
        without; ``covered``: stops that something else lies upon.
    """
    found = page.evaluate_handle(STOPS)
    names = found.evaluate("f => f.stops.map(stop => stop.outerHTML.slice(0, 160))")
    places = [pressed(page, found)]
    while places[-1]["number"] == len(places) - 1 < len(names) - 1:
        place = pressed(page, found)
        # A field for a day has four stops of its own.
        if place["number"] != places[-1]["number"]:
            places.append(place)
    reached = [place["number"] for place in places]
    return {
        "missed": [name for n, name in enumerate(names) if reached[n : n + 1] != [n]],
        "unseen": [place["name"] for place in places if not place["shows"]],
        "covered": [place["name"] for place in places if place["covered"]],
    }


def pressed(page: Page, found: JSHandle) -> dict[str, Any]:
    """Press the tab key; return where the focus is now, and how that looks."""
    page.keyboard.press("Tab")
    place: dict[str, Any] = found.evaluate(HERE)
    return place


def tab_to(page: Page, name: str, *, role: str = "link") -> None:
    """Press the tab key until the focus is on what has this accessible name.

    Raises:
        AssertionError: a whole round of the page has no such stop.
    """
    target = page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type] # playwright lists the roles
    for _ in range(200):
        page.keyboard.press("Tab")
        if target.evaluate("el => el === document.activeElement"):
            return
    raise AssertionError(f"the keyboard does not reach the {role} “{name}”")
