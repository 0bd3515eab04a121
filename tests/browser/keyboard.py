from typing import TYPE_CHECKING

from tests.browser.visitor import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Locator

MOST_STEPS = 60

# How an element looks, with its label, beside which GOV.UK Frontend draws radios and checkboxes.
LOOKS = """element => [element, ...(element.labels ?? [])]
  .flatMap(one => ['', '::before', '::after'].map(part => getComputedStyle(one, part || null)))
  .map(style => [style.outline, style.boxShadow, style.backgroundColor, style.borderColor, style.textDecoration])
  .join()"""
REMEMBER_HOW_ALL_LOOK = f"""() => {{
  const looks = {LOOKS};
  window.asItWas ??= new WeakMap();
  for (const one of document.querySelectorAll('a, button, input, textarea, summary, [tabindex]'))
    if (one !== document.activeElement) window.asItWas.set(one, looks(one));
}}"""
FOCUS_SHOWS = f"""() => {{
  const looks = {LOOKS}, here = document.activeElement, box = here.getBoundingClientRect();
  const onScreen = box.bottom > 0 && box.top < innerHeight;
  return here === document.body || (onScreen && window.asItWas.get(here) !== looks(here));
}}"""


class KeyboardVisitor(Visitor):
    """Uses Tab, the arrows, Space and Enter, and sees at every step where the focus is."""

    def steps(self, key: str) -> None:
        self.page.evaluate(REMEMBER_HOW_ALL_LOOK)
        self.page.keyboard.press(key)
        where = self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert self.page.evaluate(FOCUS_SHOWS), f"on {self.page.url} the focus cannot be seen on {where}"

    def is_on(self, target: "Locator") -> bool:
        on_it: bool = target.evaluate("element => element === document.activeElement")
        return on_it

    def reaches(self, target: "Locator", key: str = "Tab") -> None:
        for _ in range(MOST_STEPS):
            if self.is_on(target):
                return
            self.steps(key)
        raise AssertionError(f"{MOST_STEPS} times {key} do not lead to {target}")

    def activates(self, target: "Locator") -> None:
        self.reaches(target)
        self.page.keyboard.press("Enter")

    def marks(self, target: "Locator") -> None:
        if target.get_attribute("type") == "radio":
            self.reaches(self.entrance(target))
            self.reaches(target, "ArrowDown")
        else:
            self.reaches(target)
        if not target.is_checked():
            self.page.keyboard.press("Space")

    def entrance(self, radio: "Locator") -> "Locator":
        """Where Tab enters a group of radios: the one that is chosen, or else the first."""
        group = self.page.locator(f'input[name="{radio.get_attribute("name")}"]')
        chosen = group.and_(self.page.locator(":checked"))
        return chosen if chosen.count() else group.first

    def fills(self, target: "Locator", text: str) -> None:
        self.reaches(target)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
