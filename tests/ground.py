"""What most tests begin with lies in the database already: it is loaded once for all that follow one another.

It lies in a transaction of its own. That of a test is inside it, and when the test ends only that one is undone.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from django.db.transaction import Atomic
from django.test import SimpleTestCase
from pytest_django import DjangoDbBlocker

OF_ITS_OWN = {"transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback"}
"""A test that asks for one of these needs a database without a transaction, so nothing can lie under it."""


@dataclass
class Ground:
    laid: str = ""
    """The name of what lies there now."""
    under: Atomic | None = None
    blocker: DjangoDbBlocker | None = None

    def lay(self, name: str, load: Callable[[], None], blocker: DjangoDbBlocker) -> None:
        if self.laid == name and self.holds():
            return
        self.clear()
        self.blocker = blocker
        with blocker.unblock():
            self.begin(load)
        self.laid = name

    def begin(self, load: Callable[[], None]) -> None:
        self.under = transaction.atomic()
        self.under.__enter__()
        load()
        # Now, or PostgreSQL would look at all of it again after each test.
        connection.check_constraints()

    def holds(self) -> bool:
        """Not when a test has closed the connection, or left it where it can only be rolled back."""
        open_still = connection.connection is not None and not connection.closed_in_transaction
        return open_still and connection.in_atomic_block and not connection.needs_rollback

    def clear(self) -> None:
        if self.under is None or self.blocker is None:
            return
        under, self.under, self.laid = self.under, None, ""
        with self.blocker.unblock():
            transaction.set_rollback(True)
            under.__exit__(None, None, None)


GROUND = Ground()


def lies_under(item: pytest.Item, names: set[str]) -> str:
    """Which of these the test begins with, or nothing where it cannot lie there beforehand."""
    asked = set(getattr(item, "fixturenames", ()))
    marker = item.get_closest_marker("django_db")
    if asked & OF_ITS_OWN or (marker and (marker.args or marker.kwargs)):
        return ""
    return next((name for name in sorted(names) if name in asked), "")


def asks_for_the_database(item: pytest.Item) -> bool:
    """Also a Django test case, which asks by what it is. Without asking, pytest-django gives a test no database."""
    asked = set(getattr(item, "fixturenames", ()))
    is_case = issubclass(getattr(item, "cls", None) or object, SimpleTestCase)
    return is_case or bool(asked & {"db", *OF_ITS_OWN}) or any(item.iter_markers("django_db"))
