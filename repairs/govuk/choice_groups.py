"""Choices in named groups: a fieldset for each group, inside the fieldset of the question. GOV.UK Frontend has none."""

from typing import Any

from markupsafe import Markup

from repairs.govuk.macros import rendered_once

Params = dict[str, Any]
FORM_GROUP = Markup('<div class="govuk-form-group{}">\n{}\n</div>')
OF_THE_QUESTION = ("fieldset", "hint", "errorMessage", "groups")


def rendered_in_groups(component: str, params: Params) -> Markup:
    """`component` is radios or checkboxes, with `groups`, each of a name and items, in the place of items."""
    said = {f"{params['idPrefix']}-{name}": part for name, part in before_choices(params)}
    described = {"describedBy": " ".join(said)} if said else {}
    inside = Markup("\n").join(
        [*said.values(), *(rendered_group(component, params, group) for group in params["groups"])]
    )
    question = rendered_once("fieldset", params["fieldset"] | described | {"html": inside})
    return FORM_GROUP.format(" govuk-form-group--error" if "errorMessage" in params else "", question)


def before_choices(params: Params) -> list[tuple[str, Markup]]:
    parts = [("hint", "hint", params.get("hint")), ("error", "error-message", params.get("errorMessage"))]
    return [
        (name, rendered_once(component, options | {"id": f"{params['idPrefix']}-{name}"}))
        for name, component, options in parts
        if options
    ]


def rendered_group(component: str, params: Params, group: Params) -> Markup:
    """The legend of a group with a name is that name. Choices without a group follow as they are."""
    shown = {name: value for name, value in params.items() if name not in OF_THE_QUESTION}
    legend = {"text": group["name"], "classes": "govuk-fieldset__legend--s"}
    own = {"fieldset": {"legend": legend}} if group["name"] else {}
    return rendered_once(component, shown | own | {"items": group["items"]})
