"""A trial knows every step of the journey, so that it tells all that a resident does."""

import pytest

from repairs.report.journey import JOURNEY
from repairs.report.path import Step
from repairs.report.try_draft.trial import BESIDES


@pytest.mark.parametrize("step", [step for step in JOURNEY if not step.spreads], ids=lambda step: step.slug)
def test_a_step_beside_the_diagnosis_has_words(step: Step) -> None:
    assert step.slug in BESIDES
