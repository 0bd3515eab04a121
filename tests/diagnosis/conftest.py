import pytest


@pytest.fixture
def council(priced: None) -> None:
    """The demo council, with its schedule of rates."""
