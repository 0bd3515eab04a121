"""The facts of a tree in words, for staff who say what an answer tells us."""

from collections.abc import Mapping
from dataclasses import dataclass

YES_OR_NO = {"yes": "Yes", "no": "No", "not-sure": "They are not sure"}


@dataclass(frozen=True)
class FactWords:
    asks: str
    values: Mapping[str, str]


FACT_WORDS: dict[str, FactWords] = {
    "electrics": FactWords("Is water touching something electric, or close to it?", YES_OR_NO),
    "ceiling": FactWords("Is a ceiling bulging, sagging or down?", YES_OR_NO),
    "foul": FactWords(
        "Is there waste from a toilet or drain?",
        {"coming-in": "Yes, it comes into the home", "leaking": "Yes, a pipe inside the home leaks it"},
    ),
    "contained": FactWords("Does a bucket, bowl or towel catch all of the water?", YES_OR_NO),
    "other_homes": FactWords("Is water going into another home or a shared area?", YES_OR_NO),
    "scalding": FactWords("Is very hot water or steam coming out?", YES_OR_NO),
    "heating": FactWords("Is there heating and hot water?", YES_OR_NO),
    "water_off": FactWords(
        "Is the stop tap turned off?",
        {
            "no": "No",
            "some-left": "Yes, and there is some water left to use",
            "none-left": "Yes, and there is no water left to use",
            "not-sure": "They are not sure",
        },
    ),
}
"""Every fact and value of `diagnosis.facts.TREE_FACTS`."""


def say_fact(name: str, value: str) -> str:
    """The question with its answer. What no rule knows is shown as it is."""
    words = FACT_WORDS.get(name)
    return f"{words.asks} {words.values.get(value, value)}" if words else f"{name}: {value}"
