"""However staff edit, break, mend, publish and go back: nothing that has a problem is ever published."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from diagnosis.documents import TreeRefused, fingerprint, read_tree
from diagnosis.drafts.changing import changing, open_draft
from diagnosis.drafts.from_tree import make_draft
from diagnosis.drafts.publishing import ChangedMeanwhile, NothingChanged, discard_draft, publish_draft
from diagnosis.drafts.to_tree import tree_of_draft
from diagnosis.models import (
    DraftExample,
    DraftNode,
    DraftOption,
    DraftSorLine,
    DraftTree,
    PublishedTree,
    SorItem,
    TreeChange,
)
from diagnosis.services import find_problems, go_back, publish_tree
from diagnosis.tree import Tree
from repairs.council.models import Priority, Trade
from tests.diagnosis.builders import leak_document
from tests.diagnosis.random_trees import SOR_CODES, sound_documents
from tests.tries import tries

STAFF = st.sampled_from(["Sam", "Ali"])
WORDS = ["Look again.", "Wet wall", "Ring {phone:repairs}."]
WRONG_WORDS = ["", " ", "a" * 300, "Ring 0800 111 999", "{name}"]
NODE_VALUES: dict[str, list[Any]] = {
    "heading": [*WORDS[:2], *WRONG_WORDS],
    "hint": [*WORDS[:2], *WRONG_WORDS],
    "say": WORDS[:2],
    "question": [*WORDS[:2], *WRONG_WORDS],
    "location": ["Roof", "", "a" * 300],
    "body": [[{"text": words}] for words in (*WORDS, *WRONG_WORDS)] + [[]],
    "order": list(DraftNode.Order.values),
    "ending": list(DraftNode.Ending.values),
    "priority": ["R20", "U7", "E2", "Z9", ""],
    "trade": ["PL", "RO", "ZZ", ""],
    "rtr": ["", "leaking-roof", "none"],
    "hazard": ["", "damp-mould", "none"],
    "flags": [[], ["watertight"], ["none"]],
    "ring": [True, False],
    "needs_home": [True, False],
}
OPTION_VALUES: dict[str, list[Any]] = {
    "text": [*WORDS[:2], *WRONG_WORDS],
    "hint": [*WORDS[:2], *WRONG_WORDS],
    "facts": [{}, {"contained": "no"}, {"contained": "perhaps"}],
    "divider": [True, False],
    "not_sure": [True, True, False],
    "something_else": [True, False],
}
EXAMPLE_VALUES: dict[str, list[Any]] = {
    "withdrawn": ["", "The council changed its mind.", " "],
    "priority": ["R20", "U7", "E2", "Z9", ""],
    "ending": list(DraftNode.Ending.values),
    "season": ["winter", "summer"],
    "tenure": ["secure", "leasehold"],
    "recalls": [0, 2],
    "people_at_risk": [[], ["pregnant"]],
    "name": ["Another case", "", "a" * 300],
    "rules": [[], ["damp"], ["luck"]],
}


VALUES: dict[type[Model], dict[str, list[Any]]] = {
    DraftNode: NODE_VALUES,
    DraftOption: OPTION_VALUES,
    DraftExample: EXAMPLE_VALUES,
}


class DraftMachine(RuleBasedStateMachine):
    """Edits rows as forms do, inside `changing`."""

    def __init__(self) -> None:
        super().__init__()
        self.case = transaction.atomic()
        self.case.__enter__()
        self.checked = 0
        self.looked_at = 0
        self.undone: list[tuple[Model, str, Any]] = []
        self.numbers = count(1)

    def teardown(self) -> None:
        try:
            for published in PublishedTree.objects.all():
                assert published.sha256 == fingerprint(published.document), "what was published has changed"
        finally:
            transaction.set_rollback(True)
            self.case.__exit__(None, None, None)

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        self.begin_draft(data)
        self.look()

    def begin_draft(self, data: st.DataObject) -> None:
        document = data.draw(sound_documents())
        open_draft(publish_tree(document, note="First", by="Sam"), by="Sam")

    @property
    def draft(self) -> DraftTree | None:
        return DraftTree.objects.first()

    def has_draft(self) -> bool:
        return DraftTree.objects.exists()

    def has_versions(self) -> bool:
        return PublishedTree.objects.exists()

    @contextmanager
    def editing(self, by: str) -> Iterator[DraftTree]:
        """What no form would let through is refused, and nothing of it is kept."""
        assert self.draft is not None
        revision, lines = self.draft.revision, TreeChange.objects.count()
        try:
            with changing(self.draft.pk, by=by) as draft:
                yield draft
        except TreeRefused:
            event("an edit was refused")
        assert TreeChange.objects.count() - lines == self.draft.revision - revision, "a change is not in the history"

    @precondition(has_draft)
    @rule(data=st.data(), times=st.integers(1, 3), by=STAFF)
    def edit(self, data: st.DataObject, times: int, by: str) -> None:
        for _ in range(times):
            write = data.draw(st.sampled_from([self.change, self.change, self.lead_elsewhere, self.add, self.delete]))
            with self.editing(by) as draft:
                write(data, draft)

    def change(self, data: st.DataObject, draft: DraftTree) -> None:
        rows = data.draw(st.sampled_from(list(VALUES)))
        if row := draw_row(data, rows, draft):
            name = data.draw(st.sampled_from(sorted(VALUES[rows])))
            self.write(row, name, data.draw(st.sampled_from(VALUES[rows][name])))

    def lead_elsewhere(self, data: st.DataObject, draft: DraftTree) -> None:
        option, node = draw_row(data, DraftOption, draft), draw_row(data, DraftNode, draft)
        if option:
            self.write(option, "next", node)

    def write(self, row: Model, name: str, value: Any) -> None:
        self.undone.append((row, name, getattr(row, name)))
        type(row)._base_manager.filter(pk=row.pk).update(**{name: value})

    def add(self, data: st.DataObject, draft: DraftTree) -> None:
        node = draw_row(data, DraftNode, draft)
        kind = data.draw(st.sampled_from([*DraftNode.Kind.values, "below"]))
        if node is None or kind != "below":
            key = f"new-{next(self.numbers)}"
            node = DraftNode.objects.create(tree=draft, kind=kind.replace("below", "advice"), key=key, heading=key)
            DraftTree.objects.filter(pk=draft.pk, start=None).update(start=node)
        elif node.kind == DraftNode.Kind.OUTCOME:
            code, quantity = data.draw(st.sampled_from([*SOR_CODES, "GONE"])), data.draw(st.integers(0, 100))
            DraftSorLine.objects.create(node=node, code=code, quantity=quantity)
        else:
            key = f"new-{next(self.numbers)}"
            DraftOption.objects.create(node=node, key=key, text=key, next=draw_row(data, DraftNode, draft))

    def delete(self, data: st.DataObject, draft: DraftTree) -> None:
        rows = data.draw(st.sampled_from([DraftNode, DraftOption, DraftSorLine, DraftExample]))
        if row := draw_row(data, rows, draft):
            row.delete()

    @precondition(has_draft)
    @rule(by=STAFF)
    def mend(self, by: str) -> None:
        """Takes back what went wrong, with a fresh copy where that is not enough, and leaves something to publish."""
        self.restore_tables()
        with self.editing(by):
            while self.undone:
                row, name, value = self.undone.pop()
                type(row)._base_manager.filter(pk=row.pk).update(**{name: value})
        if self.draft and find_problems(tree_of_draft(self.draft)) and self.has_versions():
            self.throw_the_draft_away(by)
            self.open_a_draft_of_the_latest(by)
        node = DraftNode.objects.first()
        with self.editing(by):
            DraftNode.objects.filter(pk=node.pk if node else 0).update(heading=f"Words {next(self.numbers)}")

    @rule(code=st.sampled_from([*SOR_CODES, "U7", "R20", "PL", "RO"]))
    def take_a_code_from_the_tables(self, code: str) -> None:
        SorItem.objects.filter(code=code).delete()
        for table in (Priority, Trade):
            table._base_manager.filter(code=code).update(code=code.lower())

    def restore_tables(self) -> None:
        for table in (Priority, Trade):
            for row in table._base_manager.all():
                table._base_manager.filter(pk=row.pk).update(code=row.code.upper())
        add_sor_items()

    def look(self) -> None:
        assert self.draft is not None
        self.looked_at = self.draft.revision

    @precondition(has_draft)
    @rule(by=STAFF, looks=st.sampled_from([True, True, False]), mends=st.sampled_from([True, True, False]))
    def publish(self, by: str, looks: bool, mends: bool) -> None:
        if mends:
            self.mend(by)
        if looks:
            self.look()
        draft = self.draft
        assert draft is not None
        unseen = draft.revision != self.looked_at
        wrong = find_problems(tree_of_draft(draft))
        try:
            publish_draft(draft.pk, note="Changed", by=by, revision=self.looked_at)
            came_of_it = "published"
        except (TreeRefused, ChangedMeanwhile, NothingChanged) as refused:
            came_of_it = type(refused).__name__
        event(f"publishing: {came_of_it}")
        assert (came_of_it == "ChangedMeanwhile") is unseen
        assert not wrong or came_of_it != "published"
        assert wrong or came_of_it != "TreeRefused"
        assert (came_of_it == "published") is (self.draft is None)

    @precondition(has_versions)
    @rule(data=st.data(), by=STAFF)
    def go_back_to_a_version(self, data: st.DataObject, by: str) -> None:
        version = data.draw(st.sampled_from(sorted(PublishedTree.objects.values_list("version", flat=True))))
        key = PublishedTree.objects.values_list("key", flat=True)[0]
        try:
            go_back(key, version, by=by)
        except TreeRefused:
            event("going back was refused")

    @precondition(has_draft)
    @rule(by=STAFF)
    def throw_the_draft_away(self, by: str) -> None:
        assert self.draft is not None
        discard_draft(self.draft.pk, by=by)

    @precondition(has_versions)
    @rule(by=STAFF)
    def open_a_draft_of_the_latest(self, by: str) -> None:
        open_draft(PublishedTree.objects.order_by("-version")[0], by=by)
        self.look()

    @invariant()
    def what_was_just_published_has_no_problems(self) -> None:
        for published in PublishedTree.objects.filter(pk__gt=self.checked).order_by("pk"):
            assert find_problems(read_tree(published.document)) == []
            self.checked = published.pk

    @invariant()
    def versions_count_up_by_one_and_each_is_in_the_history(self) -> None:
        versions = sorted(PublishedTree.objects.values_list("version", flat=True))
        assert versions == list(range(1, len(versions) + 1))
        told = TreeChange.objects.filter(text__startswith="Version ")
        assert sorted(int(change.text.split()[1]) for change in told) == versions


def draw_row(data: st.DataObject, rows: type[Model], draft: DraftTree) -> Any:
    of_draft = {"tree": draft} if rows in (DraftNode, DraftExample) else {"node__tree": draft}
    found = list(rows._base_manager.filter(**of_draft).order_by("pk"))
    return data.draw(st.sampled_from(found)) if found else None


def add_sor_items() -> None:
    trade = Trade.objects.order_by("pk")[0]
    for code in SOR_CODES:
        SorItem.objects.get_or_create(code=code, defaults={"trade": trade, "minutes": 30, "cost": 10})


class LeakMachine(DraftMachine):
    def begin_draft(self, data: st.DataObject) -> None:
        open_draft(publish_tree(leak_document(), note="First", by="Sam"), by="Sam")


class NewMachine(DraftMachine):
    def begin_draft(self, data: st.DataObject) -> None:
        make_draft(Tree(key="new", title="New", language="en", start="", nodes=()), by="Sam")


@pytest.mark.usefixtures("council")
@pytest.mark.parametrize(("machine", "few"), [(DraftMachine, 14), (LeakMachine, 2), (NewMachine, 4)])
def test_nothing_with_a_problem_is_published_however_it_is_edited(machine: type[DraftMachine], few: int) -> None:
    add_sor_items()
    checks = settings(
        max_examples=tries(few),
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    run_state_machine_as_test(machine, settings=checks)
