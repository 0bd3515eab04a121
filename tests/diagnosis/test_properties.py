"""What is true of every diagnosis that anyone could write, not only of ours."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnosis.differences import differences
from diagnosis.document_writer import document_of_tree, write_document
from diagnosis.documents import fingerprint, read_tree
from diagnosis.drafts.from_tree import make_draft
from diagnosis.drafts.to_tree import tree_of_draft
from diagnosis.examples import example_problems
from diagnosis.problems import Problem, problems
from diagnosis.tree import Outcome, Tree
from diagnosis.walk import walk
from tests.diagnosis.builders import leak_tree, ranks
from tests.diagnosis.random_trees import (
    SOR_CODES,
    TRADES,
    any_trees,
    broken,
    rewired_trees,
    sound_documents,
    trees,
)
from tests.tries import tries

TREES = st.one_of(trees(), any_trees())


def checked(tree: Tree) -> list[Problem]:
    return [*problems(tree, SOR_CODES, ranks(), TRADES), *example_problems(tree, ranks())]


def walks_of(tree: Tree) -> st.SearchStrategy[dict[str, str]]:
    """An answer to every page: whoever walks meets some of them."""
    pages = [node for node in tree.nodes if node.options]
    return st.fixed_dictionaries({page.key: st.sampled_from([one.key for one in page.options]) for page in pages})


@settings(max_examples=tries(80), deadline=None)
@given(sound_documents())
def test_a_sound_tree_has_no_problems(document: dict[str, object]) -> None:
    assert checked(Tree.model_validate(document)) == []


@settings(max_examples=tries(200), deadline=None)
@given(st.data())
def test_every_walk_through_a_tree_without_problems_ends(data: st.DataObject) -> None:
    tree = data.draw(rewired_trees())
    if not problems(tree, SOR_CODES, ranks(), TRADES):
        walk_to_the_end(tree, data)


@settings(max_examples=tries(60), deadline=None)
@given(st.data())
def test_every_walk_through_the_leak_tree_ends_wherever_it_begins(data: st.DataObject) -> None:
    walk_to_the_end(leak_tree(), data)


def walk_to_the_end(tree: Tree, data: st.DataObject) -> None:
    """From any page, with any answers."""
    pages = [node.key for node in tree.nodes if not isinstance(node, Outcome)]
    answers = data.draw(walks_of(tree))
    walked = walk(tree.model_copy(update={"start": data.draw(st.sampled_from(pages))}), answers)
    assert walked.outcome is not None
    assert len(walked.answered) <= len(pages)


@settings(max_examples=tries(80), deadline=None)
@given(TREES)
def test_checking_never_fails_whatever_is_in_a_tree(tree: Tree) -> None:
    assert all(problem.text for problem in checked(tree))


@settings(max_examples=tries(60), deadline=None)
@given(st.data())
def test_nothing_is_different_where_nothing_was_changed(data: st.DataObject) -> None:
    document = data.draw(sound_documents())
    before, after = (Tree.model_validate(data.draw(broken(document))) for _ in range(2))
    if before == after:
        assert differences(before, after) == []
    elif before.by_key != after.by_key:
        assert differences(before, after) != []


@settings(max_examples=tries(80), deadline=None)
@given(TREES)
def test_what_is_exported_comes_back_the_same_to_the_byte(tree: Tree) -> None:
    document = document_of_tree(tree)
    text = write_document(document)
    back = read_tree(json.loads(text))
    assert back == tree
    assert write_document(document_of_tree(back)) == text
    assert fingerprint(document) == fingerprint(json.loads(text))


@pytest.mark.django_db
@settings(
    max_examples=tries(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
@given(TREES)
def test_what_becomes_rows_that_staff_change_comes_back_the_same(tree: Tree) -> None:
    if not can_be_rows(tree):
        return
    draft = make_draft(tree, by="Sam")
    back = tree_of_draft(draft)
    draft.delete()
    assert back == tree
    assert write_document(document_of_tree(back)) == write_document(document_of_tree(tree))


def can_be_rows(tree: Tree) -> bool:
    """Keys are unique, as an import sees to, and a way leads to a page that is there or nowhere."""
    nodes = [node.key for node in tree.nodes]
    examples = [example.key for example in tree.examples]
    options = [(node.key, option.key) for node in tree.nodes for option in node.options]
    ways = {option.next for node in tree.nodes for option in node.options} | {tree.start}
    unique = all(len(set(keys)) == len(keys) for keys in (nodes, examples, options))
    return unique and ways <= {*nodes, ""}
