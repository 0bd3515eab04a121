"""What is looked at on every page. To add a check is to add a file here and a line below."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.access.checks import (
    axe,
    errors,
    forced_colours,
    names,
    narrow,
    structure,
    targets,
    text_spacing,
    whole,
    without_script,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

Finds = Callable[["Page"], list[str]]


@dataclass(frozen=True)
class Check:
    name: str
    what: str
    """A sentence for somebody who does not know the standards by number."""
    finds: Finds
    has_script: bool = True


CHECKS = (
    Check("structure", structure.__doc__ or "", structure.finds),
    Check("errors", errors.__doc__ or "", errors.finds),
    Check("names", names.__doc__ or "", names.finds),
    Check("targets", targets.__doc__ or "", targets.finds),
    Check("axe", axe.__doc__ or "", axe.finds),
    Check("forced-colours", forced_colours.__doc__ or "", forced_colours.finds),
    Check("narrow", narrow.__doc__ or "", narrow.finds),
    Check("whole", whole.__doc__ or "", whole.finds),
    Check("text-spacing", text_spacing.__doc__ or "", text_spacing.finds),
    Check("without-script", without_script.__doc__ or "", without_script.finds, has_script=False),
)
"""In this order on one page: the last ones change how it looks."""
