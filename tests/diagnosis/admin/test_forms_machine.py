"""However two people fill in the forms of the admin, in whatever order: nothing with a problem is ever published."""

from itertools import count

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from diagnosis.models import DraftExample, DraftNode, PublishedTree
from tests.diagnosis.admin.editor import Editor
from tests.diagnosis.test_draft_machine import STAFF, DraftMachine, add_sor_items, draw_row
from tests.tries import tries

MAY = ("view", "add", "change", "delete")
PERMISSIONS = ["publish_tree", "view_publishedtree", *(f"{may}_drafttree" for may in MAY)]
TYPED = st.sampled_from(
    ["", " ", "0", "7", "-1", "9" * 30, "Words", "Ring 0800 111 999", "{name}", "a" * 500, "\x00", "on"]
)


class FormsMachine(DraftMachine):
    """Each of the two has one form open. It may be older than what the other one has saved since."""

    def begin_draft(self, data: st.DataObject) -> None:
        super().begin_draft(data)
        self.editors = {name: Editor(name, *PERMISSIONS) for name in ("Sam", "Ali")}
        for editor in self.editors.values():
            editor.fields = {}
        self.notes = count(1)

    @precondition(DraftMachine.has_draft)
    @rule(data=st.data(), turns=st.lists(STAFF, min_size=2, max_size=6))
    def take_turns(self, data: st.DataObject, turns: list[str]) -> None:
        """Each opens a form, or saves what is open: what the other has saved since may be in the way."""
        for who in turns:
            if data.draw(st.booleans()) or not self.editors[who].fields:
                self.open_a_form(data, who)
            else:
                self.fill_in_and_save(data, self.editors[who])

    def open_a_form(self, data: st.DataObject, who: str) -> None:
        assert self.draft is not None
        rows = data.draw(st.sampled_from([DraftNode, DraftNode, DraftExample]))
        row = draw_row(data, rows, self.draft)
        if isinstance(row, DraftNode):
            self.editors[who].opens(row)
        elif row:
            self.editors[who].goes_to(reverse("admin:diagnosis_draftexample_change", args=[row.pk]))
        else:
            self.editors[who].opens_draft(self.draft.pk)

    def fill_in_and_save(self, data: st.DataObject, editor: Editor) -> None:
        names = sorted(editor.fields.keys() - {"csrfmiddlewaretoken"})
        for name in data.draw(st.lists(st.sampled_from(names), max_size=3)) if names else []:
            editor.fields[name] = data.draw(TYPED)
        editor.saves()
        event(f"saving: {editor.response.status_code}")
        assert editor.response.status_code in {200, 403, 404, 410}

    @precondition(DraftMachine.has_draft)
    @rule(data=st.data(), who=STAFF, kind=st.sampled_from(DraftNode.Kind.values))
    def add_a_page_by_its_form(self, data: st.DataObject, who: str, kind: str) -> None:
        assert self.draft is not None
        address = f"{reverse(f'admin:diagnosis_draft{kind}_add')}?draft={self.draft.pk}"
        self.editors[who].goes_to(address).saves(heading=data.draw(TYPED))

    @precondition(DraftMachine.has_draft)
    @rule(data=st.data(), who=STAFF)
    def delete_a_page_by_its_form(self, data: st.DataObject, who: str) -> None:
        assert self.draft is not None
        if page := draw_row(data, DraftNode, self.draft):
            self.editors[who].goes_to(reverse(f"admin:diagnosis_draft{page.kind}_delete", args=[page.pk])).saves()

    @precondition(DraftMachine.has_draft)
    @rule(data=st.data(), who=STAFF, mends=st.sampled_from([True, True, False]), withdraws=st.booleans())
    def publish_by_its_form(self, data: st.DataObject, who: str, mends: bool, withdraws: bool) -> None:
        if mends:
            self.mend(who)
        assert self.draft is not None
        editor = self.editors[who].goes_to(reverse("admin:diagnosis_drafttree_publish", args=[self.draft.pk]))
        for name in [name for name in editor.fields if withdraws and name.startswith("reason-")]:
            editor.fields |= {name: "It is done otherwise now.", name.replace("reason", "withdraw"): "on"}
        versions = PublishedTree.objects.count()
        editor.saves(note=f"Change {next(self.notes)}")
        event(f"publishing by form: {PublishedTree.objects.count() - versions}")

    @precondition(DraftMachine.has_versions)
    @rule(data=st.data(), who=STAFF, name=st.sampled_from(["edit", "go_back"]))
    def press_a_button_of_a_version(self, data: st.DataObject, who: str, name: str) -> None:
        version = data.draw(st.sampled_from(list(PublishedTree.objects.order_by("pk"))))
        address = reverse(f"admin:diagnosis_publishedtree_{name}", args=[version.pk])
        editor = self.editors[who]
        editor.arrives(editor.client.post(address, follow=True))

    @precondition(DraftMachine.has_draft)
    @rule(who=STAFF)
    def throw_it_away_by_its_form(self, who: str) -> None:
        assert self.draft is not None
        self.editors[who].goes_to(reverse("admin:diagnosis_drafttree_discard", args=[self.draft.pk])).saves()


@pytest.mark.usefixtures("council")
def test_nothing_with_a_problem_is_published_however_forms_are_filled_in() -> None:
    add_sor_items()
    checks = settings(
        max_examples=tries(10),
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    run_state_machine_as_test(FormsMachine, settings=checks)
