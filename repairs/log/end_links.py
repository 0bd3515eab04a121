"""Ending every way in to a repair that anybody has: links, codes and what browsers remember."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from repairs.log.changeable import lock_repair
from repairs.log.codes import end_codes
from repairs.log.models import Event, Message, Repair, RepairLink

SAME_PERSON_FOR = timedelta(minutes=10)
"""Whoever pressed twice has shut out their own browser with the first press, and is let in again."""


def cancel_links_once(repair: Repair, token: UUID, now: datetime) -> None:
    """From one page once, however often its button is pressed."""
    with transaction.atomic():
        lock_repair(repair)
        if not Event.objects.filter(repair=repair, kind=Event.Kind.LINKS_ENDED, detail__page=str(token)).exists():
            cancel_links(repair, now, page=str(token))
    repair.refresh_from_db(fields=["access_version"])


def just_ended(reference: str, token: UUID, access_version: int, now: datetime) -> Repair | None:
    """The repair whose links were just ended from this page, by a browser that could see it before. Nothing once
    anybody has ended them again."""
    ended = Event.objects.filter(kind=Event.Kind.LINKS_ENDED, detail__page=str(token), at__gt=now - SAME_PERSON_FOR)
    of_it = ended.filter(
        repair__reference=reference, repair__access_version=access_version + 1, detail__version=access_version + 1
    )
    event = of_it.select_related("repair").first()
    return event.repair if event else None


def cancel_links(repair: Repair, now: datetime, *, by: str = "", page: str = "") -> None:
    """After this a new link or code is needed. To be called whenever the phone or email of a repair changes.

    `by` is who of the staff did it, and nothing for the resident. `page` is the token of the page they did it on.
    """
    with transaction.atomic():
        # Taken first: whoever gets in meanwhile does so before this, and is out with the others.
        Repair.objects.filter(pk=repair.pk).update(access_version=F("access_version") + 1)
        RepairLink.objects.filter(repair=repair, cancelled_at=None).update(cancelled_at=now)
        end_links_to_all(repair, now)
        end_codes(repair, now)
        repair.refresh_from_db(fields=["access_version"])
        detail = {"by": by} if by else {"page": page, "version": repair.access_version} if page else {}
        Event.objects.create(repair=repair, kind=Event.Kind.LINKS_ENDED, at=now, detail=detail)


def end_links_to_all(repair: Repair, now: datetime) -> None:
    """Those that were sent for another repair of the same contact open this one too."""
    by_text = Q(opens_all_of=Message.Channel.TEXT, repair__phone=repair.phone)
    by_email = Q(opens_all_of=Message.Channel.EMAIL, repair__email__iexact=repair.email)
    RepairLink.objects.filter(by_text | by_email, cancelled_at=None).update(cancelled_at=now)
