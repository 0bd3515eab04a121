"""Phone numbers and names in a text that staff write, filled in from the council's rows."""

import re
from collections.abc import Callable
from datetime import datetime

from markupsafe import Markup, escape

from repairs.council.details import CouncilDetails, Line

PLACEHOLDER = re.compile(r"\{(phone:)?([a-z_-]+)\}")


def words_for(council: CouncilDetails, now: datetime) -> Callable[[str], Markup]:
    """A function that fills the placeholders of one text, and escapes the rest."""

    def fill(found: re.Match[str]) -> str:
        phone, name = found.groups()
        if phone:
            return call_link(council.repairs_line(now) if name == "repairs" else council.line(name))
        return escape({"council": council.name, "water_company": council.water_company}.get(name, ""))

    def filled(text: str) -> Markup:
        parts, at = [], 0
        for found in PLACEHOLDER.finditer(text):
            parts += [text[at : found.start()], fill(found)]
            at = found.end()
        # What is not marked as safe is escaped as it is joined.
        return Markup("").join([*parts, text[at:]])

    return filled


def call_link(line: Line) -> str:
    return Markup('<a class="govuk-link council-phone" href="tel:{}">{}</a>').format(line.tel, line.number)
