"""What the content security policy would refuse."""

import base64
import hashlib
from collections.abc import Iterator

from django.conf import settings

from tests.parsed_page import Page, shown


def no_inline_code(page: Page) -> Iterator[str]:
    for element in page.root.iter():
        for attribute in element.attrib:
            if attribute == "style" or attribute.startswith("on"):
                yield f"{shown(element)} has {attribute}, which the policy refuses"
        if element.get("href", "").startswith("javascript:"):
            yield f"{shown(element)} runs code"


def no_inline_scripts_or_styles(page: Page) -> Iterator[str]:
    if list(page.all("style")):
        yield "there is a style element, which the policy refuses"
    for script in page.all("script"):
        digest = base64.b64encode(hashlib.sha256((script.text or "").encode()).digest()).decode()
        if not script.get("src") and f"'sha256-{digest}'" != settings.GOVUK_INLINE_SCRIPT:
            yield f"{shown(script)} holds code that the policy refuses"


RULES = (no_inline_code, no_inline_scripts_or_styles)
