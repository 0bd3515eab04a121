from typing import Protocol, Self


class Person(Protocol):
    """Whoever reports, by whatever means: the steps of a journey are the same for all."""

    @property
    def options(self) -> list[str]:
        """The labels of radios and checkboxes, in the order they are shown."""

    def starts(self) -> None:
        """Goes from the start page to the first question."""

    def chooses(self, *labels: str) -> Self:
        """Marks radios or checkboxes by their labels."""

    def picks(self, **values: str) -> Self:
        """Marks radios by the names of their questions, where labels such as "No" are there more than once."""

    def types(self, **answers: str) -> Self:
        """Fills text fields by their names."""

    def presses(self, button: str = "Continue") -> None: ...

    def answers(self, *labels: str) -> None:
        """Marks and continues."""
