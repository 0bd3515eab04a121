from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as Doubt
from django.utils.module_loading import import_string

MARGIN_SECONDS = 5
LONGEST_LEASE_SECONDS = 25
LONGEST_LINK_URL = 40
"""Letters of an address with which every text is one fragment. `tests/log/messages/test_words.py` holds it to that."""


def check_outside_systems(**kwargs: Any) -> list[CheckMessage]:
    """A name that is misspelt would keep every works order, message or booking waiting."""
    return [error for name in ("HMS_CLIENT", "NOTIFY_CLIENT", "APPOINTMENTS_DIARY") for error in check_class(name)]


def check_class(name: str) -> list[CheckMessage]:
    path = getattr(settings, name)
    try:
        import_string(path)
    except ImportError as problem:
        return [Error(f"{name} names {path}, which cannot be imported: {problem}", id=f"log.{name}")]
    return []


def check_lease(**kwargs: Any) -> list[CheckMessage]:
    """While an answer may still come, nobody else may take the row; and a dead worker's rows must not wait long."""
    lease, timeout = settings.OUTBOX_LEASE_SECONDS, settings.HMS_TIMEOUT_SECONDS
    if lease < timeout + MARGIN_SECONDS:
        least = timeout + MARGIN_SECONDS
        told = f"OUTBOX_LEASE_SECONDS is {lease}: with HMS_TIMEOUT_SECONDS at {timeout} it must be {least} or more."
        return [Error(told, id="log.OUTBOX_LEASE_SECONDS")]
    if lease > LONGEST_LEASE_SECONDS:
        told = f"OUTBOX_LEASE_SECONDS is {lease}: what a killed worker held is not taken up again within 30 seconds."
        return [Doubt(told, id="log.W001")]
    return []


def check_texts(**kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    address = settings.LINK_URL or settings.SITE_URL
    if len(address) > LONGEST_LINK_URL:
        hint = f"Set LINK_URL to an address of this site of at most {LONGEST_LINK_URL} letters."
        found.append(Doubt(f"Texts cost twice: {address} is too long for links.", hint=hint, id="log.LINK_URL"))
    if settings.TEXTS_FROM_HOUR >= settings.TEXTS_UNTIL_HOUR:
        found.append(Error("TEXTS_FROM_HOUR must be before TEXTS_UNTIL_HOUR.", id="log.TEXTS_FROM_HOUR"))
    return found
