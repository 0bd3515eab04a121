"""Parts of every page that change only with the council's details: rendered once for these, and kept as long as they.

A part is told the council and what is true or false at the moment, and never whose page it is on.
"""

from collections.abc import Callable

from jinja2 import Environment
from markupsafe import Markup

from repairs.council.details import CouncilDetails

Kept = tuple[CouncilDetails, Markup]


def still_parts(pages: Environment) -> Callable[..., Markup]:
    """What renders a template of parts/still by its name."""
    kept: dict[tuple[str, frozenset[tuple[str, bool]]], Kept] = {}

    def still(name: str, council: CouncilDetails, **facts: bool) -> Markup:
        key = name, frozenset(facts.items())
        known = kept.get(key)
        if known is None or known[0] is not council:
            part = pages.get_template(f"parts/still/{name}.html").render(the_council=council, **facts)
            kept[key] = known = council, Markup(part)  # noqa: S704 the template has escaped it
        return known[1]

    return still
