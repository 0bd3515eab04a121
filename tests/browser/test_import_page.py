"""A repairs admin imports a diagnosis at a real browser. Every page that comes is looked over."""

import json
from pathlib import Path

import pytest
from django.urls import reverse

from diagnosis.models import DraftTree
from tests.browser.conftest import NewVisitor
from tests.browser.staff import DESK, PHONE, Staff
from tests.diagnosis.imports.samples import OPTIONS


@pytest.fixture(params=[pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk")])
def sam(opens: NewVisitor, request: pytest.FixtureRequest) -> Staff:
    staff = opens(Staff, **request.param)
    assert isinstance(staff, Staff)
    staff.signs_in("Sam")
    return staff


def test_a_list_of_repairs_becomes_a_draft(sam: Staff, tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("just words")
    (tmp_path / "town.json").write_text(json.dumps(OPTIONS))
    sam.goes_to(reverse("admin:diagnosis_drafttree_import"))
    sam.page.locator("#id_file").set_input_files(tmp_path / "words.txt")
    sam.page.get_by_label("What the priorities of the file mean").fill("priority 2=R20")
    sam.presses("Make a draft")
    assert "Nothing was imported. There is a problem" in sam.says

    sam.page.locator("#id_file").set_input_files(tmp_path / "town.json")
    sam.presses("Make a draft")
    assert "To look at after the import" in sam.says
    assert sam.page.url.endswith(reverse("admin:diagnosis_drafttree_change", args=[DraftTree.objects.get().pk]))
