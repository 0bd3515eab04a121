"""An agent who takes a call with the access keys that the pages show, and types the rest."""

from typing import TYPE_CHECKING

from tests.browser.keyboard import FOCUS_SHOWS, REMEMBER_HOW_ALL_LOOK, KeyboardVisitor
from tests.sign_in.colleague import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Locator

ALT = 1
# What has an access key that nobody can see: GOV.UK Frontend draws radios and ways back with ::after too.
NOT_SHOWN = """[...document.querySelectorAll('[accesskey]')].filter(one => one.checkVisibility()).filter(one => {
  const marks = [one, ...(one.labels ?? [])].flatMap(part => [part, ...part.querySelectorAll('[data-key]')]);
  return !marks.some(mark => {
    const drawn = getComputedStyle(mark, '::after');
    return drawn.opacity === '1' && drawn.position === 'static' && drawn.content.includes(`"${one.accessKey}"`);
  });
}).map(one => one.outerHTML)"""


class AccessKeyVisitor(KeyboardVisitor):
    """Counts what is pressed, Alt and a key as one, and the pages that come."""

    pressed = 0
    pages = 0

    def signs_in(self) -> None:
        self.goes_to("/staff/")
        self.types(username="sam", password=PASSWORD).presses("Sign in")

    def takes_call(self) -> None:
        self.goes_to("/staff/calls/")
        self.pressed = self.pages = 0
        self.presses("Begin a report")

    def says_who_calls(self) -> None:
        self.picks(relation="self", may_contact="yes").presses()

    def arrives(self) -> None:
        super().arrives()
        self.pages += 1
        assert self.page.evaluate(NOT_SHOWN) == []

    def uses_key(self, target: "Locator") -> bool:
        """Whether it has one."""
        key = target.get_attribute("accesskey")
        if not key:
            return False
        self.pressed += 1
        self.page.evaluate(REMEMBER_HOW_ALL_LOOK)
        keyboard = self.page.context.new_cdp_session(self.page)
        code = ord(key.upper())
        for kind in ("keyDown", "keyUp"):
            keyboard.send(
                "Input.dispatchKeyEvent",
                {"type": kind, "modifiers": ALT, "unmodifiedText": key, "key": key, "windowsVirtualKeyCode": code},
            )
        return True

    def steps(self, key: str) -> None:
        super().steps(key)
        self.pressed += 1

    def activates(self, target: "Locator") -> None:
        if not self.uses_key(target):
            super().activates(target)
            self.pressed += 1

    def marks(self, target: "Locator") -> None:
        if not self.uses_key(target):
            super().marks(target)
            return
        assert target.is_checked()
        self.sees_focus_on(target)

    def fills(self, target: "Locator", text: str) -> None:
        if not self.uses_key(target):
            self.reaches(target)
        self.sees_focus_on(target)
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def sees_focus_on(self, target: "Locator") -> None:
        assert self.is_on(target)
        assert self.page.evaluate(FOCUS_SHOWS), f"on {self.page.url} the focus cannot be seen on {target}"
