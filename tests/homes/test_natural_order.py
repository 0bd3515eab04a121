import pytest

from repairs.homes.natural_order import LONGEST_KEY, natural_key

IN_ORDER = [
    [("1 Elm Road",), ("2 Elm Road",), ("10 Elm Road",), ("100 Elm Road",)],
    [("12 Elm Road",), ("12A Elm Road",), ("12b Elm Road",), ("13 Elm Road",)],
    [("Flat 2", "Harbour Point"), ("Flat 10", "Harbour Point"), ("Flat 110", "Harbour Point")],
    [("Flat 2", "Alder Court"), ("Flat 10", "Alder Court"), ("Flat 1", "Birch Court")],
    [("2 Elm Road",), ("Flat 1, 3 Elm Road",), ("Flat 2", "3 Elm Road"), ("4 Elm Road",)],
    [("1 Elm Road",), ("1 Elm Road North",), ("2 Elm Road",)],
    [("1 T\u0177 Mawr",), ("2 Ty Mawr",), ("3 t\u0177 mawr",)],
    [("1 Tanners Yard",), ("2 Tanner's Yard",), ("3 TANNERS YARD",)],
]


@pytest.mark.parametrize("homes", IN_ORDER)
def test_addresses_sort_as_people_count(homes: list[tuple[str, ...]]) -> None:
    backwards = homes[::-1]
    assert sorted(backwards, key=lambda lines: natural_key(*lines)) == homes


def test_a_key_always_fits_its_column() -> None:
    assert len(natural_key("1 " * 50, "2 " * 50, "3 " * 50)) == LONGEST_KEY


def test_a_key_holds_nothing_that_databases_sort_differently() -> None:
    assert natural_key("Flat 2-B", "\u00c9lan\u2019s (Rear) \u2603") == "elans rear  flat 000002 b"
