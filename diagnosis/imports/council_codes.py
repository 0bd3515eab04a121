"""What an import needs to know of the council's own tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field

BOOKED = "booked"
EMERGENCY = "emergency"
CALL_BACK = "call-back"

NAMES = {
    BOOKED: "a repair that is booked, where the file gives no priority",
    EMERGENCY: "an emergency",
    CALL_BACK: "a repair about which you ring back",
}
"""What a priority may be given for, besides the words of the file."""


@dataclass(frozen=True)
class CouncilCodes:
    trades: Mapping[str, str] = field(default_factory=dict)
    """The code of the trade, by that of the SoR item."""
    priorities: tuple[str, ...] = ()
    meant: Mapping[str, str] = field(default_factory=dict)
    """The code of a priority, by what a file or `NAMES` calls it."""

    def trade(self, sor_code: str) -> str:
        return self.trades.get(sor_code, "")

    def priority(self, said: str) -> str:
        """One of the council's own. Empty where nobody has told what is meant: none is guessed."""
        ours = {code.casefold(): code for code in self.priorities}
        told = {name.casefold(): code for name, code in self.meant.items()}
        name = said.strip().casefold()
        return told.get(name) or ours.get(name, "")
