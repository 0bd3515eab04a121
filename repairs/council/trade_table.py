"""The trades as a file."""

from typing import Any

from repairs.council.models import Trade
from repairs.tables.columns import Column, Reader, in_quotes, say_plain, text
from repairs.tables.table import Table


class TradeTable(Table):
    model = Trade

    def __init__(self) -> None:
        self.columns = (
            Column("code", trade_code(), "at most 4 characters", say=say_plain),
            Column("name", text(40), "as staff know it, for example Plumber"),
            Column("person", text(40), "as residents say it, for example: a plumber", label="who comes"),
            Column("hact_code", text(6), "as in HACT's TradeCode, for example PL", label="HACT code"),
        )

    def make_row(self, values: dict[str, Any]) -> Trade:
        return Trade(**values)


def trade_code() -> Reader:
    """A code that is there in other letters is a slip: it would make a second trade, for which nobody works."""
    known = {code.casefold(): code for code in Trade.objects.values_list("code", flat=True)}
    filled = text(4)

    def read(value: str) -> str:
        there = known.get(filled(value).casefold(), value)
        if there != value:
            raise ValueError(f"{in_quotes(value)} is in the table as {in_quotes(there)}. Write it like that")
        return value

    return read
