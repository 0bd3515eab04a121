"""Addresses of staff pages that no page of ours leads to: with control characters, or a search without end."""

import re
from collections.abc import Callable, Iterator

from django.contrib.admin.views.main import SEARCH_VAR
from django.db import DataError
from django.http import HttpRequest, HttpResponse

from repairs.error_pages import page
from repairs.sign_in.middleware import FOR_STAFF

TOO_LARGE = (OverflowError, DataError)
# PostgreSQL takes no NUL, and nobody types one. Tabs and line breaks come with what is pasted into a search.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LONGEST_SEARCH = 1_000
"""Characters. SQLite refuses a search for a thousand words, or for one that is very long."""


class ClearAnswers:
    """In place of whatever a database makes of control characters, and of numbers and words too large for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(FOR_STAFF) and is_unreadable(request):
            return page("unreadable", 400)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        asked = request.method in ("GET", "HEAD") and request.path.startswith(FOR_STAFF)
        return page("unreadable", 400) if asked and isinstance(exception, TOO_LARGE) else None


def is_unreadable(request: HttpRequest) -> bool:
    is_endless = any(len(search) > LONGEST_SEARCH for search in request.GET.getlist(SEARCH_VAR))
    return is_endless or any(CONTROL.search(part) for part in parts_of(request))


def parts_of(request: HttpRequest) -> Iterator[str]:
    yield request.path
    for name, values in request.GET.lists():
        yield name
        yield from values
