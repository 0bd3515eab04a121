import pytest
from pydantic import ValidationError

from diagnosis.tree import Advice, Block, Question, on_screen
from tests.diagnosis.builders import option, question, tree


def shown(order: str) -> list[str]:
    options = [
        option("s", "end", text="I am not sure", not_sure=True),
        option("b", "end", text="basin"),
        option("e", "end", text="Another thing", something_else=True),
        option("a", "end", text="Wall"),
        option("c", "end", text="Bath"),
    ]
    page = tree(question("where", *options, order=order)).nodes[0]
    assert isinstance(page, Question | Advice)
    return [option.key for option in on_screen(page)]


def test_options_are_in_the_order_of_the_alphabet_whatever_their_capitals() -> None:
    assert shown("alphabetical") == ["b", "c", "a", "e", "s"]


@pytest.mark.parametrize("order", ["given", "safety"])
def test_an_order_that_was_chosen_is_kept_but_not_sure_is_last(order: str) -> None:
    assert shown(order) == ["b", "a", "c", "e", "s"]


def test_a_published_tree_cannot_be_changed() -> None:
    page = tree(question("where", option("a", "end"))).nodes[0]
    with pytest.raises(ValidationError):
        page.key = "elsewhere"


@pytest.mark.parametrize("block", [{}, {"text": "a", "warning": "b"}, {"html": "<b>a</b>"}])
def test_a_block_is_of_one_known_kind(block: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Block.model_validate(block)
