from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.utils.module_loading import import_string


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
