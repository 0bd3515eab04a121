"""A screen reader has a name, a role and a value for every control, and a name for every group of choices."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

CONTROLS = {
    *("button", "checkbox", "combobox", "link", "listbox", "menuitem", "option", "radio", "searchbox", "slider"),
    *("spinbutton", "switch", "tab", "textbox", "DisclosureTriangle", "ColorWell", "Date", "DateTime", "InputTime"),
}
MUST_SAY = {"checkbox": "checked", "radio": "checked", "DisclosureTriangle": "expanded"}
GROUPS = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def finds(page: "Page") -> list[str]:
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    found = [said for node in nodes if not node.get("ignored") for said in wrong(node)]
    groups = sorted(set(page.evaluate(GROUPS)))
    return found + [f"choices called {name} that are in no group with a name" for name in groups]


def wrong(node: dict[str, Any]) -> list[str]:
    role = node.get("role", {}).get("value", "")
    if role not in CONTROLS:
        return []
    name = str(node.get("name", {}).get("value", "")).strip()
    said = {one["name"] for one in node.get("properties", [])}
    found = [] if name else [f"a {role} without a name"]
    if role in MUST_SAY and MUST_SAY[role] not in said:
        found.append(f"the {role} {name!r} does not say whether it is {MUST_SAY[role]}")
    return found
