"""The council's tables, as a diagnosis that is tried needs them: read anew, so that a change shows at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from diagnosis.models import DraftNode, SorItem
from repairs.council.models import Priority, Trade

ENDINGS: dict[str, str] = dict(DraftNode.Ending.choices)


@dataclass(frozen=True)
class Tables:
    priorities: Mapping[str, Priority]
    trades: Mapping[str, Trade]
    sor: Mapping[str, SorItem]

    @property
    def ranks(self) -> dict[str, int]:
        return {code: priority.rank for code, priority in self.priorities.items()}

    @property
    def minutes(self) -> dict[str, int]:
        return {code: item.minutes for code, item in self.sor.items()}

    @property
    def priority_choices(self) -> list[tuple[str, str]]:
        return [("", "None: nobody comes"), *((code, str(priority)) for code, priority in self.priorities.items())]

    def say_priority(self, code: str) -> str:
        return str(self.priorities.get(code, code))

    def say_trade(self, code: str) -> str:
        return str(self.trades.get(code, code))


def read_tables() -> Tables:
    return Tables(
        priorities={priority.code: priority for priority in Priority.objects.all()},
        trades={trade.code: trade for trade in Trade.objects.all()},
        sor={item.code: item for item in SorItem.objects.all()},
    )
