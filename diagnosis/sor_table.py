"""The schedule of rates as a file."""

import re
from decimal import Decimal
from typing import Any

from diagnosis.models import SorItem
from repairs.council.models import Trade
from repairs.tables.columns import Column, code, one_of, pounds, say_plain, say_pounds, text, whole_number
from repairs.tables.table import Table

MADE_OF = "capitals, digits, dots, slashes and hyphens"
CODE = re.compile(r"[A-Z0-9][A-Z0-9./-]*")


class SorTable(Table):
    model = SorItem

    def __init__(self) -> None:
        self.trades = dict(Trade.objects.values_list("code", "pk"))
        self.columns = (
            Column("code", code(CODE, 20, MADE_OF), f"at most 20 {MADE_OF}", say=say_plain),
            Column("description", text(200), "what is done, at most 200 characters"),
            Column("trade", one_of(self.trades, "trades"), "the code of a trade", say=say_plain, field="trade__code"),
            Column("minutes", whole_number(5, 960), "in the home, without travel, from 5 to 960"),
            Column("cost", pounds(Decimal("999999.99")), "pounds without VAT, such as 72.50", say=say_pounds),
            Column(
                "follow_on",
                text(200, may_be_empty=True),
                "work that often comes after it; may be empty",
                label="follow-on",
            ),
        )

    def make_row(self, values: dict[str, Any]) -> SorItem:
        others = {name: value for name, value in values.items() if name != "trade"}
        return SorItem(trade_id=self.trades[values["trade"]], **others)
