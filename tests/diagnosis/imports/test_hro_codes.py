"""Housing Repairs Online's older file: names within names, and SoR codes."""

from diagnosis.drawing import outline_tree
from diagnosis.imports.council_codes import CouncilCodes
from diagnosis.tree import Outcome
from tests.diagnosis.imports.samples import PLACES, noted, outcome, page, read, way


def test_names_become_words_and_each_code_an_outcome_that_is_booked() -> None:
    found = read(PLACES)
    assert [option.text for option in page(found, "where").options] == ["Kitchen", "Shed UPVC door", "I am not sure"]
    assert page(found, "kitchen-sink-and-taps").heading == "Kitchen, sink and taps: what is the problem?"
    tap = outcome(found, way(found, "kitchen-sink-and-taps", "tap-drips").next)
    assert (tap.title, tap.location, tap.ending) == ("Sink and taps: tap drips", "Kitchen", "book")
    assert ([line.code for line in tap.sor], tap.trade, tap.priority) == (["LK-P06"], "PL", "")


def test_what_the_file_does_not_hold_is_told() -> None:
    found = read(PLACES)
    assert "names such as “sinkAndTaps”" in noted(found)
    assert "gives repairs no priority" in noted(found)
    assert "no questions, only answers" in noted(found)
    assert "Danger is not asked about first" in noted(found)
    assert "One SoR code of the file is not in your schedule of rates: N372001." in noted(found)
    assert noted(found, "kitchen-sink-and-taps-sink-cracked") == "The file has no SoR code for this."


def test_a_code_that_is_not_in_the_table_stays_without_a_trade() -> None:
    surface = outcome(read(PLACES), "kitchen-work-surface")
    assert ([line.code for line in surface.sor], surface.trade) == (["N372001"], "")


def test_everyone_who_is_not_sure_is_rung_back() -> None:
    found = read(PLACES)
    for key in ("where", "kitchen", "kitchen-sink-and-taps"):
        last = page(found, key).options[-1]
        assert (last.text, last.not_sure, last.next) == ("I am not sure", True, "ring-back")
    back = outcome(found, "ring-back")
    assert (back.ending, back.priority) == ("call-back", "U7")


def test_a_priority_is_taken_for_all_where_staff_say_which() -> None:
    codes = CouncilCodes(trades={"LK-P06": "PL"}, priorities=("R20",), meant={"booked": "R20"})
    found = read(PLACES, codes=codes)
    assert outcome(found, "kitchen-sink-and-taps-tap-drips").priority == "R20"
    assert "gives repairs no priority" not in noted(found)


def test_a_question_whose_only_answer_repeats_it_is_left_out() -> None:
    found = read(PLACES)
    assert isinstance(found.tree.by_key[way(found, "kitchen", "damp").next], Outcome)
    assert "“Damp” had itself as the only answer below it" in noted(found, "kitchen")


def test_a_list_of_a_hundred_repairs_is_drawn_and_told() -> None:
    rooms = {
        f"room{room}": {f"thing{n}": {f"fault{m}": "LK-P01" for m in range(5)} for n in range(4)} for room in "abcde"
    }
    found = read(rooms)
    assert len([node for node in found.tree.nodes if isinstance(node, Outcome)]) == 101
    assert outline_tree(found.tree, []).count("Thing3: fault4") >= 5
