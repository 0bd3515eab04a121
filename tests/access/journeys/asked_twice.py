"""Nothing is asked twice in one journey, help is at the same place, and codes and passwords can be pasted."""

from typing import TYPE_CHECKING, Any

from tests.access.journeys.walker import Walker
from tests.browser.devices import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

DEVICE = PHONE

# A box to look for something is asked for as often as somebody looks, and each code is a new one.
MAY_COME_AGAIN = {"words", "find", "code"}

ASKED = """() => [...document.querySelectorAll('main input:not([type=hidden]), main select, main textarea')]
  .filter(one => one.form?.method === 'post')
  .map(one => {
    const group = one.closest('fieldset')?.querySelector('legend');
    const isChoice = ['radio', 'checkbox'].includes(one.type);
    return {
      name: one.name, type: one.type, autocomplete: one.autocomplete,
      asked: (isChoice && group ? group : one.labels?.[0])?.innerText.trim() ?? '',
      given: isChoice ? [...document.getElementsByName(one.name)].some(other => other.checked) : Boolean(one.value),
    };
  })"""
HELP = """() => {
  const help = document.querySelector('.council-help');
  if (!help) return null;
  const after = help.compareDocumentPosition(document.querySelector('main')) & Node.DOCUMENT_POSITION_PRECEDING;
  return after && help.closest('footer') ? 'after the content, in the footer' : 'elsewhere';
}"""
PASTES = """name => {
  const field = document.querySelector(`[name="${name}"]`);
  const paste = new ClipboardEvent('paste', {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
  return field.dispatchEvent(paste) && !field.readOnly && field.autocomplete !== 'off';
}"""


class ListeningWalker(Walker):
    def __init__(self, page: "Page", site: str, seen: set[str], *, has_script: bool = True) -> None:
        super().__init__(page, site, seen, has_script=has_script)
        self.asked: dict[str, str] = {}
        self.looks = [listen, look_for_help]


def listen(visitor: Walker) -> None:
    assert isinstance(visitor, ListeningWalker)
    here = visitor.page.url.partition("?")[0]
    for field in visitor.page.evaluate(ASKED):
        visitor.found.counts("fields")
        hear(field, here, visitor)
        if field["type"] == "password" or field["name"] == "code":
            can_be_pasted(field, visitor)


def hear(field: dict[str, Any], here: str, visitor: ListeningWalker) -> None:
    asked = " ".join(field["asked"].split()).lower()
    before = visitor.asked.setdefault(asked, here)
    if asked and before != here and not field["given"] and field["name"] not in MAY_COME_AGAIN:
        visitor.tells(f"“{field['asked']}” was asked before, on {before.removeprefix(visitor.site)}, and is empty")


def can_be_pasted(field: dict[str, Any], visitor: Walker) -> None:
    if not visitor.page.evaluate(PASTES, field["name"]):
        visitor.tells(f"what is pasted into “{field['asked']}” is refused, or autocomplete is off")
    wanted = "one-time-code" if field["name"] == "code" else "password"
    if wanted not in field["autocomplete"]:
        visitor.tells(f"“{field['asked']}” does not say that it is for a {wanted}")


def look_for_help(visitor: Walker) -> None:
    if "/staff/" in visitor.page.url or "/admin/" in visitor.page.url:
        return
    if (place := visitor.page.evaluate(HELP)) != "after the content, in the footer":
        visitor.tells(f"whom to ask for help stands {place or 'nowhere'}")
