"""The first pages of a list that may be as long as the register. Counting all of it would take seconds."""

from functools import cached_property
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet

MOST = 2000


class FirstPages(Paginator[Any]):
    @cached_property
    def counted(self) -> int:
        """How many rows there are, but never more than one over the most."""
        rows = cast("QuerySet[Any]", self.object_list)
        return rows.order_by()[: MOST + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self.counted, MOST)

    @property
    def is_cut(self) -> bool:
        return self.counted > MOST
