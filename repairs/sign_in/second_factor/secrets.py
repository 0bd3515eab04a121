"""Secrets at rest: that of an app can be read back, a recovery code cannot."""

from base64 import urlsafe_b64encode
from hashlib import pbkdf2_hmac, sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

PURPOSE = b"repairs.sign_in.second_factor:"
ROUNDS = 600_000


def seal(secret: str) -> str:
    return cipher().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str | None:
    """None where neither SECRET_KEY nor the one before has sealed it."""
    try:
        return cipher().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def is_of_key_before(sealed: str) -> bool:
    try:
        ciphers()[0].decrypt(sealed.encode())
    except InvalidToken:
        return True
    return False


def cipher() -> MultiFernet:
    """Seals with the key of now, and opens what the one before has sealed."""
    return MultiFernet(ciphers())


def ciphers() -> list[Fernet]:
    return [Fernet(urlsafe_b64encode(sha256(PURPOSE + key.encode()).digest())) for key in keys()]


def keys() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def hash_of(code: str, salt: str, key: str | None = None) -> str:
    """As slow as that of a password: a code is short. Each app's sealed secret is a salt that nobody else has."""
    keyed = salted_hmac("repairs.sign_in.recovery_code", salt, secret=key, algorithm="sha256").digest()
    return pbkdf2_hmac("sha256", code.encode(errors="replace"), keyed, ROUNDS).hex()
