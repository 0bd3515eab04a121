"""Finding a home by its postcode. Residents are given addresses and nothing else of the register."""

from dataclasses import dataclass

from repairs.homes.models import Home, one_line
from repairs.homes.postcode import Postcode
from repairs.statements import Gap, Read

LONGEST_CHOICE = 18
AT_POSTCODE = Read(
    lambda: (
        Home.objects.filter(postcode=Gap(Home, "postcode"), gone_at=None)
        .order_by("sort_key", "pk")
        .values_list("pk", "line_1", "line_2", "line_3", "town")
    )
)


@dataclass(frozen=True, slots=True)
class HomeChoice:
    """A home to choose: `value` goes through the form and back, `address` is what people read."""

    value: str
    address: str


def homes_at(postcode: Postcode) -> list[HomeChoice]:
    """The homes at a postcode in the order people look for them. Nobody can choose another."""
    return [HomeChoice(str(pk), one_line(*lines)) for pk, *lines in AT_POSTCODE.all(postcode=postcode)]


def key_of_choice(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) <= LONGEST_CHOICE else None
