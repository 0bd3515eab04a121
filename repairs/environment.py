"""Readers for settings that come from the environment. A bad value is refused by the name of its variable."""

import os
import re
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
ADDRESS = re.compile(r"https?://[^\s?#@]+")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def secret(name: str, default: str | None = None) -> str:
    """A secret from `NAME`, or from the file that `NAME_FILE` points to (a mounted secret)."""
    path = text(f"{name}_FILE")
    value = read_secret(name, path) if path else text(name, default or "")
    if not value and default is None:
        raise ImproperlyConfigured(f"{name} is not set. Set {name}, or {name}_FILE to a file that holds it.")
    return value


def read_secret(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{name}_FILE: cannot read {path}: {type(error).__name__}") from error


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name, str(default)).lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")


def number(name: str, default: int, *, least: int = 0, most: int | None = None) -> int:
    value = text(name) or str(default)
    try:
        chosen = int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from error
    if chosen < least:
        raise ImproperlyConfigured(f"{name} must be {least} or more, not {chosen}.")
    if most is not None and chosen > most:
        raise ImproperlyConfigured(f"{name} must be {most} or less, not {chosen}.")
    return chosen


def numbers(name: str, default: str) -> list[int]:
    """Whole numbers between commas, at least one, each 1 or more."""
    value = text(name) or default
    try:
        chosen = [int(part) for part in value.split(",")]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be whole numbers between commas, not {value!r}.") from error
    if min(chosen) < 1:
        raise ImproperlyConfigured(f"{name} must be numbers of 1 or more, not {value!r}.")
    return chosen


def choice(name: str, default: str, allowed: set[str]) -> str:
    value = text(name) or default
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(sorted(allowed))}, not {value!r}.")
    return value


def names(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def pairs(name: str) -> dict[str, str]:
    """From left=right, between commas. Empty where none is set."""
    found = {}
    for part in names(name):
        left, sign, right = (side.strip() for side in part.partition("="))
        if not left or not sign or not right:
            raise ImproperlyConfigured(f"{name} must be pairs such as left=right between commas, not {part!r}.")
        found[left] = right
    return found


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Such as 192.0.2.0/24, or one address, between commas."""
    found = []
    for part in names(name):
        try:
            found.append(ip_network(part))
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} must be networks such as 192.0.2.0/24, not {part!r}.") from error
    return found


def minutes_by_name(name: str, default: dict[str, int]) -> dict[str, int]:
    """From name=minutes, between commas."""
    found = pairs(name)
    if not all(minutes.isascii() and minutes.isdecimal() and len(minutes) < 5 for minutes in found.values()):
        raise ImproperlyConfigured(f"{name} must be pairs such as Planners=120 between commas, with whole minutes.")
    return {left: int(minutes) for left, minutes in found.items()} if text(name) else default


def url(name: str, default: str) -> str:
    """An absolute http or https address, without a slash at the end. Empty where none is set and none is usual."""
    value = text(name) or default
    if not value:
        return ""
    if not value.startswith(("http://", "https://")):
        raise ImproperlyConfigured(f"{name} must start with http:// or https://, not {value!r}.")
    if not ADDRESS.fullmatch(value) or not has_host(value):
        raise ImproperlyConfigured(f"{name} must be an address such as https://repairs.example, not {value!r}.")
    return value.rstrip("/")


def has_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


@dataclass(frozen=True)
class MailServer:
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    starts_tls: bool
    is_tls: bool


def mail_server(name: str) -> MailServer:
    """From an address such as smtp+tls://user:password@host:587. Without a host where none is set."""
    value = secret_url(name, set(MAIL_PORTS))
    parts = urlsplit(value)
    return MailServer(
        host=parts.hostname or "",
        port=parts.port or MAIL_PORTS.get(parts.scheme, 25),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starts_tls=parts.scheme == "smtp+tls",
        is_tls=parts.scheme == "smtps",
    )


def secret_url(name: str, schemes: set[str]) -> str:
    """An address that may hold a password, so it is not quoted when it is refused. Empty where none is set."""
    value = secret(name, "")
    if value and (value.partition("://")[0] not in schemes or not has_host(value)):
        raise ImproperlyConfigured(f"{name} must be an address that starts with {' or '.join(sorted(schemes))}://.")
    return value
