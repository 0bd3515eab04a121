"""One person's copy, and erasing what is held of them: all of theirs, and nothing of anybody else."""

import stat
import zipfile
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from repairs.log.draft_links import send_draft_link
from repairs.log.models import DraftLink, LegalHold, LostReference, Message, Repair, WorksOrder
from repairs.report.models import Draft
from tests.conftest import NOW
from tests.log.builders import ADA, booked
from tests.retention.everything import PERSONAL, found_in_files, found_in_tables, is_closed, reports_and_asks

ADA_IS = {"phone": "+44 7700 900123"}
OTHERS = ("Cy Dunn", "900999", "cy@example.com", "Leak of Cy")


@pytest.fixture
def repair(outside: None) -> Repair:
    """Ada's is closed. Cy's is not, and Ada is to be in there."""
    repair = reports_and_asks()
    is_closed(repair, NOW)
    cy = replace(ADA, name="Cy Dunn", phone="07700 900999", email="cy@example.com")
    booked(contact=replace(cy, in_name="Ada Byron", in_phone="07700 900123"), description="Leak of Cy")
    given = {"contact": {"name": "Ada Byron", "phone": "07700900123", "tell_by": "text"}}
    draft = Draft.objects.create(tree=repair.tree, given=given)
    send_draft_link(draft.pk, Message.Channel.TEXT, "07700 900123", User.objects.get(username="kim").pk, NOW)
    LostReference.objects.create(contact="07700 900123", channel="text")
    return Repair.objects.get(pk=repair.pk)


def runs(command: str, **options: Any) -> str:
    out = StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue()


def test_the_copy_has_all_of_theirs_and_nothing_of_others(repair: Repair, tmp_path: Path, clock: Any) -> None:
    clock.shift(1)
    to = tmp_path / "ada.zip"
    assert "Photos: 2. Repairs of somebody else in which they are named: 1." in runs("export_person", to=to, **ADA_IS)
    with zipfile.ZipFile(to) as copy:
        told = {name: copy.read(name).decode() for name in ("person.html", "person.json")}
        assert len([name for name in copy.namelist() if name.startswith("photos/")]) == 2
    for text in told.values():
        text = text.replace("&#x27;", "'")
        assert [word for word in PERSONAL if word not in text and word != "second.jpg"] == []
        assert [word for word in OTHERS if word in text] == []
    assert "Written by staff" in told["person.html"]
    assert "About somebody else" in told["person.html"]
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    entry = LogEntry.objects.get(change_message__contains="subject access")
    assert entry.object_repr == f"repair {repair.pk}"
    with pytest.raises(CommandError, match="there already"):
        runs("export_person", to=to, **ADA_IS)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({}, "Say who it is"),
        ({"phone": "12"}, "not a phone number"),
        ({"email": "nobody@example.com"}, "Nothing is held"),
        ({"reference": ["KM7-4QX-9TDR"]}, "no repair with the reference"),
        ({**ADA_IS, "home": "1"}, "Nothing is held"),
        (ADA_IS, "Several people"),
    ],
)
def test_who_it_is_must_be_plain(repair: Repair, tmp_path: Path, asked: dict[str, Any], says: str) -> None:
    booked(contact=replace(ADA, name="Eve Byron"))
    if "home" in asked:
        Repair.objects.update(in_phone="")
        Draft.objects.all().delete()
    with pytest.raises(CommandError, match=says):
        runs("export_person", to=tmp_path / "copy.zip", **asked)


def test_erasing_leaves_nothing_of_them_and_all_of_others(repair: Repair, photo_folder: Path, clock: Any) -> None:
    clock.shift(1)
    said = runs("erase_person", yes=True, **ADA_IS)
    assert f"To be erased: {repair.reference}" in said
    assert "In the HMS: order " in said
    assert "In GOV.UK Notify" in said
    left = set(found_in_tables(PERSONAL))
    assert {line.partition(":")[0] for line in left} <= {"log.Repair.in_name", "log.Repair.in_phone", *OF_CY}
    assert [word for word in OTHERS if not found_in_tables([word])] == []
    assert found_in_files(photo_folder) == []
    assert not DraftLink.objects.exists()
    assert not Message.objects.filter(repair=None).exists()
    entry = LogEntry.objects.get(change_message__contains="the person asked")
    assert entry.object_repr == f"repair {repair.pk}"


OF_CY = ("log.Repair.address", "log.Repair.postcode")


def hazard(repair: Repair) -> None:
    Repair.objects.filter(pk=repair.pk).update(hazards=["damp-mould"])


def case(repair: Repair) -> None:
    LegalHold.objects.create(repair=repair, reason="Claim 12")


def still_to_do(repair: Repair) -> None:
    WorksOrder.objects.filter(repair=repair).update(job_state="follow-on")


def asks(repair: Repair) -> None:
    repair.enquiries.update(answered_at=None)


@pytest.mark.parametrize(
    ("because", "words"),
    [(hazard, "record of a hazard"), (case, "legal case"), (still_to_do, "the repair is open"), (asks, "is open")],
)
def test_what_the_law_keeps_is_not_erased_and_the_reason_is_said(
    repair: Repair, clock: Any, because: Any, words: str
) -> None:
    because(repair)
    clock.shift(1)
    said = runs("erase_person", yes=True, **ADA_IS)
    assert f"Kept: {repair.reference}, because " in said
    assert words in said
    assert Repair.objects.get(pk=repair.pk).name == "Ada Byron"


def test_nothing_is_erased_unless_somebody_says_so(repair: Repair, clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    clock.shift(1)
    monkeypatch.setattr("builtins.input", lambda prompt: "no")
    with pytest.raises(CommandError, match="Nothing was erased"):
        runs("erase_person", **ADA_IS)
    assert Repair.objects.get(pk=repair.pk).name == "Ada Byron"
