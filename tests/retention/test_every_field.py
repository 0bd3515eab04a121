"""No field can be added without saying whether it is about a person, and when it is forgotten."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from repairs.homes.models import Home
from repairs.log.models import Repair
from repairs.retention.kinds import Goes, GoesBy
from repairs.retention.steps import STEPS
from repairs.retention.tables import OF_REPAIRS, TABLES
from repairs.retention.tables.others import NOT_OURS

OURS = ("repairs.", "diagnosis.", "appointments.")
MAY_HOLD_ANYTHING = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.FileField,
    models.BinaryField,
    models.UUIDField,
    models.GenericIPAddressField,
)


def own_models() -> list[Any]:
    every = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
    return [model for model in every if model.__module__.startswith(OURS)]


def fields_of(model: Any) -> Iterator[str]:
    """Those that can hold words, files or keys, and those that name a home."""
    for field in model._meta.local_concrete_fields:
        words = isinstance(field, MAY_HOLD_ANYTHING) and not field.choices
        if words or field.related_model is Home:
            yield field.name


def test_every_field_that_can_be_about_a_person_is_in_a_table() -> None:
    missing = [
        f"{model._meta.label}.{name}"
        for model in own_models()
        for name in fields_of(model)
        if model._meta.label not in TABLES or name not in TABLES[model._meta.label].fields
    ]
    assert missing == [], "say in repairs/retention/tables what becomes of them"


def test_every_table_of_a_package_is_named() -> None:
    every = {model._meta.label for model in apps.get_models() if not model._meta.proxy}
    assert every - {model._meta.label for model in own_models()} == set(NOT_OURS)


def test_no_table_names_a_field_that_is_not_there() -> None:
    for label, table in TABLES.items():
        known = {field.name for field in apps.get_model(label)._meta.concrete_fields}
        assert set(table.fields) <= known, label


@pytest.mark.parametrize("label", list(TABLES))
def test_whatever_goes_is_erased_by_something(label: str) -> None:
    table, steps = TABLES[label], {step.name for step in STEPS}
    for name, fate in table.fields.items():
        assert not isinstance(fate, Goes) or table.repair, f"{label}.{name} leads to no repair"
        assert not isinstance(fate, GoesBy) or fate.step in steps, f"{label}.{name}"


def test_every_table_that_leads_to_a_repair_says_how() -> None:
    """Also through another: a change leads to its order."""
    lead = {Repair}
    while more := {
        model
        for model in own_models()
        if model not in lead and any(f.related_model in lead for f in model._meta.local_concrete_fields)
    }:
        lead |= more
    assert {model._meta.label for model in lead} == set(OF_REPAIRS)


def test_what_a_package_keeps_is_erased_by_a_step() -> None:
    steps = {step.name for step in STEPS}
    assert {fate.step for fate in NOT_OURS.values() if isinstance(fate, GoesBy)} <= steps
