"""Looking for a reference or a postcode that was read out over the phone."""

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from repairs.homes.postcode import PostcodeError, parse_postcode
from repairs.log.reference import read_reference

Row = TypeVar("Row", bound=Model)


class FoundByReference(admin.ModelAdmin[Row]):
    """A whole reference or postcode finds that and nothing else; other words are looked for in `search_fields`."""

    search_help_text = "A whole reference, a postcode, or part of a name"
    reference_field: ClassVar[str]
    postcode_fields: ClassVar[Iterable[str]]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Row], search_term: str
    ) -> tuple[QuerySet[Row], bool]:
        found = whole_match(search_term, self.reference_field, self.postcode_fields)
        if found is None:
            return super().get_search_results(request, queryset, search_term)
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
