"""What is exported and imported again is the same."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnosis.document_writer import document_of_tree, write_document
from diagnosis.documents import TreeRefused
from diagnosis.exporting import export_draft
from diagnosis.imports.into_draft import import_tree
from diagnosis.models import DraftTree
from diagnosis.tree import Tree
from tests.diagnosis.builders import LEAK_FILE
from tests.diagnosis.imports.samples import as_bytes, read
from tests.diagnosis.random_trees import any_trees, sound_documents, trees
from tests.tries import tries

rows = pytest.mark.usefixtures("council")
often = settings(
    max_examples=tries(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)


@rows
def test_the_leak_tree_comes_out_to_the_byte() -> None:
    imported = import_tree(LEAK_FILE.read_bytes(), file_name="leak.json", by="Sam")
    assert imported.draft.attention == []
    assert export_draft(imported.draft).text.encode() == LEAK_FILE.read_bytes()


@rows
@often
@given(sound_documents())
def test_a_sound_diagnosis_comes_out_to_the_byte_and_goes_in_again_without_a_change(document: dict[str, Any]) -> None:
    DraftTree.objects.all().delete()
    text = write_document(document_of_tree(Tree.model_validate(document)))
    imported = import_tree(text.encode(), file_name="made-up.json", by="Sam")
    assert export_draft(imported.draft).text == text
    assert not import_tree(text.encode(), file_name="other.json", by="Ali").made


@rows
@often
@given(st.one_of(trees(), any_trees()))
def test_whatever_has_the_shape_of_a_diagnosis_becomes_a_draft_that_goes_in_again_without_a_change(tree: Tree) -> None:
    DraftTree.objects.all().delete()
    content = as_bytes(document_of_tree(tree))
    try:
        imported = import_tree(content, file_name="any.json", by="Sam", key="any")
    except TreeRefused:
        return
    exported = export_draft(imported.draft).text
    assert not import_tree(content, file_name="any.json", by="Sam", key="any").made
    assert not import_tree(exported.encode(), file_name="any.json", by="Sam").made


@often
@given(any_trees())
def test_a_tree_with_keys_that_repeat_has_none_after_it_is_read(tree: Tree) -> None:
    try:
        found = read(document_of_tree(tree), key="any").tree
    except TreeRefused:
        return
    for keys in ([node.key for node in found.nodes], *([one.key for one in node.options] for node in found.nodes)):
        assert len(keys) == len(set(keys))
    assert {one.next for node in found.nodes for one in node.options} | {found.start} <= {*found.by_key, ""}
