"""Django forms as GOV.UK pages: `form["name"].as_govuk(heading=True)` and `form.error_summary()`."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from markupsafe import Markup, escape

from repairs.council.whole import whole
from repairs.govuk.choice_groups import rendered_in_groups
from repairs.govuk.components import component_for, params_for
from repairs.govuk.macros import plain, rendered, rendered_once
from repairs.govuk.own_fields import OwnFields


class GovukBoundField(BoundField):
    def as_govuk(self, *, heading: bool = False, **overrides: Any) -> Markup:
        """The whole form group. `heading` makes the label or legend the page's h1.

        `overrides` are options of the component's macro; one that is a mapping is merged into ours.
        """
        if self.is_hidden:
            return escape(self.as_hidden())
        component = component_for(self.field.widget)
        params = merged(params_for(self, heading=heading, revealed=self.revealed()), overrides)
        if "groups" in params:
            return rendered_in_groups(component, params)
        if params.get("value"):
            params["value"] = escape(params["value"])
        return (rendered if self.errors else rendered_once)(component, params)

    def revealed(self) -> dict[str, Markup]:
        """By choice, the fields that appear when it is chosen."""
        names: dict[str, tuple[str, ...]] = getattr(self.field.widget, "reveals", {})
        return {choice: self.shown_together(fields) for choice, fields in names.items()}

    def shown_together(self, names: tuple[str, ...]) -> Markup:
        return Markup("\n").join(cast(GovukBoundField, self.form[name]).as_govuk() for name in names)


def merged(params: Mapping[str, Any], overrides: Mapping[str, Any]) -> dict[str, Any]:
    both = dict(params)
    for name, value in overrides.items():
        ours = both.get(name)
        both[name] = merged(ours, value) if isinstance(ours, dict) and isinstance(value, dict) else value
    return both


class GovukRenderer(DjangoTemplates):
    """Renders the admin's forms as ever, and lets every field be shown as a GOV.UK component."""

    bound_field_class = GovukBoundField

    @cached_property
    def engine(self) -> Any:
        """Our own templates of widgets come before those of the admin."""
        folders = [settings.BASE_DIR / "templates", Path(forms.__file__).parent / "templates"]
        return self.backend({"APP_DIRS": True, "DIRS": folders, "NAME": "widgets", "OPTIONS": {}})


# GOV.UK Frontend's script moves the focus to the errors. Where there is no script, the browser does.
FOCUSED = {"tabindex": "-1", "autofocus": {"value": True, "optional": True}}


class GovukForm(forms.Form):
    # The browser's own checks speak before ours can, and differently.
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.base_fields = OwnFields(self.base_fields)  # type: ignore[misc]  # Django copies what it finds here
        super().__init__(*args, **kwargs)

    def error_summary(self) -> Markup:
        """Links each error to what to change. Nothing when there is no error."""
        errors = [] if not self.is_bound else list(self.linked_errors())
        if not errors:
            return Markup("")
        words = {"titleText": "There is a problem", "errorList": errors, "attributes": FOCUSED}
        return rendered("error-summary", words)

    def linked_errors(self) -> Iterator[dict[str, str]]:
        shown = self.visible_fields()
        for error in self.non_field_errors():
            yield {"html": whole(plain(error))} | ({"href": f"#{shown[0].auto_id}"} if shown else {})
        for field in [*shown, *self.hidden_fields()]:
            link = {} if field.is_hidden else {"href": f"#{field.auto_id}"}
            for error in field.errors:
                yield {"html": whole(plain(error))} | link
