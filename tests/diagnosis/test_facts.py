import pytest
from pydantic import ValidationError

from diagnosis.facts import TREE_FACTS, Facts, PersonAtRisk


def test_facts_come_from_the_tree_and_from_the_report() -> None:
    child: frozenset[PersonAtRisk] = frozenset({"child-under-5"})
    facts = Facts.gathered({"contained": "no"}, people_at_risk=child, damp="no", recent="", water_off=None)
    assert facts == Facts(contained="no", people_at_risk=child, damp="no")


def test_what_an_older_tree_says_and_no_rule_knows_is_left_out() -> None:
    assert Facts.gathered({"contained": "maybe", "rainy": "yes"}) == Facts()


def test_what_the_report_asked_later_counts() -> None:
    assert Facts.gathered({"water_off": "some-left"}, water_off="none-left") == Facts(water_off="none-left")


def test_a_question_of_the_report_that_no_rule_knows_is_a_mistake() -> None:
    with pytest.raises(ValidationError):
        Facts.gathered({}, dampness="yes")


def test_each_fact_of_the_tree_is_one_that_rules_can_read() -> None:
    assert set(TREE_FACTS) <= set(Facts.model_fields)
