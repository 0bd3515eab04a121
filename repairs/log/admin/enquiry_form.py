from typing import Any

from django import forms

from repairs.log.models import Enquiry

LONGEST_ANSWER = 2000


class EnquiryForm(forms.ModelForm[Enquiry]):
    """Taking it, answering it, or handing it to whoever is in charge."""

    take = forms.BooleanField(required=False, label="I take it", help_text="Then others see that it is yours.")
    answer = forms.CharField(
        required=False,
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="They read this on the page of their repair, without your name, and are told that it is there.",
    )
    escalate = forms.BooleanField(required=False, label="Hand it to whoever is in charge")

    class Meta:
        model = Enquiry
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["take"].initial = self.instance.owner_id is not None
        self.fields["escalate"].initial = self.instance.escalated_at is not None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.answered_at:
            raise forms.ValidationError("Somebody else has answered it meanwhile.")
        chosen = cleaned.get("take") or cleaned.get("escalate") or cleaned.get("answer", "").strip()
        if not chosen and not self.has_changed():
            raise forms.ValidationError("Take it, write an answer, or hand it to whoever is in charge.")
        return cleaned
