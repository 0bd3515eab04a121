"""What people type, or paste, or what machines send in their place."""

import re

from django.http import QueryDict

CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def without_control_characters(data: QueryDict) -> QueryDict:
    """What a keyboard cannot type, and other systems choke on."""
    if not any(CONTROL_CHARACTERS.search(value) for _, values in data.lists() for value in values):
        return data
    tidy = data.copy()
    for name, values in data.lists():
        tidy.setlist(name, [CONTROL_CHARACTERS.sub("", value) for value in values])
    return tidy
