"""Housing Repairs Online's newer file: options with what is shown, and exits."""

import pytest

from diagnosis.tree import Outcome
from tests.diagnosis.imports.samples import OPTIONS, noted, outcome, page, read, way


def test_options_keep_their_words_and_their_order() -> None:
    found = read(OPTIONS)
    assert page(found, found.tree.start).order == "given"
    said = [option.text for option in page(found, "kitchen").options]
    assert said == ["Taps", "Heating", "Windows", "My own washing machine", "I am not sure"]


@pytest.mark.parametrize(
    ("key", "priority", "ending", "says"),
    [
        ("kitchen-taps-drips", "R20", "book", ""),
        ("kitchen-taps-stiff", "", "book", "The file gives it “priority 2”, which is not one of your priorities."),
        ("kitchen-taps-burst", "E24", "ring", "Its priority is an emergency"),
    ],
)
def test_a_priority_is_taken_where_it_is_known_and_never_guessed(
    key: str, priority: str, ending: str, says: str
) -> None:
    found = read(OPTIONS)
    assert (outcome(found, key).priority, outcome(found, key).ending) == (priority, ending)
    assert noted(found, key).startswith(says)


@pytest.mark.parametrize(
    ("page_key", "option_key", "ending"),
    [
        ("where", "i-can-smell-gas", "ring"),
        ("where", "something-else", "call-back"),
        ("kitchen", "heating", "call-back"),
        ("kitchen", "windows", "call-back"),
        ("kitchen", "my-own-washing-machine", "not-ours"),
    ],
)
def test_each_exit_says_what_happens(page_key: str, option_key: str, ending: str) -> None:
    found = read(OPTIONS)
    end = outcome(found, way(found, page_key, option_key).next)
    assert end.ending == ending
    assert end.body
    assert not end.sor


def test_the_same_exit_is_one_outcome() -> None:
    found = read(OPTIONS)
    assert way(found, "kitchen", "heating").next == way(found, "where", "something-else").next == "ring-back"
    assert len([node for node in found.tree.nodes if isinstance(node, Outcome)]) == 6


def test_something_else_comes_last_whatever_its_place() -> None:
    assert way(read(OPTIONS), "where", "something-else").something_else


def test_options_of_one_key_get_two() -> None:
    same = [{"value": "door", "display": "Front door"}, {"value": "door", "display": "Back door"}]
    found = read(same)
    assert [option.key for option in page(found, "where").options] == ["door", "door-2", "not-sure"]
    assert noted(found, "where") == "More than one option had the key “door”. One is “door-2” now."


def test_words_lose_their_html_and_links_and_it_is_told() -> None:
    found = read(
        [{"value": "a", "display": "Locks &amp; <b>doors</b>"}, {"value": "b", "display": "[Roof](https://a.b)"}]
    )
    assert [option.text for option in page(found, "where").options][:2] == ["Locks & doors", "Roof"]
    assert "HTML or a link was taken out of “Roof”." in noted(found, "where")


def test_an_option_for_people_who_are_not_sure_is_used_as_it_is() -> None:
    found = read([{"value": "a", "display": "Roof"}, {"value": "UnableToBook", "display": "I don’t know"}])
    assert [option.text for option in page(found, "where").options if option.not_sure] == ["I don’t know"]
    assert "Questions had no option" not in noted(found)


def test_what_is_not_known_or_not_used_is_told() -> None:
    found = read(
        [
            {"value": "noWords", "sorCode": "LK-P01", "colour": "red"},
            {"value": "Emergency", "display": "Gas", "sorCode": "LK-P06"},
        ]
    )
    assert "“colour” of the file was not read." in noted(found)
    assert "“noWords” has no words in the file." in noted(found)
    assert "“Gas” leads here, and “LK-P06” of the file is not used." in noted(found, "emergency")
