"""Looking for a reference or a postcode that was read out over the phone."""

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from django.contrib import admin, messages
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from repairs.homes.postcode import PostcodeError, parse_postcode
from repairs.log.reference import read_reference

Row = TypeVar("Row", bound=Model)
NOT_WHOLE = "That is not a whole reference or postcode, so nothing is listed"


class FoundByReference(admin.ModelAdmin[Row]):
    """Finds by a whole reference or postcode, and by nothing else.

    What is looked for stands in the address of the page, which servers write down, so it is no name.
    """

    search_help_text = "A whole reference or postcode. Find names, phones and emails from the first page for staff."
    reference_field: ClassVar[str]
    postcode_fields: ClassVar[Iterable[str]]

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        return [self.reference_field]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Row], search_term: str
    ) -> tuple[QuerySet[Row], bool]:
        if not search_term:
            return queryset, False
        found = whole_match(search_term, self.reference_field, self.postcode_fields)
        if found is None:
            self.message_user(request, NOT_WHOLE, messages.WARNING)
            return queryset.none(), False
        return queryset.filter(found), False


def whole_match(typed: str, reference_field: str, postcode_fields: Iterable[str]) -> Q | None:
    """None where it is neither a reference nor a postcode."""
    if read := read_reference(typed):
        return Q(**{reference_field: read})
    try:
        postcode = parse_postcode(typed)
    except PostcodeError:
        return None
    found = Q()
    for field in postcode_fields:
        found |= Q(**{field: postcode})
    return found
