"""Which of a list: by trade and patch, and a page of it. All of it stands in the address."""

from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict

from repairs.council.models import Patch, Trade
from repairs.govuk.forms import GovukForm

ON_A_PAGE = 25

Row = TypeVar("Row", bound=Model)


class Named(forms.ModelChoiceField[Any]):
    def label_from_instance(self, row: Any) -> str:
        return str(row.name)


class NarrowForm(GovukForm):
    """What cannot be read narrows nothing. It is said only of fields that people type."""

    typed: tuple[str, ...] = ()

    trade = Named(Trade.objects.order_by("name"), required=False, empty_label="All trades")
    patch = Named(Patch.objects.order_by("name"), required=False, empty_label="All patches")

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.prepare()
        self.is_valid()
        self.known = {name: value for name, value in self.cleaned_data.items() if value}
        for name in set(self.errors) - set(self.typed):
            del self.errors[name]

    def prepare(self) -> None:
        """For what its fields cannot know before there is a form."""

    def of_repairs(self, rows: QuerySet[Row], repair: str = "") -> QuerySet[Row]:
        """`repair` is the way from a row to its repair, such as repair__."""
        ways = {"trade": f"{repair}trade", "patch": f"{repair}home__patch"}
        return rows.filter(**{way: self.known[name] for name, way in ways.items() if name in self.known})

    @property
    def query(self) -> dict[str, str]:
        """As it stands in an address."""
        return {name: str(value.pk) if isinstance(value, Model) else str(value) for name, value in self.known.items()}


@dataclass(frozen=True)
class Listed:
    """One page of a list. `query` is what it was narrowed by."""

    page: Page[Any]
    query: dict[str, str]

    @property
    def total(self) -> int:
        return self.page.paginator.count

    @property
    def earlier(self) -> str:
        return self.address(self.page.number - 1) if self.page.has_previous() else ""

    @property
    def later(self) -> str:
        return self.address(self.page.number + 1) if self.page.has_next() else ""

    def address(self, page: int) -> str:
        return "?" + urlencode({**self.query, "page": page})


def page_of(request: HttpRequest, rows: QuerySet[Row], form: NarrowForm, on_a_page: int = ON_A_PAGE) -> Listed:
    """The page that was asked for, or the nearest that there is."""
    return Listed(Paginator(rows, on_a_page).get_page(request.GET.get("page")), form.query)
