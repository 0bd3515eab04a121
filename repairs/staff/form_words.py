"""What a form in the admin has changed, from what to what."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django import forms
from django.db.models import Model

from repairs.staff.words import say_change, say_list, say_value

Formsets = list[Any] | None


def what_form_did(form: forms.ModelForm[Any], formsets: Formsets, *, added: bool) -> str:
    own = list(new_values(form) if added else changed_values(form))
    parts = [f"Added with {say_list(own)}." if added else f"{say_list(own)}."] if own else []
    for formset in formsets or []:
        parts.extend(inline_changes(formset))
    text = " ".join(parts) or ("Added." if added else "Nothing was changed.")
    return text[0].upper() + text[1:]


def inline_changes(formset: Any) -> Iterator[str]:
    """The rows below the main one, such as the opening hours of a phone line."""
    for form in formset.forms:
        name = form.instance._meta.verbose_name
        if form in formset.deleted_forms:
            if form.instance.pk or form.initial:
                yield f"Took away {name} {say_list(list(old_values(form)))}."
        elif form.has_changed():
            if any(form.instance is new for new in formset.new_objects):
                yield f"Added {name} {say_list(list(new_values(form)))}."
            else:
                yield f"{str(name).capitalize()} {say_list([*which_row(form), *changed_values(form)])}."


def which_row(form: forms.ModelForm[Any]) -> Iterator[str]:
    """The first field that stayed the same is enough to know the row again."""
    stayed = (name for name in shown_fields(form) if name not in form.changed_data)
    yield from (say_value_of(form, name, form.initial.get(name)) for name in list(stayed)[:1])


def changed_values(form: forms.ModelForm[Any]) -> Iterator[str]:
    for name in form.changed_data:
        if name in form.fields:
            old = say_value_of(form, name, form.initial.get(name, form.fields[name].initial))
            yield say_change(label_of(form, name), old, say_value_of(form, name, form.cleaned_data.get(name)))


def new_values(form: forms.ModelForm[Any]) -> Iterator[str]:
    for name in shown_fields(form):
        value = form.cleaned_data.get(name)
        if value not in (None, "", []):
            yield f"{label_of(form, name)} {say_value_of(form, name, value)}"


def old_values(form: forms.ModelForm[Any]) -> Iterator[str]:
    for name in shown_fields(form):
        yield f"{label_of(form, name)} {say_value_of(form, name, form.initial.get(name))}"


def shown_fields(form: forms.ModelForm[Any]) -> list[str]:
    hidden = {"DELETE", form.instance._meta.pk.name}
    return [
        name
        for name, field in form.fields.items()
        if name not in hidden and not isinstance(field, forms.models.InlineForeignKeyField)
    ]


def label_of(form: forms.ModelForm[Any], name: str) -> str:
    label = str(form.fields[name].label or name.replace("_", " "))
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def say_value_of(form: forms.ModelForm[Any], name: str, value: Any) -> str:
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        return say_chosen_rows(field, value)
    if isinstance(field, forms.ChoiceField) and value not in (None, ""):
        labels = {str(key): str(label) for key, label in cast(Iterable[Any], field.choices)}
        chosen = value if isinstance(value, list | tuple) else [value]
        return say_list([labels.get(str(one), str(one)) for one in chosen]) or say_value(None)
    return say_value(value)


def say_chosen_rows(field: forms.ModelChoiceField[Any], value: Any) -> str:
    if value in (None, ""):
        return say_value(None)
    if isinstance(value, Model):
        return str(value)
    if isinstance(field, forms.ModelMultipleChoiceField):
        return say_list([str(row) for row in value]) or say_value(None)
    row = field.queryset.filter(pk=value).first() if field.queryset is not None else None
    return str(row or value)
