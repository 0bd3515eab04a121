"""Postcodes, references and phone numbers on one line, in the admin."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from repairs.council import whole

register = template.Library()


@register.filter(name="whole")
def keep_whole(words: object) -> SafeString:
    return mark_safe(whole.whole(words))  # noqa: S308 - it is escaped there
