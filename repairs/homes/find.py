"""Finding a home by its postcode. Residents are given addresses and nothing else of the register."""

from dataclasses import dataclass

from repairs.homes.models import Home, one_line
from repairs.homes.postcode import Postcode

LONGEST_CHOICE = 18


@dataclass(frozen=True, slots=True)
class HomeChoice:
    """A home to choose: `value` goes through the form and back, `address` is what people read."""

    value: str
    address: str


def homes_at(postcode: Postcode) -> list[HomeChoice]:
    """The homes at a postcode in the order people look for them."""
    homes = Home.objects.filter(postcode=postcode, gone_at=None).order_by("sort_key", "pk")
    rows = homes.values_list("pk", "line_1", "line_2", "line_3", "town")
    return [HomeChoice(str(pk), one_line(*lines)) for pk, *lines in rows]


def home_for_choice(postcode: Postcode, value: str) -> Home | None:
    """The home that was chosen, if it is at that postcode: a made-up value opens no other home."""
    key = key_of_choice(value)
    if key is None:
        return None
    homes = Home.objects.select_related("block", "patch")
    return homes.filter(pk=key, postcode=postcode, gone_at=None).first()


def key_of_choice(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) <= LONGEST_CHOICE else None
