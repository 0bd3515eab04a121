"""A step of the journey has the same name everywhere: its form, its answer, its template."""

from pathlib import Path

import pytest

from repairs.report.answers import Answers
from repairs.report.journey import JOURNEY
from repairs.report.path import Step
from repairs.report.steps import FORMS
from repairs.settings import BASE_DIR

TEMPLATES = Path(BASE_DIR) / "templates"
STEPS = {step.slug: step for step in JOURNEY}


@pytest.mark.parametrize("slug", STEPS)
def test_a_step_has_a_form(slug: str) -> None:
    assert slug in FORMS


def test_no_form_is_without_a_step() -> None:
    assert set(FORMS) == set(STEPS)


@pytest.mark.parametrize("step", [step for step in STEPS.values() if step.slug != "check"], ids=lambda step: step.slug)
def test_a_step_has_a_field_for_its_answer(step: Step) -> None:
    assert step.field in Answers.model_fields


@pytest.mark.parametrize("step", STEPS.values(), ids=lambda step: step.slug)
def test_a_step_forgets_only_what_there_is(step: Step) -> None:
    assert set(step.forgets) <= set(Answers.model_fields)


@pytest.mark.parametrize("slug", FORMS)
def test_a_form_has_a_template(slug: str) -> None:
    assert (TEMPLATES / FORMS[slug].template).is_file()


@pytest.mark.parametrize("slug", ["postcode", "household", "details", "contact", "check", "times"])
def test_a_page_without_a_single_question_has_a_heading(slug: str) -> None:
    form = FORMS[slug]
    assert form.heading or len(form.base_fields) == 1
