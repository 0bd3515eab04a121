"""Where a page of a call leads to what an agent may decide otherwise than the rules."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from repairs.log.overrides.limits import CAPACITY, CHECKS, DOWN, TIMES, UP
from repairs.report.step_form import Asking

PAGES = ("slot", "times", "check")


@dataclass(frozen=True)
class Link:
    text: str
    url: str


def links_for(user: Any, asking: Asking) -> list[Link]:
    """On the pages on which the priority and the time are shown."""
    if asking.page.slug not in PAGES:
        return []
    progress, found = asking.progress, []
    if user.has_perm(UP) or user.has_perm(DOWN):
        found.append(Link("Change the priority", reverse("contact-centre:call-priority", args=[asking.draft.pk])))
    checked = progress.home is not None and (progress.home.calls_back or progress.given.tenure is not None)
    needed = [CHECKS] if checked else [TIMES, CAPACITY]
    bookable = progress.ending == "book" and progress.home is not None and progress.home.patch is not None
    if bookable and any(user.has_perm(one) for one in needed):
        text = "Book anyway" if checked else "Other times"
        found.append(Link(text, reverse("contact-centre:call-other-times", args=[asking.draft.pk])))
    return found
