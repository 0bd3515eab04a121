"""With the spacing of lines, words, letters and paragraphs that WCAG 1.4.12 names, no words are lost."""

from typing import TYPE_CHECKING

from tests.access.lost_words import LOST_WORDS

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Set as a sheet of the document itself, which the policy of the page does not stop.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important;
    letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
PLAIN = "() => { document.adoptedStyleSheets = []; }"
SCREENS = ({"width": 320, "height": 640}, {"width": 1280, "height": 900})


def finds(page: "Page") -> list[str]:
    found: set[str] = set()
    for screen in SCREENS:
        page.set_viewport_size({"width": screen["width"], "height": screen["height"]})
        page.evaluate(SPACED)
        found |= {f"at {screen['width']}: {one}" for one in page.evaluate(LOST_WORDS)}
        page.evaluate(PLAIN)
    return sorted(found)
