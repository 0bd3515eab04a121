"""A repairs admin imports SoR items at a real browser, and reads who changed what. Every page is looked over."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from diagnosis.models import SorItem
from repairs.roles import REPAIRS_ADMINS
from tests.browser.conftest import NewVisitor
from tests.browser.staff import DESK, PHONE, Staff

HEADER = "code,description,trade,minutes,cost,follow_on\n"
NEW = "LK-P99,Mend two pipes that nobody reaches without lifting the floor,PL,90,1200.50,Flooring\n"


@pytest.fixture(params=[pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk")])
def sam(opens: NewVisitor, request: pytest.FixtureRequest) -> Staff:
    staff = opens(Staff, **request.param)
    assert isinstance(staff, Staff)
    staff.signs_in("sam")
    User.objects.get(username="sam").groups.add(Group.objects.get(name=REPAIRS_ADMINS.name))
    return staff


def test_items_are_imported_once_their_changes_were_looked_at(sam: Staff, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text(HEADER + NEW.replace("PL", "XX"))
    (tmp_path / "good.csv").write_text(HEADER + NEW)
    sam.goes_to(reverse("admin:diagnosis_soritem_import"))
    sam.page.get_by_label("CSV file").set_input_files(tmp_path / "bad.csv")
    sam.presses("Show what it changes")
    assert "Line 2: trade “XX” is not in the table of trades" in sam.says

    sam.page.get_by_label("CSV file").set_input_files(tmp_path / "good.csv")
    sam.presses("Show what it changes")
    assert "1 new, 0 changed, 0 the same" in sam.says
    sam.presses("Import 1 change")
    assert "Imported good.csv: 1 new" in sam.says

    sam.goes_to(reverse("admin:staff_staffchange_changelist"))
    assert "From good.csv: description “Mend two pipes" in sam.says
    sam.goes_to(reverse("admin:diagnosis_soritem_delete", args=[SorItem.objects.get(code="LK-P01").pk]))
    assert "used by Leaks, version 1" in sam.says
