"""What is changed in a form's fields is changed in no other form."""

from copy import deepcopy
from typing import Any

import pytest
from django import forms

from repairs.govuk.forms import GovukForm
from repairs.govuk.ready_choices import ReadyChoices
from repairs.govuk.widgets import Checkboxes, Radios, Text

ROOMS = [("kitchen", "Kitchen"), ("bathroom", "Bathroom")]


class Either(forms.MultiValueField):
    def __init__(self, **options: Any) -> None:
        super().__init__([forms.CharField()], widget=forms.MultiWidget([forms.TextInput()]), **options)


class LeakForm(GovukForm):
    room = forms.ChoiceField(label="Which room?", widget=Radios(), choices=ROOMS)
    wet = forms.MultipleChoiceField(widget=Checkboxes(), choices=ROOMS)
    since = forms.ChoiceField(choices=lambda: ROOMS)
    hidden = forms.ChoiceField(widget=forms.HiddenInput(), choices=ROOMS)
    name = forms.CharField(max_length=9, widget=Text(width=10))
    either = Either()


def insides(field: Any) -> dict[str, Any]:
    return {**vars(field), "widget": type(field.widget), "in widget": vars(field.widget)}


@pytest.mark.parametrize("name", ["room", "wet", "since", "hidden", "name"])
def test_a_copy_is_as_django_makes_it(name: str) -> None:
    field, copied = LeakForm.base_fields[name], LeakForm().fields[name]
    assert type(copied) is type(field)
    assert insides(copied) == insides(deepcopy(field))


def test_what_one_form_changes_another_does_not_see() -> None:
    form = LeakForm()
    for field in form.fields.values():
        field.label = "Changed"
        field.required = False
        field.error_messages["required"] = "Changed"
        field.validators.append(lambda value: None)
        field.widget.attrs["data-changed"] = "yes"
        if isinstance(field, forms.ChoiceField) and isinstance(field.choices, list):
            field.choices.append(("attic", "Attic"))
    form.fields["room"].choices = [("attic", "Attic")]  # type: ignore[attr-defined]
    del form.fields["name"]
    for field in LeakForm().fields.values():
        assert "Changed" not in (field.label, field.error_messages["required"])
        assert field.required
        assert "data-changed" not in field.widget.attrs
        assert "Attic" not in str(getattr(field, "choices", ""))
        assert "Attic" not in str(getattr(field.widget, "choices", ""))
    assert len(LeakForm().fields["name"].validators) == 2


def test_fields_of_several_fields_are_copied_too() -> None:
    one, other = LeakForm().fields["either"], LeakForm().fields["either"]
    assert isinstance(one, Either)
    assert isinstance(other, Either)
    assert one.fields[0] is not other.fields[0]


def test_choices_that_are_ready_are_shown_and_taken_like_others() -> None:
    form = LeakForm({"room": "attic", "since": "kitchen"})
    room = form.fields["room"]
    assert isinstance(room, forms.ChoiceField)
    room.choices = ReadyChoices([("Up", [("attic", "Attic")]), ("cellar", "Cellar")])
    assert "room" not in form.errors
    assert not room.valid_value("kitchen")
    shown = str(form["room"].as_govuk())  # type: ignore[attr-defined]
    assert shown.count('type="radio"') == 2
    assert "Kitchen" in str(LeakForm()["room"].as_govuk())  # type: ignore[attr-defined]
