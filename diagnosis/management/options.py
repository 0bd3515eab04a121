"""Texts that are given to a command, before they reach a database that cannot keep them all."""

from typing import cast

from django.core.management.base import CommandError
from django.db.models import CharField

from diagnosis.characters import find_unkept
from diagnosis.models import PublishedTree


def check_kept(option: str, text: str, field: str) -> None:
    """Raises CommandError where that field of a published tree would not keep it."""
    longest = cast(CharField[str, str], PublishedTree._meta.get_field(field)).max_length or 0
    if len(text) > longest:
        raise CommandError(f"{option} must be {longest} characters or fewer.")
    check_text(option, text)


def check_text(option: str, text: str) -> None:
    """Raises CommandError for what a shell in another encoding hands over."""
    if find_unkept(text):
        raise CommandError(f"{option} has something in it that is not text.")
