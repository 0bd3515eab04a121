"""The Jinja2 environment of the pages that residents see."""

import re
from collections.abc import Callable, MutableMapping
from functools import cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils import timezone
from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound, select_autoescape

from repairs.council import dates
from repairs.council.placeholders import call_link
from repairs.council.whole import whole
from repairs.govuk.brand import brand_integrity, brand_version
from repairs.govuk.inline_script import MARKS_JAVASCRIPT
from repairs.govuk.macros import PACKAGE, FlatEnvironment, macro_environment, rendered_once
from repairs.govuk.opening_hours import say_hours
from repairs.govuk.shown_council import shown_council
from repairs.govuk.spoken_code import spoken
from repairs.govuk.still_parts import still_parts
from repairs.integrity import static_integrity


class PageLoader(BaseLoader):
    """Our templates, and GOV.UK Frontend's from the environment that they need.

    The admin's are refused, so that Django looks for them with its own engine.
    """

    def __init__(self, ours: BaseLoader) -> None:
        self.ours = ours

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:
        if name.startswith("admin/"):
            raise TemplateNotFound(name)
        if name.startswith(f"{PACKAGE}/"):
            return macro_environment.get_template(name)
        return self.ours.load(environment, name, globals)


NEEDS_NO_QUOTING = re.compile(r"[A-Za-z0-9-]+")
SOME_TEXT = "some-text"


def url(name: str, *args: Any, **kwargs: Any) -> str:
    if not args and not kwargs:
        return _address(name, settings.ROOT_URLCONF)
    if len(args) == 1 and isinstance(text := args[0], str) and NEEDS_NO_QUOTING.fullmatch(text):
        # Agents have the pages of a repair at addresses of their own.
        around = _address_around(name, get_urlconf() or settings.ROOT_URLCONF)
        return text.join(around) if around else reverse(name, args=args)
    return reverse(name, args=args, kwargs=kwargs)


@cache
def _address(name: str, urlconf: str) -> str:
    return reverse(name, urlconf)


@cache
def _address_around(name: str, urlconf: str) -> list[str]:
    """What comes before and after the one text in it, such as the reference of a repair, which a page has ten times.

    Nothing where it is no text.
    """
    try:
        return reverse(name, urlconf, [SOME_TEXT]).split(SOME_TEXT)
    except NoReverseMatch:
        return []


@cache
def kept_static(path: str) -> str:
    """Every page names the same few files, and they do not change while a process lives."""
    return static(path)


GLOBALS: dict[str, Callable[..., Any]] = {
    "url": url,
    "static": kept_static,
    "integrity": static_integrity,
    "phone": call_link,
    "spoken": spoken,
    "council": shown_council,
    "component": rendered_once,
    "now": timezone.now,
}

FILTERS: dict[str, Callable[..., Any]] = {
    "say_date": dates.say_date,
    "say_time": dates.say_time,
    "say_moment": dates.say_moment,
    "say_deadline": dates.say_deadline,
    "say_short_deadline": dates.say_short_deadline,
    "say_hours": say_hours,
    "whole": whole,
    "brand_version": brand_version,
    "brand_integrity": brand_integrity,
}


def environment(**options: Any) -> Environment:
    """For Django's Jinja2 backend. HTML is escaped; plain text (messages) is not; a misspelt name is an error."""
    loader = PageLoader(options.pop("loader"))
    options |= {"autoescape": select_autoescape(disabled_extensions=("txt",), default=True, default_for_string=True)}
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    pages = FlatEnvironment(loader=loader, **options)
    pages.globals.update(GLOBALS)
    pages.globals |= {"still": still_parts(pages), "marks_javascript": MARKS_JAVASCRIPT}
    pages.filters.update(FILTERS)
    # Jinja2 keeps an imported macro only when it knows every global of the page that imports it.
    macro_environment.globals.update(pages.globals)
    return pages
