"""Ending every way in to a repair that anybody has: links, codes and what browsers remember."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from repairs.log.codes import end_codes
from repairs.log.models import Event, Message, Repair, RepairLink


def cancel_links(repair: Repair, now: datetime, *, by: str = "") -> None:
    """After this a new link or code is needed. To be called whenever the phone or email of a repair changes.

    `by` is who of the staff did it, and nothing for the resident.
    """
    with transaction.atomic():
        # Taken first: whoever gets in meanwhile does so before this, and is out with the others.
        Repair.objects.filter(pk=repair.pk).update(access_version=F("access_version") + 1)
        RepairLink.objects.filter(repair=repair, cancelled_at=None).update(cancelled_at=now)
        end_links_to_all(repair, now)
        end_codes(repair, now)
        Event.objects.create(repair=repair, kind=Event.Kind.LINKS_ENDED, at=now, detail={"by": by} if by else {})
    repair.refresh_from_db(fields=["access_version"])


def end_links_to_all(repair: Repair, now: datetime) -> None:
    """Those that were sent for another repair of the same contact open this one too."""
    by_text = Q(opens_all_of=Message.Channel.TEXT, repair__phone=repair.phone)
    by_email = Q(opens_all_of=Message.Channel.EMAIL, repair__email__iexact=repair.email)
    RepairLink.objects.filter(by_text | by_email, cancelled_at=None).update(cancelled_at=now)
