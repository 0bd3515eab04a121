"""Rows of the admin's lists, whose cells Django makes in code."""

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def names_its_row(cell: SafeString) -> SafeString:
    """The cell that leads to the row is the heading of the row, also for a screen reader."""
    return mark_safe(cell.replace("<th ", '<th scope="row" ', 1))  # noqa: S308
