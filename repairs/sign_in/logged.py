"""Who signed in and how, and who did not: by the number of the user, for whoever looks into it afterwards."""

from typing import Any

import structlog
from django.http import HttpRequest

log = structlog.get_logger(__name__)


def signed_in(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    log.info("signed_in", staff=user.pk)


def signed_out(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    if user is not None:
        log.info("signed_out", staff=user.pk)


def not_signed_in(sender: Any, **kwargs: Any) -> None:
    """What was typed for a name may be a password."""
    log.warning("sign_in_refused", step="first")


def wrong_code(staff_id: int) -> None:
    log.warning("sign_in_refused", step="second", staff=staff_id)
