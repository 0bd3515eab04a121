"""Other repairs of the same household: whoever has proved the contact of one sees them.

The same home, and the same phone or email, and the same name. A new tenant has another contact. Where a support worker
gives their own phone for one tenant and then for the next, the name keeps the two apart.
"""

from datetime import datetime

from repairs.log.models import Message, Repair
from repairs.log.own_repairs import contact_of, repairs_of


def others_of(repair: Repair, channel: Message.Channel, now: datetime) -> list[Repair]:
    """Newest first: those that are open or not a year old. One whose links were ended is opened by itself only."""
    if repair.home_id is None:
        return []
    same_contact = repairs_of(channel, contact_of(repair, channel), now)
    return [one for one in same_contact if one.pk != repair.pk and one.access_version == 0 and alike(one, repair)]


def alike(one: Repair, other: Repair) -> bool:
    return one.home_id == other.home_id and called(one) == called(other)


def called(repair: Repair) -> str:
    return " ".join(repair.name.casefold().split())
