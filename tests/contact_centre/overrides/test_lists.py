"""What managers read of decisions, and the files that they take."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine

from repairs.council.models import Priority
from repairs.log.helping import Help, helping
from repairs.log.models import Assistance, Event, Override, QualityExport, Repair
from repairs.log.overrides.priority import change_priority
from repairs.roles import AGENTS, MANAGERS, PLANNERS, REPAIRS_ADMINS
from tests.conftest import NOW
from tests.contact_centre.agent import Agent
from tests.contact_centre.overrides.people import because, colleague
from tests.log.builders import booked

pytestmark = pytest.mark.usefixtures("northmere")

FORMULA = "=HYPERLINK(1)"


def moves_up(by: Agent, why: str = "It cannot wait", words: str = "") -> Repair:
    repair = booked()
    change_priority(repair, Priority.objects.get(code="E24"), because(by.user, why, words=words), NOW, seen="U1")
    return repair


def rows_of(response: object) -> list[dict[str, str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def manager() -> Agent:
    return colleague(MANAGERS, "mel")


def test_a_manager_reads_last_week_s_overrides(manager: Agent, clock: time_machine.Traveller) -> None:
    # Given that planners have made repairs more urgent, one of them long ago,
    kim, lee = colleague(PLANNERS, "kim"), colleague(PLANNERS, "lee")
    old = moves_up(kim, "Long ago")
    Override.objects.update(at=NOW - timedelta(days=9))
    for by in (kim, kim, lee):
        moves_up(by)
    # When a manager opens the list,
    manager.goes_to("/staff/")
    manager.follows("Overrides")
    # Then it has those of the last week, who decided them, why and how often.
    assert "3 overrides" in manager.says
    assert "kim It cannot wait 2" in manager.says
    assert "lee It cannot wait 1" in manager.says
    assert old.reference not in manager.says
    # And when they ask for one person and other days, it has those.
    manager.goes_to("/staff/overrides/", first="1/2/2026", last="28/2/2026", staff="kim")
    assert "1 override" in manager.says
    assert old.reference in manager.says


FILTERS = [
    ({"kind": "priority-up"}, 2),
    ({"kind": "other-time"}, 0),
    ({"why": "A pipe"}, 1),
    ({"staff": "lee"}, 1),
    ({"last": "3/3/2026"}, 0),
]


@pytest.mark.parametrize(("query", "number"), FILTERS)
def test_the_list_and_its_file_have_what_was_asked_for(manager: Agent, query: dict[str, str], number: int) -> None:
    moves_up(colleague(PLANNERS, "kim"), "A pipe")
    moves_up(colleague(PLANNERS, "lee"))
    manager.goes_to("/staff/overrides/", **query)
    assert ("1 override" if number == 1 else f"{number} overrides") in manager.says
    assert len(rows_of(manager.client.get("/staff/overrides/file/", query))) == number


def test_days_that_are_none_are_said_to_be(manager: Agent) -> None:
    manager.goes_to("/staff/overrides/", first="31/2/2026", last="x")
    assert "Enter a date, such as 27/3/2026" in manager.error
    manager.goes_to("/staff/overrides/", first="5/3/2026", last="4/3/2026")
    assert manager.error == "The last day must be the first day or after it"


def test_a_spreadsheet_takes_nothing_in_the_file_for_a_formula(manager: Agent) -> None:
    moves_up(colleague(PLANNERS, "kim"), FORMULA, "-1\r\n+2")
    (row,) = rows_of(manager.client.get("/staff/overrides/file/"))
    assert (row["reason"], row["in their words"]) == (f"'{FORMULA}", "'-1 +2")


WHO = [(MANAGERS, 200, 200), (REPAIRS_ADMINS, 200, 403), (AGENTS, 403, 403), (PLANNERS, 403, 403)]


@pytest.mark.parametrize(("role", "listed", "quality"), WHO, ids=lambda value: getattr(value, "name", str(value)))
def test_who_may_read_them(role: object, listed: int, quality: int) -> None:
    client = colleague(role, "pat").client  # type: ignore[arg-type]
    assert client.get("/staff/overrides/").status_code == listed
    assert client.get("/staff/overrides/file/").status_code == listed
    assert client.get("/staff/quality/").status_code == quality


def helps(by: Agent, number: int = 1) -> None:
    for _ in range(number):
        with helping(Help(by.user.pk, "phone")):
            repair = booked()
        Assistance.objects.create(repair=repair, staff=by.user, channel="phone", relation="family")


def take(manager: Agent, **asked: str) -> list[dict[str, str]]:
    days = {"first": "1/3/2026", "last": "4/3/2026"}
    return rows_of(manager.client.post("/staff/quality/", days | asked))


def test_a_file_for_quality_checks_has_what_staff_did_and_nobody_s_contact(manager: Agent) -> None:
    helps(colleague(AGENTS, "ann"))
    booked()
    rows = take(manager)
    assert {(row["who"], row["channel"], row["what"]) for row in rows} == {
        ("ann", "On the phone", "Reported"),
        ("ann", "On the phone", "Appointment booked"),
    }
    assert (rows[0]["who asked"], rows[0]["agreed to contact"], rows[0]["priority"]) == (
        "Family or a friend",
        "yes",
        "U1",
    )
    everything = str(rows)
    for word in ("Ada", "Byron", "07700", "example.com", "Test Street", "NM1", "cupboard"):
        assert word not in everything


def test_of_each_person_as_many_repairs_as_were_asked_for(manager: Agent) -> None:
    helps(colleague(AGENTS, "ann"), 4)
    helps(colleague(AGENTS, "ben"), 1)
    rows = take(manager, sample="2")
    repairs = {name: {row["repair"] for row in rows if row["who"] == name} for name in ("ann", "ben")}
    assert {name: len(found) for name, found in repairs.items()} == {"ann": 2, "ben": 1}
    assert len(rows) == 6


def test_whoever_takes_a_file_is_written_down(manager: Agent) -> None:
    helps(colleague(AGENTS, "ann"))
    take(manager, sample="5")
    kept = QualityExport.objects.get()
    assert (kept.staff, kept.sample, kept.repairs) == (manager.user, 5, 1)
    manager.goes_to("/staff/quality/")
    assert "1 repair, at most 5 of each person" in manager.says


@pytest.mark.parametrize("sample", ["0", "201", "x", "1.5"])
def test_a_sample_that_is_none_is_said_to_be(manager: Agent, sample: str) -> None:
    manager.goes_to("/staff/quality/")
    manager.types(sample=sample).presses("Take the file")
    assert manager.error == "Enter a whole number from 1 to 200, or leave it empty"
    assert not QualityExport.objects.exists()


def test_days_without_anything_are_a_file_with_its_columns_alone(manager: Agent) -> None:
    assert Event.objects.filter(staff__isnull=False).count() == 0
    assert take(manager) == []


def test_a_choice_that_is_not_listed_is_told_in_our_words(manager: Agent) -> None:
    manager.goes_to("/staff/overrides/", kind="x", staff="x", why="x")
    for label in ("What", "Who", "Reason"):
        assert f"What you chose for “{label}” is not in the list" in manager.error
