"""By when a person answers, and what is owed for another contractor: one table each."""

from datetime import date, datetime

import pytest

from repairs.council.deadlines import LONDON
from repairs.log.enquiries.after_visit import Shares, shares
from repairs.log.enquiries.clocks import answer_due
from repairs.log.enquiries.right_to_repair import owed, second_period_ends
from repairs.log.models import Enquiry

FRIDAY_EVENING = datetime(2026, 3, 27, 18, 45, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("kind", "asked", "due"),
    [
        ("update", datetime(2026, 3, 3, 10, 59, tzinfo=LONDON), datetime(2026, 3, 6, 10, 0, tzinfo=LONDON)),
        ("not-fixed", datetime(2026, 3, 2, 10, 0, tzinfo=LONDON), datetime(2026, 3, 5, 10, 0, tzinfo=LONDON)),
        # Clocks go forward on Sunday 29 March: 72 real hours later it says one hour more.
        ("update", datetime(2026, 3, 27, 13, 45, tzinfo=LONDON), datetime(2026, 3, 30, 14, 0, tzinfo=LONDON)),
        # Nobody is there on Saturday, in the evening of Monday or at 3am.
        ("update", datetime(2026, 3, 4, 10, 59, tzinfo=LONDON), datetime(2026, 3, 6, 23, 59, tzinfo=LONDON)),
        ("update", FRIDAY_EVENING, datetime(2026, 3, 30, 23, 59, tzinfo=LONDON)),
        ("update", datetime(2026, 3, 2, 3, 10, tzinfo=LONDON), datetime(2026, 3, 4, 23, 59, tzinfo=LONDON)),
        ("update", datetime(2026, 3, 6, 3, 10, tzinfo=LONDON), datetime(2026, 3, 9, 23, 59, tzinfo=LONDON)),
        # Asked before Easter, and a whole working day after it.
        ("update", datetime(2026, 4, 2, 20, 0, tzinfo=LONDON), datetime(2026, 4, 7, 23, 59, tzinfo=LONDON)),
        ("no-one-came", FRIDAY_EVENING, datetime(2026, 3, 30, 23, 59, tzinfo=LONDON)),
        ("worse", datetime(2026, 4, 2, 9, 0, tzinfo=LONDON), datetime(2026, 4, 7, 23, 59, tzinfo=LONDON)),
        ("other-contractor", FRIDAY_EVENING, datetime(2026, 3, 30, 23, 59, tzinfo=LONDON)),
        # Over Easter: Good Friday and Easter Monday do not count.
        ("complaint", datetime(2026, 4, 1, 9, 0, tzinfo=LONDON), datetime(2026, 4, 17, 23, 59, tzinfo=LONDON)),
    ],
)
@pytest.mark.usefixtures("northmere")
def test_by_when_a_person_answers(kind: str, asked: datetime, due: datetime) -> None:
    assert answer_due(Enquiry.Kind(kind), asked) == due


@pytest.mark.parametrize(
    ("category", "asked", "ends"),
    [
        ("water-or-heating-pipe", date(2026, 3, 6), date(2026, 3, 9)),
        ("leaking-roof", date(2026, 4, 1), date(2026, 4, 14)),
        ("heating-or-hot-water", date(2026, 4, 30), date(2026, 5, 1)),
        ("heating-or-hot-water", date(2026, 5, 1), date(2026, 5, 7)),
    ],
)
def test_the_second_period_is_as_long_as_the_first(category: str, asked: date, ends: date) -> None:
    assert second_period_ends(category, asked) == ends


@pytest.mark.parametrize(
    ("until", "let_in", "pounds"),
    [
        (date(2026, 3, 8), True, 0),
        (date(2026, 3, 9), True, 0),
        (date(2026, 3, 10), True, 12),
        (date(2026, 3, 12), True, 16),
        (date(2026, 3, 29), True, 50),
        (date(2027, 3, 29), True, 50),
        (date(2026, 3, 29), False, 0),
    ],
)
def test_what_is_owed_once_the_second_period_is_over(until: date, let_in: bool, pounds: int) -> None:
    assert owed(date(2026, 3, 9), until, let_in=let_in) == pounds


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], Shares(0, 0, 0)),
        ([("very-satisfied", "neither")], Shares(1, 100, 0)),
        (
            [("very-satisfied", "fairly-satisfied"), ("neither", "fairly-satisfied"), ("very-dissatisfied", "neither")],
            Shares(3, 33, 67),
        ),
    ],
)
def test_the_shares_of_those_who_are_satisfied(answers: list[tuple[str, str]], expected: Shares) -> None:
    assert shares(answers) == expected
