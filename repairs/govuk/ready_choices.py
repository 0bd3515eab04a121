from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.choices import BaseChoiceIterator


class ReadyChoices(BaseChoiceIterator):
    """Choices as Django keeps them: pairs, in groups or not. Each time others are set, it looks at every part of them.

    For those that are made for each page, of which there can be hundreds.
    """

    def __init__(self, choices: Sequence[tuple[str, Any]]) -> None:
        self.choices = choices

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return iter(self.choices)
