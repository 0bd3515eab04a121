from collections.abc import Callable
from typing import TypeVar

View = TypeVar("View", bound=Callable[..., object])


def open_to_anyone(view: View) -> View:
    """A page for staff who are not signed in yet."""
    view.lets_anyone_in = True  # type: ignore[attr-defined]
    return view
