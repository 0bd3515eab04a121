"""What someone wants a page of a draft to be, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class OptionEdit:
    text: str
    key: str = ""
    """Empty for a new one, which gets a key from its words."""
    leads_to: int | None = None
    """The id of a page of the draft."""
    makes: str = ""
    """The kind of a new page to make, named after the option, for it to lead to."""
    hint: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    divider: bool = False
    not_sure: bool = False
    something_else: bool = False
    remove: bool = False


@dataclass(frozen=True)
class LineEdit:
    code: str
    quantity: int = 1


@dataclass(frozen=True)
class PageEdit:
    fields: Mapping[str, Any]
    """By their name in DraftNode."""
    options: tuple[OptionEdit, ...] = ()
    """In their order. Those that are not named stay as they are, after these."""
    lines: tuple[LineEdit, ...] = ()
    """All SoR items of an outcome."""
