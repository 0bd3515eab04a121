"""On PostgreSQL, no search for words reads a whole table."""

import pytest
from django.db import connection
from django.db.models import Q

from repairs.homes.address_words import terms_of
from repairs.homes.models import Home
from repairs.homes.search import INDEXED
from repairs.homes.word_search import has_words
from repairs.log.models import Assistance, Repair

ON_POSTGRESQL = pytest.mark.skipif(connection.vendor != "postgresql", reason="The indexes are PostgreSQL's.")


@ON_POSTGRESQL
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "columns", "index"),
    [
        (Home, INDEXED, "homes_by_words"),
        (Repair, ["name"], "repair_by_name"),
        (Assistance, ["caller_name"], "assistance_by_name"),
    ],
    ids=["homes", "residents", "callers"],
)
def test_words_are_found_through_their_index(
    model: type[Home | Repair | Assistance], columns: list[str], index: str
) -> None:
    found: Q = has_words(columns, terms_of("12 mill road"))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert index in model._default_manager.filter(found).explain()
