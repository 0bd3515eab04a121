from typing import Any

from django import forms
from django.utils import timezone

from repairs.log.models import CallBack


class CallBackForm(forms.ModelForm[CallBack]):
    """Ticking "done" keeps the moment; taking the tick away lets the call back wait again."""

    done = forms.BooleanField(
        required=False, help_text="Tick it when you have spoken to them and they do not wait for us any more."
    )

    class Meta:
        model = CallBack
        fields = ["note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done"].initial = self.instance.done_at is not None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "done" in self.changed_data:
            self.instance.done_at = timezone.now() if cleaned.get("done") else None
        return cleaned
