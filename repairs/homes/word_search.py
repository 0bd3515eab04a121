"""Rows that have words, in any order. On PostgreSQL an index of words answers, and elsewhere every row is read."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import BooleanField, CharField, F, Func, Q, TextField, Value
from django.db.models.functions import Concat, Lower, Replace
from django.db.models.lookups import Contains

from repairs.homes.address_words import Term

BETWEEN_WORDS = "-'\u2019."


class IndexedWords(Func):
    """As in the migrations that made the indexes, or PostgreSQL does not see that it may use them."""

    template = "to_tsvector('simple'::regconfig, %(expressions)s)"
    arg_joiner = " || ' ' || "
    output_field = TextField()


class Wanted(Func):
    template = "to_tsquery('simple'::regconfig, %(expressions)s)"
    output_field = TextField()


class AreThere(Func):
    template = "%(expressions)s"
    arg_joiner = " @@ "
    output_field = BooleanField()


def has_words(columns: Sequence[str], terms: Sequence[Term]) -> Q:
    """For columns with an index of words."""
    if connection.vendor == "postgresql":
        return Q(AreThere(IndexedWords(*(F(column) for column in columns)), Wanted(Value(written(terms)))))
    return reads_words(columns, terms)


def written(terms: Sequence[Term]) -> str:
    """For to_tsquery. Terms hold letters and digits only, so nothing in them is read as a sign."""
    ways = [[" & ".join(f"{start}:*" for start in way) for way in term] for term in terms]
    return " & ".join(f"({' | '.join(f'({way})' for way in term)})" for term in ways)


def reads_words(columns: Sequence[str], terms: Sequence[Term]) -> Q:
    """The same without an index, which is quick enough for a small table."""
    text = spaced(columns)
    found = Q()
    for term in terms:
        ways = (Q(*(Q(Contains(text, f" {start}")) for start in way)) for way in term)
        found &= Q(*ways, _connector=Q.OR)
    return found


def spaced(columns: Sequence[str]) -> Lower:
    """In small letters, with a space before each word."""
    parts = [part for column in columns for part in (Value(" "), F(column))]
    text: Func = Concat(*parts, output_field=CharField())
    for sign in BETWEEN_WORDS:
        text = Replace(text, Value(sign), Value(" "))
    return Lower(text)
