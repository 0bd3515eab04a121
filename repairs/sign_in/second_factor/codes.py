"""Codes of an authenticator app (RFC 6238), and recovery codes. Each is taken once, whoever tries at once."""

import re
import secrets
from hmac import compare_digest

import pyotp
from django.contrib.auth.models import User
from django.db import transaction

from repairs.sign_in.models import RecoveryCode, SecondFactor
from repairs.sign_in.second_factor.secrets import hash_of, is_of_key_before, keys, seal, unseal

STEP_SECONDS = 30
DIGITS = 6
HOW_MANY, LETTERS = 10, 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def tidy(typed: str) -> str:
    return re.sub(r"[\W_]", "", typed[:100]).lower()


def take_code(user: User, typed: str, now: float) -> bool:
    """A code of the app, or a recovery code."""
    code = tidy(typed)
    return take_app_code(user, code, now) if re.fullmatch(r"[0-9]{6}", code) else take_recovery_code(user, code)


def take_app_code(user: User, code: str, now: float) -> bool:
    factor = SecondFactor.objects.filter(user=user).first()
    secret = unseal(factor.sealed) if factor else None
    step = matching_step(secret, code, now) if secret else None
    if step is None:
        return False
    if SecondFactor.objects.filter(user=user, last_step__lt=step).update(last_step=step) == 0:
        return False
    seal_anew(user)
    return True


def seal_anew(user: User) -> None:
    """What the key before has sealed. Recovery codes keep the salt that they were hashed with."""
    factor = SecondFactor.objects.get(user=user)
    secret = unseal(factor.sealed) if is_of_key_before(factor.sealed) else None
    if secret:
        moved = {"sealed": seal(secret), "codes_salt": factor.codes_salt or factor.sealed}
        SecondFactor.objects.filter(pk=factor.pk, sealed=factor.sealed).update(**moved)


def matching_step(secret: str, code: str, now: float) -> int | None:
    """Phones may be half a minute early or late."""
    app, current, typed = pyotp.TOTP(secret), int(now) // STEP_SECONDS, code.encode(errors="replace")
    steps = (current - 1, current, current + 1)
    matching = [step for step in steps if compare_digest(app.at(step * STEP_SECONDS).encode(), typed)]
    return max(matching, default=None)


def take_recovery_code(user: User, code: str) -> bool:
    salt = salt_of(user)
    hashes = [hash_of(code, salt, key) for key in keys()]
    return RecoveryCode.objects.filter(user=user, code_hash__in=hashes).delete()[0] == 1


def salt_of(user: User) -> str:
    """A new app comes with new codes, so this lasts as long as they do."""
    factor = SecondFactor.objects.filter(user=user).first()
    return (factor.codes_salt or factor.sealed) if factor else str(user.pk)


@transaction.atomic
def new_recovery_codes(user: User) -> list[str]:
    """The ones before stop working. Shown once: they are kept as hashes."""
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(LETTERS)) for _ in range(HOW_MANY)]
    RecoveryCode.objects.filter(user=user).delete()
    salt = salt_of(user)
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, code_hash=hash_of(code, salt)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def has_second_factor(user: User) -> bool:
    return SecondFactor.objects.filter(user=user).exists()


@transaction.atomic
def reset_second_factor(user: User) -> bool:
    """At the next sign-in they set up another. Says whether there was one."""
    RecoveryCode.objects.filter(user=user).delete()
    return SecondFactor.objects.filter(user=user).delete()[0] > 0
