"""What staff send from the pages of what needs a person."""

from datetime import datetime
from typing import Any

from django import forms

from repairs.log.models import Message, PlannerAlert, WorksOrder
from repairs.log.people.acting import NotDone
from repairs.log.people.give_up import give_up
from repairs.log.people.needed import Asked
from repairs.log.people.rows import AnyRow, Kind, read_name
from repairs.log.people.settle import change_is_there, is_not_there, order_is_there
from repairs.log.people.try_again import try_again

ACTS = {
    "try": "It is tried again in the next few seconds.",
    "give-up": "Given up.",
    "is-there": "Kept: the HMS has it.",
    "is-not-there": "It is sent in the next few seconds.",
}
MOST_TICKED = 1000


class WhichForm(forms.Form):
    """`which` is the button that was pressed: for those that were ticked, or for all with the problem shown."""

    which = forms.ChoiceField(choices=[("ticked", "ticked"), ("all", "all"), ("problem", "problem")])
    problem = forms.CharField(required=False, max_length=300, strip=False)
    row = forms.Field(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        names = self.data.getlist("row") if hasattr(self.data, "getlist") else []
        cleaned["rows"] = frozenset(read for name in names[:MOST_TICKED] if (read := read_name(name)))
        if cleaned.get("which") == "ticked" and not cleaned["rows"]:
            raise forms.ValidationError("Nothing is ticked.")
        return cleaned

    def asked(self) -> Asked:
        which = self.cleaned_data["which"]
        if which == "ticked":
            rows: frozenset[tuple[Kind, int]] = self.cleaned_data["rows"]
            return Asked(ticked=rows)
        return Asked(problem=self.cleaned_data["problem"]) if which == "problem" else Asked()


class RowForm(forms.Form):
    """`seen` is how the row was when its page was shown."""

    chosen = forms.ChoiceField(choices=list(ACTS.items()), error_messages={"required": "Choose what to do."})
    seen = forms.CharField(max_length=100, error_messages={"required": "Open the page again."})
    reason = forms.CharField(
        required=False, label="Why you give it up", help_text="It stays in the history of the repair."
    )
    number = forms.CharField(required=False, label="Its number in the HMS")

    def act(self, row: AnyRow, by: str, now: datetime) -> str:
        """What was done, in words. Raises NotDone."""
        given = self.cleaned_data
        chosen: str = given["chosen"]
        seen: str = given["seen"]
        if chosen == "try":
            try_again(row, seen, by, now)
        elif chosen == "give-up":
            give_up(row, given["reason"], seen, by, now)
        elif isinstance(row, Message | PlannerAlert):
            raise NotDone("A message is tried again or given up.")
        elif chosen == "is-not-there":
            is_not_there(row, seen, by, now)
        elif isinstance(row, WorksOrder):
            order_is_there(row, given["number"], seen, by, now)
        else:
            change_is_there(row, seen, by, now)
        return ACTS[chosen]

    def refuse(self, why: NotDone) -> None:
        self.add_error(why.about or None, str(why))
