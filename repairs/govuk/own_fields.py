"""The copies of its fields that a form is made with. Django copies them more slowly than it does all else."""

import copy
from typing import Any

from django import forms

KINDS: tuple[Any, ...] = (forms.Field, forms.ChoiceField, forms.Widget, forms.RadioSelect)
KNOWN = frozenset(kind.__deepcopy__ for kind in KINDS)


class OwnFields(dict[str, forms.Field]):
    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, forms.Field]:
        return {name: copied(field, memo) for name, field in self.items()}


def copied(field: Any, memo: dict[int, Any]) -> Any:
    """Its words, validators, choices and widget may be changed without changing those of another form."""
    if not KNOWN.issuperset({type(field).__deepcopy__, type(field.widget).__deepcopy__}):
        return copy.deepcopy(field, memo)
    own, widget = as_it_is(field), as_it_is(field.widget)
    own.widget, widget.attrs = widget, widget.attrs.copy()
    own.error_messages, own.validators = field.error_messages.copy(), field.validators[:]
    for one in (own, widget):
        if "_choices" in vars(one):
            one._choices = copy.copy(one._choices)
    return own


def as_it_is(one: Any) -> Any:
    own = one.__class__.__new__(one.__class__)
    own.__dict__.update(one.__dict__)
    return own
