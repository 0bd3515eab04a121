import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from diagnosis.models import PublishedTree
from diagnosis.rule_table import rule_rows
from diagnosis.services import publish_tree
from diagnosis.triage import RULES
from repairs.council.models import Priority
from tests.diagnosis.builders import leak_document

pytestmark = pytest.mark.usefixtures("council")
RULES_PAGE = "/admin/diagnosis/drafttree/rules/"


def test_each_rule_says_when_it_applies_and_what_it_does() -> None:
    rows = {
        row.name: row
        for row in rule_rows({"E2": "E2 Emergency, 2 hours"}, {"ring": "Ring us", "call-back": "We ring back"})
    }
    assert list(rows) == [*(rule.name for rule in RULES), "emergency-rings"]
    assert all(row.when and row.does for row in rows.values())
    assert rows["electrics"].does == (
        "The priority is at least E2 Emergency, 2 hours.",
        "A hazard case is opened: Electrical hazards.",
    )
    assert rows["person-at-risk"].does == (
        "The priority goes up one step: R20 becomes U7 and U7 becomes U3. Any other stays as it is.",
    )
    assert rows["temporary-home"].does == (
        "It ends with “We ring back”, unless it is an emergency.",
        "Staff see the note “Find out who owns the home first.”",
    )


@pytest.mark.parametrize("role", ["Repairs admins", "Diagnosis viewers"])
def test_staff_read_the_rules_from_the_lists(client: Client, role: str) -> None:
    publish_tree(leak_document(), note="First", by="Sam")
    sam = User.objects.create_user("sam", is_staff=True)
    sam.groups.add(Group.objects.get(name=role))
    client.force_login(sam)
    for name in ("drafttree", "publishedtree"):
        assert f'href="{RULES_PAGE}"' in client.get(reverse(f"admin:diagnosis_{name}_changelist")).content.decode()
    page = client.get(RULES_PAGE).content.decode()
    assert all(f'id="rule-{rule.name}"' in page and escape(rule.text) in page for rule in RULES)
    assert client.post(RULES_PAGE).status_code == 405


def test_a_priority_that_rules_need_and_the_council_lacks_is_told(admin_client: Client) -> None:
    Priority.objects.filter(code="I5").delete()
    page = admin_client.get(RULES_PAGE).content.decode()
    assert "The triage rules need the priority I5, which is not in the table." in page


def test_a_version_that_can_no_longer_be_read_is_passed_over(admin_client: Client) -> None:
    PublishedTree.objects.create(key="old", version=1, document={}, note="", published_by="Sam", sha256="")
    assert admin_client.get(RULES_PAGE).status_code == 200
