"""How often somebody may try to get in. Known and unknown references are counted alike, as they were typed."""

from django.conf import settings
from django.http import HttpRequest

from repairs.limits.address import of_address
from repairs.limits.counting import DAY, Limit, Tries
from repairs.log.models import Repair
from repairs.log.own_repairs import contact_of

WRONG_OF_A_REFERENCE = Limit("wrong tries of a reference", 5)
WRONG_OF_A_POSTCODE = Limit("wrong tries of a postcode", 50)
CODES_AN_HOUR = Limit("codes for a repair", 3)
CODES_A_DAY = Limit("codes for a repair in a day", 6, DAY)
CODES_TO_ONE_CONTACT = Limit("codes to one contact in a day", 12, DAY)
LISTS_AN_HOUR = Limit("lists of repairs", 3)
LISTS_A_DAY = Limit("lists of repairs in a day", 5, DAY)


def from_there(request: HttpRequest, what: str) -> Tries:
    """High: behind one address there may be a contact centre, or everybody with the same mobile network."""
    return of_address(request, Limit(f"{what} from an address", settings.TRIES_AN_HOUR_PER_ADDRESS))


def for_finding(request: HttpRequest, reference: str, postcode: str) -> Tries:
    return [*from_there(request, "wrong tries"), (WRONG_OF_A_REFERENCE, reference), (WRONG_OF_A_POSTCODE, postcode)]


def for_code_tries(request: HttpRequest) -> Tries:
    """A code itself allows ten tries."""
    return from_there(request, "wrong tries")


def for_codes(request: HttpRequest, repair: Repair, channel: str) -> Tries:
    return for_codes_to(request, repair, contact_of(repair, channel))


def for_codes_to(request: HttpRequest, repair: Repair, contact: str) -> Tries:
    return [
        *from_there(request, "codes"),
        (CODES_AN_HOUR, repair.reference),
        (CODES_A_DAY, repair.reference),
        (CODES_TO_ONE_CONTACT, contact.lower()),
    ]


def for_lists(request: HttpRequest, contact: str) -> Tries:
    return [*from_there(request, "lists of repairs"), (LISTS_AN_HOUR, contact.lower()), (LISTS_A_DAY, contact.lower())]
