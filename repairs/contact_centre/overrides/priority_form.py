from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.http import QueryDict

from repairs.contact_centre.overrides.why_form import WhyForm
from repairs.council.models import Priority
from repairs.govuk.widgets import Radios

AS_RULES_SAY = "rules"


class PriorityForm(WhyForm):
    priority = forms.ChoiceField(
        label="How urgent is it?",
        widget=Radios(),
        error_messages={
            "required": "Select how urgent it is",
            "invalid_choice": "Select how urgent it is",
        },
    )
    field_order = ("priority", "reason", "words")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        base: Priority,
        may: Iterable[Priority],
        can_go_back: bool = False,
        **kwargs: Any,
    ) -> None:
        """`base` is what holds otherwise. Where staff have moved away from it before, they can go back to it."""
        super().__init__(data, **kwargs)
        self.priorities = {one.code: one for one in may if one != base}
        field = cast(forms.ChoiceField, self.fields["priority"])
        back = [(AS_RULES_SAY, f"As the rules say: {base}")] if can_go_back else []
        field.choices = [*back, *((code, str(one)) for code, one in self.priorities.items())]
        ways = {code: "More urgent" if one.rank < base.rank else "Less urgent" for code, one in self.priorities.items()}
        cast(Radios, field.widget).hints = ways
        if self.data.get("priority") == AS_RULES_SAY:
            self.fields["reason"].required = False

    @property
    def takes_back(self) -> bool:
        return bool(self.cleaned_data["priority"] == AS_RULES_SAY)

    @property
    def chosen(self) -> Priority:
        return self.priorities[self.cleaned_data["priority"]]
