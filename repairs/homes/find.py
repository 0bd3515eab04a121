"""Finding a home by its postcode. Residents are given addresses and nothing else of the register."""

from dataclasses import dataclass

from repairs.homes.models import Home
from repairs.homes.postcode import Postcode
from repairs.statements import Gap, Read

LONGEST_CHOICE = 18
AT_POSTCODE = Read(
    lambda: (
        Home.objects.only("line_1", "line_2", "line_3", "town")
        .filter(postcode=Gap(Home, "postcode"), gone_at=None)
        .order_by("sort_key", "pk")
    )
)


@dataclass(frozen=True, slots=True)
class HomeChoice:
    """A home to choose: `value` goes through the form and back, `address` is what people read."""

    value: str
    address: str


def homes_at(postcode: Postcode) -> list[HomeChoice]:
    """The homes at a postcode in the order people look for them."""
    return [HomeChoice(str(home.pk), home.address) for home in AT_POSTCODE.all(postcode=postcode)]


def home_for_choice(postcode: Postcode, value: str) -> Home | None:
    """The home that was chosen, if it is at that postcode: a made-up value opens no other home."""
    key = key_of_choice(value)
    if key is None:
        return None
    homes = Home.objects.select_related("block", "patch")
    return homes.filter(pk=key, postcode=postcode, gone_at=None).first()


def key_of_choice(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) <= LONGEST_CHOICE else None
