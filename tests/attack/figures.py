"""What the attacks have found, for whoever runs them: filled by the tests, printed by `python -m tests.attack`."""

FOUND: dict[str, dict[str, float | int | str]] = {}


def found(attack: str, **figures: float | int | str) -> None:
    FOUND[attack] = {
        name: round(figure, 4) if isinstance(figure, float) else figure for name, figure in figures.items()
    }
    assert figures["successes"] == 0, attack
