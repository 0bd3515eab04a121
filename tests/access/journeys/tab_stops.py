"""Everywhere that Tab leads on a page: is it seen, is it covered, does it follow the page, and does it end?"""

from itertools import pairwise
from typing import Any

from tests.access.journeys.walker import Walker
from tests.browser.keyboard import LOOKS

MOST_STOPS = 400

REMEMBER = f"""() => {{
  const looks = {LOOKS};
  window.focusBefore = document.activeElement;
  window.asItWas = new WeakMap();
  const reached = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
  window.canHaveFocus = [...document.querySelectorAll(reached)]
    .filter(one => !one.disabled && one.tabIndex >= 0 && one.checkVisibility({{visibilityProperty: true}}));
  document.activeElement.blur();
  for (const one of window.canHaveFocus) window.asItWas.set(one, looks(one));
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
}}"""
STOP = f"""() => {{
  const looks = {LOOKS}, here = document.activeElement;
  if (!here || here === document.body || here === document.documentElement) return null;
  const own = [here, ...(here.labels ?? [])];
  const boxes = own.flatMap(one => [...one.getClientRects()]).filter(box => box.width && box.height);
  const inside = (x, y) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
  const points = boxes
    .flatMap(box => [0.5, 0.1, 0.9].map(part => [box.left + box.width * part, box.top + box.height / 2]))
    .filter(([x, y]) => inside(x, y));
  const free = points.some(([x, y]) => {{
    const hit = document.elementFromPoint(x, y);
    return hit && own.some(one => one.contains(hit) || hit.contains(one));
  }});
  const box = here.getBoundingClientRect();
  return {{
    name: `${{here.tagName.toLowerCase()}} ${{(here.innerText || here.getAttribute('aria-label')
      || here.labels?.[0]?.innerText || here.value || here.id).trim().slice(0, 60)}}`,
    place: window.canHaveFocus.indexOf(here),
    seen: points.length > 0, parts: here.type === "date" || here.type === "time",
    shows: window.asItWas.has(here) ? window.asItWas.get(here) !== looks(here) : true,
    free, top: box.top + scrollY, bottom: box.bottom + scrollY, left: box.left, right: box.right,
  }};
}}"""
NOT_REACHED = """places => window.canHaveFocus.filter((one, place) => {
  if (places.includes(place)) return false;
  if (one.type !== 'radio') return true;
  const same = other => other.name === one.name && other.form === one.form;
  return !window.canHaveFocus.some((other, at) => same(other) && places.includes(at));
}).map(one => one.outerHTML.slice(0, 120))"""
PUT_BACK = "() => { window.scrollTo(0, 0); window.focusBefore?.focus(); }"


def stops(visitor: Walker, key: str = "Tab", start: str = REMEMBER) -> list[dict[str, Any]]:
    """From the top of the page, or from its end, until the focus leaves it or comes round."""
    page, found = visitor.page, list[dict[str, Any]]()
    page.evaluate(start)
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        stop = page.evaluate(STOP)
        if stop and stop["parts"] and found and stop["place"] == found[-1]["place"]:
            continue
        if stop is None or (found and stop["place"] == found[0]["place"] and len(found) > 1):
            return found
        if found and stop["place"] == found[-1]["place"] != -1:
            visitor.tells(f"the focus is caught on {stop['name']}")
            return found
        found.append(stop)
    visitor.tells(f"{MOST_STOPS} times {key} do not lead through the page")
    return found


def look_at_stops(visitor: Walker) -> None:
    """A page that looks the same is looked at once."""
    like = f"{visitor.page.url.partition('?')[0]} {visitor.heading_or_title} {visitor.error}"
    if like in visitor.seen:
        return
    visitor.seen.add(like)
    found = stops(visitor)
    visitor.found.counts("stops", len(found))
    if not found or "skip" not in found[0]["name"].lower():
        visitor.tells("the first Tab does not come to a link that skips to the content")
    for stop in found:
        look_at(stop, visitor)
    for before, after in pairwise(found):
        follows(before, after, visitor)
    for missed in visitor.page.evaluate(NOT_REACHED, [one["place"] for one in found]):
        visitor.tells(f"Tab does not come to {missed}")
    if len(found) > 1:
        back = stops(visitor, "Shift+Tab", start=f"() => window.canHaveFocus[{found[-1]['place']}]?.focus()")
        if len(back) < len(found) - 1:
            visitor.tells(f"Shift and Tab lead back to {len(back)} places, and Tab came to {len(found)}")
    visitor.page.evaluate(PUT_BACK)


def look_at(stop: dict[str, Any], visitor: Walker) -> None:
    if not stop["shows"]:
        visitor.tells(f"the focus cannot be seen on {stop['name']}")
    if not stop["seen"]:
        visitor.tells(f"the focus is out of sight on {stop['name']}")
    elif not stop["free"]:
        visitor.tells(f"something covers {stop['name']} while it has the focus")


def follows(before: dict[str, Any], after: dict[str, Any], visitor: Walker) -> None:
    if -1 in (before["place"], after["place"]):
        return
    if after["place"] < before["place"]:
        visitor.tells(f"from {before['name']} the focus goes back to {after['name']}")
    beside = after["left"] >= before["right"] or after["right"] <= before["left"]
    if after["bottom"] < before["top"] and not beside:
        visitor.tells(f"from {before['name']} the focus goes up the page to {after['name']}")
