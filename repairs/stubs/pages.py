"""The pages on which people look at what a stub server has received."""

import re
from dataclasses import replace
from datetime import date, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from markupsafe import escape as escaped

from repairs.council.dates import say_date, say_moment
from repairs.stubs.server import CONTENT_SECURITY_POLICY, Answer

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
LINK = re.compile(r"(https?://[^\s<>\"']*[^\s<>\"'.,;:!?)])")
LOADER = jinja2.FileSystemLoader([HERE, ROOT])
PAGES = jinja2.Environment(loader=LOADER, autoescape=True, trim_blocks=True, lstrip_blocks=True)


def page(template: str, **context: Any) -> Answer:
    """A page. Templates are named from the root, as in "repairs/log/hms/jobs.html", or are here."""
    html = PAGES.get_template(template).render(context)
    return Answer(HTTPStatus.OK, html.encode(), content_type="text/html; charset=utf-8")


def page_with_forms(template: str, **context: Any) -> Answer:
    policy = CONTENT_SECURITY_POLICY.replace("form-action 'none'", "form-action 'self'")
    return replace(page(template, **context), headers={"Content-Security-Policy": policy})


def stylesheet() -> Answer:
    return Answer(HTTPStatus.OK, (HERE / "stub.css").read_bytes(), content_type="text/css; charset=utf-8")


def moment(written: str) -> str:
    """A date, or a time in RFC 3339, as people read it in London."""
    if len(written) == len("2026-03-05"):
        return say_date(date.fromisoformat(written))
    return say_moment(datetime.fromisoformat(written))


def with_links(text: str) -> Markup:
    """Text with its web addresses as links, and nothing else of it as HTML."""
    parts = LINK.split(text)
    return Markup("").join(as_link(part) if at % 2 else escaped(part) for at, part in enumerate(parts))


def as_link(address: str) -> Markup:
    return Markup('<a href="{0}" rel="noreferrer">{0}</a>').format(address)


PAGES.filters.update(moment=moment, with_links=with_links)
