"""The fields of one part of somebody else's file."""

from collections.abc import Collection
from typing import Any

from diagnosis.documents import TreeRefused


class Fields:
    """`place` is how a refusal names the part. Raises TreeRefused where it is no part at all."""

    def __init__(self, part: Any, place: str) -> None:
        if not isinstance(part, dict):
            raise TreeRefused.because(f"{place}: this must have names and values.")
        self.part, self.place = part, place

    def text(self, name: str) -> str:
        """Empty where it is missing. Numbers are refused: a code would lose the zeros in front of it."""
        value = self.part.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise TreeRefused.because(f"{self.place}: “{name}” must be text, between quotes.")
        return value.strip()

    def others(self, known: Collection[str]) -> list[str]:
        return [name[:60] for name in self.part if name not in known]
