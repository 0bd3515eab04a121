from markupsafe import Markup

SPOKEN = Markup(
    '<span class="govuk-visually-hidden">{}</span><strong class="council-whole" aria-hidden="true">{}</strong>'
)


def spoken(code: str) -> Markup:
    """Seen as it is, and read out one character after the other."""
    return SPOKEN.format(", ".join(code.replace(" ", "")), code)
