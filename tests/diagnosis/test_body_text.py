from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnosis.body_text import read_body, why_not_kept, write_body
from diagnosis.tree import Block
from tests.diagnosis.builders import leak_tree

PAGES = [node for node in leak_tree().nodes if node.body]


def read(text: str) -> list[dict[str, Any]]:
    return [block.model_dump(exclude_unset=True) for block in read_body(text)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.key))
def test_every_body_of_the_leak_tree_comes_back_as_it_was(page: Any) -> None:
    assert read_body(write_body(page.body)) == page.body


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", []),
        (" \n\n\t\n", []),
        ("One.\n\nTwo.", [{"text": "One."}, {"text": "Two."}]),
        ("One line\ngoes on.", [{"text": "One line goes on."}]),
        (
            "Do this:\r\n* one\r\n* two\r\nThen rest.",
            [{"text": "Do this:"}, {"bullets": ("one", "two")}, {"text": "Then rest."}],
        ),
        ("* one\n\n- two\n\n\n• three", [{"bullets": ("one", "two", "three")}]),
        ("1. one\n2) two", [{"steps": ("one", "two")}]),
        ("1. one\n* other", [{"steps": ("one",)}, {"bullets": ("other",)}]),
        ("! Take care\nof it.\n\n! And that.", [{"warning": "Take care of it."}, {"warning": "And that."}]),
        ("*\n!\n1.\n* one", [{"bullets": ("one",)}]),
        ("*no mark\n!this\n1.5 bar", [{"text": "*no mark !this 1.5 bar"}]),
    ],
)
def test_what_staff_write_becomes_blocks(text: str, blocks: list[dict[str, Any]]) -> None:
    assert read(text) == blocks


KEPT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: not why_not_kept(text))
BLOCKS = st.one_of(
    st.builds(lambda text: {"text": text}, KEPT),
    st.builds(lambda text: {"warning": text}, KEPT),
    st.builds(lambda texts: {"bullets": texts}, st.lists(KEPT, min_size=1)),
    st.builds(lambda texts: {"steps": texts}, st.lists(KEPT, min_size=1)),
)


def as_one_list(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Two lists of the same kind in a row look like one on a page, and are one in the text."""
    joined: list[dict[str, Any]] = []
    for block in blocks:
        name, texts = next(iter(block.items()))
        if joined and name in joined[-1] and isinstance(texts, list):
            joined[-1] = {name: joined[-1][name] + texts}
        else:
            joined.append(block)
    return joined


@given(st.lists(BLOCKS).map(as_one_list))
def test_what_the_check_lets_through_comes_back_as_it_was(blocks: list[dict[str, Any]]) -> None:
    body = tuple(Block.model_validate(block) for block in blocks)
    assert read_body(write_body(body)) == body


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert read_body(write_body(read_body(text))) == read_body(text)
