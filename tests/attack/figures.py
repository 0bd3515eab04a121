"""What the attacks have found, for whoever runs them: filled by the tests, printed by `python -m tests.attack`."""

import json
import os
from pathlib import Path

Figures = dict[str, float | int | str]

FOUND: dict[str, Figures] = {}

KEPT_IN = "ATTACK_FIGURES"
"""The file that several processes write to, a line for each attack."""
MET_IN = "ATTACK_MET"
"""The folder where they keep a file for each form that one of them has met."""


def found(attack: str, **figures: float | int | str) -> None:
    FOUND[attack] = {
        name: round(figure, 4) if isinstance(figure, float) else figure for name, figure in figures.items()
    }
    if file := os.environ.get(KEPT_IN):
        with Path(file).open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({attack: FOUND[attack]}) + "\n")
    assert figures["successes"] == 0, attack


def read_figures(file: Path) -> dict[str, Figures]:
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return {attack: figures for line in lines for attack, figures in json.loads(line).items()}
