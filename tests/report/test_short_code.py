"""The code of a report that a resident has begun: easy to say, and read however it is typed."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnosis.services import current_tree
from repairs.log.reference import ALPHABET
from repairs.report.models import Draft
from repairs.report.short_code import code_of, range_of

KNOWN = UUID("6a0a4f0e-0d0a-4c6e-9d55-1f6f3f2b7a10")
FIRST, LAST = UUID(int=0), UUID(int=2**128 - 1)


@pytest.mark.parametrize(
    ("draft", "code"), [(KNOWN, "FNP FQR"), (FIRST, "222 222"), (LAST, "WVN CQF"), (UUID(int=1 << 101), "222 223")]
)
def test_a_report_has_a_code_of_six_characters(draft: UUID, code: str) -> None:
    assert code_of(draft) == code


@pytest.mark.parametrize(
    "typed",
    [
        *("FNP FQR", "FNPFQR", "fnp fqr", " fnp-fqr. ", "F N P F Q R", "FNP\u2011FQR", "fnp_fqr", "\uff26NPFQR"),
        *("FNP\u00a0FQR\n", "f.n.p.f.q.r"),
    ],
)
def test_it_is_read_however_it_is_typed(typed: str) -> None:
    assert range_of(typed) == range_of(code_of(KNOWN))


@pytest.mark.parametrize(("typed", "meant"), [("Z22 22Z", "222 222"), ("U22 222", "V22 222"), ("Q0O 222", "QQQ 222")])
def test_what_looks_alike_is_read_as_what_a_code_can_hold(typed: str, meant: str) -> None:
    assert range_of(typed) == range_of(meant) is not None


@pytest.mark.parametrize("typed", ["", "FNP FQ", "FNP FQR2", "FNP FQA", "FNP FQ1", "YYY YYY", "K" * 10_000, "\x00" * 6])
def test_anything_else_is_no_code(typed: str) -> None:
    assert range_of(typed) is None


@given(st.uuids())
def test_the_range_of_a_code_holds_its_report(draft: UUID) -> None:
    read = range_of(code_of(draft))
    assert read is not None
    first, last = read
    assert first <= draft <= last
    assert code_of(first) == code_of(last) == code_of(draft)
    assert set(code_of(draft)) <= {*ALPHABET, " "}


def test_the_database_finds_a_report_by_the_range_of_its_code(northmere: None) -> None:
    """On SQLite an id is written as letters and digits, on PostgreSQL it is a number."""
    tree = current_tree("leak")
    known = range_of(code_of(KNOWN))
    assert known is not None
    beside = [UUID(int=known[0].int - 1), UUID(int=known[1].int + 1), uuid4()]
    inside = [*known, KNOWN]
    for pk in (*beside, *inside):
        Draft.objects.create(pk=pk, tree=tree)
    assert set(Draft.objects.filter(pk__range=known).values_list("pk", flat=True)) == set(inside)
