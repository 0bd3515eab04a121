import pytest

from repairs.govuk.brand import BLACK, WHITE, brand_css, mixed


@pytest.mark.parametrize(
    ("colour", "other", "share", "result"),
    [
        ("#0b5d5e", WHITE, 0, "#0b5d5e"),
        ("#0b5d5e", WHITE, 1, "#ffffff"),
        ("#804020", BLACK, 0.5, "#402010"),
        ("#000000", WHITE, 0.95, "#f2f2f2"),
    ],
)
def test_a_colour_is_mixed(colour: str, other: tuple[int, int, int], share: float, result: str) -> None:
    assert mixed(colour, other, share) == result


def test_links_and_backgrounds_go_with_the_council() -> None:
    css = brand_css("#551155")
    assert css.startswith(":root{--govuk-brand-colour:#551155;--govuk-link-colour:#551155;")
    assert "--govuk-surface-background-colour:#f6f3f6" in css
