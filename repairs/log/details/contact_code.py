"""A code that goes to a new phone or email. Only when it comes back do we write there."""

import hashlib
import hmac
import uuid
from dataclasses import asdict
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils.crypto import constant_time_compare

from repairs.log.changeable import ChangedMeanwhile, lock_repair
from repairs.log.codes import DIGITS, KEPT_FOR, LASTS
from repairs.log.details.contact import ContactDetails, apply_change, contact_details_of, way_to_prove
from repairs.log.details.still_open import refuse_once_over
from repairs.log.messages import add_message
from repairs.log.models import ContactChange, Event, Message, Repair
from repairs.log.models.access_code import MOST_TRIES
from repairs.log.nudge import nudge_outbox
from repairs.log.reschedule import RESIDENT

SAME_PERSON_FOR = timedelta(minutes=10)
"""Whoever pressed twice has shut out their own browser with the first press, and is let in again."""


def change_contact(
    repair: Repair, details: ContactDetails, token: uuid.UUID, now: datetime, *, seen: str, by: str = RESIDENT
) -> ContactChange:
    """Done at once where we know the address already or ring. Otherwise a code goes there, and `prove` does it.

    The same page again gives the same answer. `seen` is that of the details on the page. Raises ChangedMeanwhile, or
    Over where the repair is cancelled or finished.
    """
    with transaction.atomic():
        repair = lock_repair(repair)
        if known := same_change(repair, details, token, now):
            return known
        before = contact_details_of(repair)
        if before != details and before.seen != seen:
            raise ChangedMeanwhile
        refuse_once_over(repair)
        change = begin(repair, details, token, now)
        if way_to_prove(before, details):
            send_code(change, now)
        else:
            finish(change, repair, now, by=by)
        transaction.on_commit(lambda: nudge_outbox(repair), robust=True)
    return change


def same_change(repair: Repair, details: ContactDetails, token: uuid.UUID, now: datetime) -> ContactChange | None:
    """One that was begun on this page before: done, or waiting for its code."""
    known = ContactChange.objects.filter(repair=repair, token=token).order_by("-pk").first()
    if known is None or known.done_at:
        return known
    return known if details_of(known) == details and is_pending(known, now) else None


def begin(repair: Repair, details: ContactDetails, token: uuid.UUID, now: datetime) -> ContactChange:
    """Takes the place of any before it that waits for its code."""
    end_pending(repair, now)
    known = {"repair": repair, "token": token, "access_version": repair.access_version}
    return ContactChange.objects.create(**known, asked_at=now, expires_at=now + LASTS, **asdict(details))


def send_code(change: ContactChange, now: datetime) -> None:
    if way := details_of(change).way:
        channel, address = way
        wanted = {"version": change.pk, "due_at": now, "too_late_at": change.expires_at, "address": address}
        add_message(change.repair, Message.Kind.CONTACT_CODE, channel, **wanted)


def send_code_again(repair: Repair, now: datetime) -> None:
    """Another code. The one before it stops working."""
    with transaction.atomic():
        repair = lock_repair(repair)
        if change := pending_change(repair, now):
            send_code(begin(repair, details_of(change), change.token, now), now)
            transaction.on_commit(lambda: nudge_outbox(repair), robust=True)


def prove(repair: Repair, typed: str, now: datetime, *, by: str = RESIDENT) -> bool:
    """Changes the contact, once, if this is the code. Raises Over."""
    change = ContactChange.objects.filter(repair=repair).order_by("-pk").first()
    if change is None:
        return False
    live = ContactChange.objects.filter(pk=change.pk, ended_at=None, expires_at__gt=now, tries__lt=MOST_TRIES)
    # Counted before it is looked at, so that many at once are no more than ten.
    if not live.update(tries=F("tries") + 1) or not constant_time_compare(code_of(change), typed):
        return False
    with transaction.atomic():
        repair = lock_repair(repair)
        refuse_once_over(repair)
        if not ContactChange.objects.filter(pk=change.pk, ended_at=None).exists():
            return False
        finish(change, repair, now, by=by)
        transaction.on_commit(lambda: nudge_outbox(repair), robust=True)
    return True


def finish(change: ContactChange, repair: Repair, now: datetime, *, by: str) -> None:
    details = details_of(change)
    if details != contact_details_of(repair):
        apply_change(repair, details, change.pk, now, by=by)
    change.ended_at = change.done_at = now
    change.name = change.phone = change.email = ""
    change.save(update_fields=["ended_at", "done_at", "name", "phone", "email"])


def details_of(change: ContactChange) -> ContactDetails:
    return ContactDetails(change.name, change.phone, change.email, change.tell_by)


def pending_change(repair: Repair, now: datetime) -> ContactChange | None:
    """The one that waits for its code."""
    last = ContactChange.objects.filter(repair=repair).order_by("-pk").first()
    return last if last and is_pending(last, now) else None


def is_pending(change: ContactChange, now: datetime) -> bool:
    return change.ended_at is None and now < change.expires_at


def end_pending(repair: Repair, now: datetime) -> None:
    waiting = ContactChange.objects.filter(repair=repair, ended_at=None)
    waiting.update(ended_at=now, name="", phone="", email="")


def just_done(reference: str, token: uuid.UUID, access_version: int, now: datetime) -> Repair | None:
    """The repair whose contact was just changed from this page, by a browser that could see it before."""
    done = ContactChange.objects.filter(token=token, access_version=access_version, done_at__gt=now - SAME_PERSON_FOR)
    # Only what this change itself has ended is opened again, and not what was ended by anybody since.
    since = done.filter(repair__reference=reference, repair__access_version=access_version + 1)
    ended = Event.objects.filter(repair=OuterRef("repair"), kind=Event.Kind.LINKS_ENDED, at=OuterRef("done_at"))
    change = since.filter(Exists(ended)).select_related("repair").first()
    return change.repair if change else None


def code_of(change: ContactChange) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), b"contact-code:" + change.nonce.bytes, hashlib.sha256).digest()
    return f"{int.from_bytes(digest, 'big') % 10**DIGITS:0{DIGITS}}"


def contact_code_in(message: Message) -> str:
    change = ContactChange.objects.filter(pk=message.version).first()
    return code_of(change) if change else ""


def forget_contact_changes(now: datetime) -> int:
    """How many were of no use any more."""
    return ContactChange.objects.filter(expires_at__lt=now - KEPT_FOR).delete()[0]
