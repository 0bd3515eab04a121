from diagnosis.fact_words import FACT_WORDS, say_fact
from diagnosis.facts import TREE_FACTS


def test_every_fact_and_value_has_words_and_nothing_else_has() -> None:
    assert {name: tuple(words.values) for name, words in FACT_WORDS.items()} == TREE_FACTS


def test_what_no_rule_knows_is_shown_as_it_is() -> None:
    assert say_fact("foul", "leaking").endswith("a pipe inside the home leaks it")
    assert say_fact("foul", "bubbling").endswith("bubbling")
    assert say_fact("rain", "yes") == "rain: yes"
