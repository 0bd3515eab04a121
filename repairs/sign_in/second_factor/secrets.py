"""Secrets at rest: that of an app can be read back, a recovery code cannot."""

from base64 import urlsafe_b64encode
from hashlib import pbkdf2_hmac, sha256

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils.crypto import salted_hmac

PURPOSE = b"repairs.sign_in.second_factor:"
ROUNDS = 600_000


def seal(secret: str) -> str:
    return cipher().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str | None:
    """None where SECRET_KEY is not the one that sealed it."""
    try:
        return cipher().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def cipher() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(PURPOSE + settings.SECRET_KEY.encode()).digest()))


def hash_of(code: str, sealed: str) -> str:
    """As slow as that of a password: a code is short. Each app's sealed secret is a salt that nobody else has."""
    salt = salted_hmac("repairs.sign_in.recovery_code", sealed, algorithm="sha256").digest()
    return pbkdf2_hmac("sha256", code.encode(errors="replace"), salt, ROUNDS).hex()
