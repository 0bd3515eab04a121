"""Hackney's older questions.yml."""

import pytest

from tests.diagnosis.imports.samples import QUESTIONS, noted, outcome, page, read, way


def test_questions_and_answers_keep_their_words_even_yes_and_no() -> None:
    found = read(QUESTIONS)
    assert page(found, "tap-problem").heading == "Is the tap dripping?"
    assert [option.text for option in page(found, "tap-problem").options] == [
        "Yes",
        "No",
        "It is blocked",
        "I'm not sure",
    ]


def test_two_answers_lead_to_one_question() -> None:
    found = read(QUESTIONS)
    assert way(found, "rooms", "kitchen").next == way(found, "rooms", "bathroom").next == "tap-problem"


def test_a_code_books_and_keeps_the_zero_in_front() -> None:
    found = read(QUESTIONS)
    drips = outcome(found, way(found, "tap-problem", "yes").next)
    assert (drips.ending, drips.title, [line.code for line in drips.sor]) == ("book", "Tap problem: yes", ["0123"])
    turns = outcome(found, way(found, "tap-problem", "no").next)
    assert (turns.title, turns.trade) == ("Tap that does not turn", "PL")


@pytest.mark.parametrize(
    ("page_key", "option_key", "ending"),
    [
        ("rooms", "gas", "ring"),
        ("rooms", "something-else", "call-back"),
        ("rooms", "damp-or-mould", "advice"),
        ("tap-problem", "im-not-sure", "call-back"),
    ],
)
def test_pages_and_descriptions_end_as_their_names_say(page_key: str, option_key: str, ending: str) -> None:
    found = read(QUESTIONS)
    assert outcome(found, way(found, page_key, option_key).next).ending == ending


def test_a_page_before_work_is_an_advice_page_whose_words_are_missing() -> None:
    found = read(QUESTIONS)
    advice = page(found, way(found, "tap-problem", "it-is-blocked").next)
    assert advice.heading == "Unblock a sink"
    assert outcome(found, advice.options[0].next).trade == "PL"
    assert "its words are not in the file. Write them here." in noted(found, advice.key)


def test_what_leads_nowhere_is_told() -> None:
    found = read("a:\n  question: Where?\n  answers:\n  - {text: Roof, next: gone}\n  - {text: Wall}\n")
    assert way(found, "a", "roof").next == ""
    assert "“Roof” leads to “gone”, which is not in the file." in noted(found, "a")
    assert "“Wall” leads nowhere in the file. It leads to a call back now." in noted(found, "a")


@pytest.mark.parametrize(
    ("names", "start"),
    [
        ({"b": "a", "a": ""}, "b"),
        ({"b": "", "location": "", "a": ""}, "location"),
        ({"a": "b", "b": "a"}, "a"),
        ({"location": "", "start": "location"}, "start"),
    ],
)
def test_it_begins_where_no_answer_leads(names: dict[str, str], start: str) -> None:
    pages = {name: {"question": "Where?", "answers": [{"text": "On", "next": to}]} for name, to in names.items()}
    assert read(pages).tree.start == start


def test_it_is_told_where_the_beginning_is_not_clear() -> None:
    found = read("a:\n  question: Where?\nb:\n  question: What?\n")
    assert "It begins here now. No answer leads to b." in noted(found, "a")


def test_it_may_be_json_too() -> None:
    value = {"a": {"question": "Where?", "answers": [{"text": "Roof", "sor_code": "LK-P01"}]}}
    assert read(value).format.name == "Hackney's questions.yml"
