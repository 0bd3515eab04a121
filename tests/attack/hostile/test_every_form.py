"""No page with a form is left out of the hostile walk. Whoever adds one is told here, and adds it there."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from repairs.log.models import Repair
from repairs.log.models.enquiry import Enquiry
from repairs.report.steps import FORMS
from tests.attack.figures import KEPT_IN, MET_IN
from tests.attack.hostile.addresses import addresses_by_name
from tests.attack.hostile.attacker import Attacker
from tests.attack.hostile.strings import HOW
from tests.attack.hostile.verdict import PAGES_IN, Walk
from tests.manage.conftest import opened

FOLDER = Path(__file__).parent
WALKS = [str(FOLDER / f"test_{name}.py") for name in ("residents", "staff", "handing_over", "signing_in", "admin")]
TAKES_NOTHING = {403, 405}

# Pages that answer a POST and have no form of their own, or none that could be sent here.
LEFT_OUT = {
    r"admin:(index|app_list|autocomplete|jsi18n|view_on_site|password_change_done)": "Django's own, without a form",
    r"admin:(login|password_change)": "ours are attacked in its place: it leads there",
    r"admin:\w+_history": "shows what was changed, and has no form",
    r"admin:\w+_changelist": "a list without a search or an action, or one that leads elsewhere",
    r"admin:\w+_change": "a row that is shown and not changed",
    r"admin:\w+_delete": "what other rows need is not deleted: its page is attacked for those that nothing needs",
    r"admin:diagnosis_draft(question|advice|outcome|example)_add": "made on the page of their diagnosis",
    r"admin:(appointments_open|diagnosis_drafttree_done|\w+_export)": "a button without a field: test_requests.py",
    r"admin:log_people": "a list of links",
    r"staff:stay|contact-centre:help-longer": "pressed by a script, without a field: test_requests.py",
    r"contact-centre:suggest-homes": "asked by a script: test_staff.py",
    r"contact-centre:helped:(calendar|ring|links-ended)": "to read: a resident's, which takes nothing",
    r"hms-status|notify-receipts": "machines send these: test_webhooks.py",
    r"report:done|manage:repair|contact-centre:(call-done|call-back|helped:repair)": "has forms to elsewhere only",
}
STEPS = {"safety": "question", "diagnosis": "question", "result": "question"}
"""These have an address for each question, and for what comes of them."""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What the walk attacks, from a walk that only looks for forms."""
    file = tmp_path_factory.mktemp("walk") / "pages"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *WALKS]
    # It meets every form, and must not keep the walk that it is part of from attacking one, or be counted with it.
    alone = {KEPT_IN: "", MET_IN: ""}
    settings = {"HOSTILE": "pages", PAGES_IN: str(file), "DATABASE_URL": "", "REDIS_URL": "", **alone}
    walked = subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True)
    assert walked.returncode == 0, walked.stdout[-3000:]
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return {name for line in lines for name in line["attacked"]}


pytestmark = pytest.mark.skipif(HOW == "some", reason="It is the same on each database.")


def test_every_page_that_takes_something_is_attacked(attacked: set[str], repair: Repair, boss: Client) -> None:
    views = {name.split()[0] for name in attacked}
    senders = [Attacker(Walk(), client) for client in (boss, opened(repair).client)]
    missed = []
    for name, address in addresses_by_name(repair):
        answers = {answer_to(sender, address) for sender in senders}
        if name not in views and not answers & TAKES_NOTHING and not why_left_out(name):
            missed.append(f"{name} at {address}: {answers}")
    assert missed == []


def answer_to(sender: Attacker, address: str) -> int:
    """Whatever came of it is undone: somebody is signed out on the way."""
    with sender.undone():
        return int(sender.client.post(address).status_code)


def why_left_out(name: str) -> str:
    return next((why for names, why in LEFT_OUT.items() if re.fullmatch(names, name)), "")


@pytest.mark.parametrize("view", ["report:page", "contact-centre:call-page"])
def test_every_step_of_a_report_is_attacked(attacked: set[str], view: str) -> None:
    of_agents = {"caller"} if view == "report:page" else set()
    wanted = {f"{view} {STEPS.get(slug, slug)}" for slug in FORMS if slug not in of_agents}
    assert wanted - attacked == set()


def test_every_question_to_us_is_attacked(attacked: set[str]) -> None:
    assert {f"manage:ask {kind}" for kind in Enquiry.Kind.values} - attacked == set()
