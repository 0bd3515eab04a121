from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils import timezone

from repairs.log.delays.current import day_of
from repairs.log.delays.which import repairs_for
from repairs.log.models import DelayNote, Repair
from repairs.log.reference import read_reference

FOR_MANY = ("trade", "patch", "reported_from", "reported_until", "sure")


class DelayNoteForm(forms.ModelForm[DelayNote]):
    """For one repair by its reference, or for many by what they have in common."""

    reference = forms.CharField(required=False, help_text="For one repair: its reference, for example KM7-4QX-9TD2.")
    sure = forms.BooleanField(
        required=False,
        label="Yes, for all of them",
        help_text="For many repairs: we say how many first.",
    )
    may_spread: ClassVar[bool] = False
    """Whether whoever writes it may write for many."""

    class Meta:
        model = DelayNote
        fields = ("reference", *FOR_MANY[:-1], "words", "starts", "until", "tell", "sure")
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "words": forms.Textarea(attrs={"rows": 3}),
            **{name: AdminDateWidget() for name in ("starts", "until", "reported_from", "reported_until")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "starts" in self.fields:
            self.fields["starts"].initial = lambda: day_of(timezone.now())
        if not self.may_spread:
            for name in FOR_MANY:
                self.fields.pop(name, None)

    def clean_reference(self) -> str:
        typed = self.cleaned_data["reference"].strip()
        reference = read_reference(typed) if typed else None
        if typed and not Repair.objects.filter(reference=reference).exists():
            raise forms.ValidationError("No repair has this reference.")
        return reference or ""

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < day_of(timezone.now()):
            raise forms.ValidationError("That day has passed. Enter today or a later day.")
        return until

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, until = cleaned.get("starts"), cleaned.get("until")
        if starts and until and until < starts:
            self.add_error("until", "Enter a day that is not before the first.")
        many = [name for name in FOR_MANY[:-1] if cleaned.get(name)]
        if not self.errors:
            self.say_for_which(cleaned, many)
        return cleaned

    def say_for_which(self, cleaned: dict[str, Any], many: list[str]) -> None:
        if bool(cleaned["reference"]) == bool(many):
            others = ", or a trade, a patch or days, and not both" if self.may_spread else ""
            self.add_error("reference", f"Enter the reference of one repair{others}.")
            return
        self.instance.repair = Repair.objects.filter(reference=cleaned["reference"]).first()
        for name in many:
            setattr(self.instance, name, cleaned[name])
        reached = repairs_for(self.instance).count()
        if not many and not reached:
            self.add_error("reference", "This repair is finished or cancelled.")
        elif many and not cleaned["sure"]:
            messages = " Each is sent a message." if cleaned["tell"] else ""
            self.add_error("sure", f"{reached} open repairs are like this now.{messages} Tick the box if so.")


class EndNoteForm(forms.ModelForm[DelayNote]):
    """All that can be done with a note that residents have read."""

    end = forms.BooleanField(label="End it now", help_text="Residents do not read it any more. It cannot be undone.")

    class Meta:
        model = DelayNote
        fields: ClassVar[list[str]] = []
