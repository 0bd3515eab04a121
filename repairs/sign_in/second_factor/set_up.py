"""A new app: its secret stays in the session until the app has shown that it has it."""

import time

import pyotp
import segno
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from repairs.council.details import council_details
from repairs.sign_in.models import SecondFactor
from repairs.sign_in.second_factor.codes import matching_step, tidy
from repairs.sign_in.second_factor.secrets import seal, unseal

NEW_SECRET = "staff_new_secret"  # noqa: S105 a name


def new_secret(session: SessionBase) -> str:
    """The same until it is used, so that a mistake in the code does not change the picture."""
    secret = unseal(session.get(NEW_SECRET, "")) or pyotp.random_base32()
    if NEW_SECRET not in session:
        session[NEW_SECRET] = seal(secret)
    return secret


def picture(secret: str, user: User) -> str:
    """What the phone's camera reads. It holds no styles, which our pages refuse."""
    address = pyotp.TOTP(secret).provisioning_uri(
        name=user.get_username(), issuer_name=f"Repairs, {council_details().name}"
    )
    code = segno.make(address, micro=False)
    return str(code.svg_inline(scale=4, border=4, light="#fff", title="QR code for your app"))


def in_fours(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def keep_app(session: SessionBase, user: User, typed: str) -> bool:
    """False where the code is not that of the new app."""
    secret = new_secret(session)
    step = matching_step(secret, tidy(typed), time.time())
    if step is None:
        return False
    fields = {"sealed": seal(secret), "codes_salt": "", "last_step": step, "added_at": timezone.now()}
    SecondFactor.objects.update_or_create(user=user, defaults=fields)
    session.pop(NEW_SECRET, None)
    return True
