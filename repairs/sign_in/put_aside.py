"""What was typed into a page whose session had ended. It is given back to whoever typed it, and to nobody else."""

from typing import TypedDict

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

ENDED, ASIDE = "staff_ended", "staff_aside"
MOST_PAGES, MOST_LETTERS = 5, 200_000
KEPT_SECONDS = 60 * 60
NEVER_KEPT = ("csrfmiddlewaretoken", "password")


class Ended(TypedDict):
    why: str
    who: str


class Aside(TypedDict):
    who: str
    fields: list[tuple[str, str]]
    files: bool


def remember_end(session: SessionBase, who: str, why: str) -> None:
    session[ENDED] = Ended(who=who, why=why)
    session.set_expiry(KEPT_SECONDS)


def ended(session: SessionBase) -> Ended | None:
    found: Ended | None = session.get(ENDED)
    return found


def put_aside(request: HttpRequest, who: str) -> None:
    """One for each page, and of five at most."""
    fields = [(name, value) for name in request.POST if is_kept(name) for value in request.POST.getlist(name)]
    pages: dict[str, Aside] = request.session.get(ASIDE, {})
    pages.pop(request.path, None)
    if len(pages) < MOST_PAGES and sum(len(name) + len(value) for name, value in fields) <= MOST_LETTERS:
        pages[request.path] = Aside(who=who, fields=fields, files=bool(request.FILES))
    request.session[ASIDE] = pages


def is_kept(name: str) -> bool:
    return not any(part in name.lower() for part in NEVER_KEPT)


def aside_for(session: SessionBase, path: str, who: str) -> Aside | None:
    page: Aside | None = session.get(ASIDE, {}).get(path)
    return page if page and page["who"] == who else None


def newest_aside_under(session: SessionBase, start: str, who: str) -> str:
    """The address of the page, of those that begin like this. Empty where nothing was put aside."""
    pages: dict[str, Aside] = session.get(ASIDE, {})
    return next((path for path in reversed(pages) if path.startswith(start) and pages[path]["who"] == who), "")


def keep_only_of(session: SessionBase, who: str) -> None:
    """At sign-in: what somebody else typed in this browser is forgotten."""
    pages: dict[str, Aside] = session.pop(ASIDE, {})
    session.pop(ENDED, None)
    if own := {path: page for path, page in pages.items() if page["who"] == who}:
        session[ASIDE] = own


def forget_aside(session: SessionBase, path: str) -> None:
    if path in session.get(ASIDE, {}):
        session[ASIDE] = {other: page for other, page in session[ASIDE].items() if other != path}
