from typing import Any

from jinja2 import Environment


def environment(**options: Any) -> Environment:
    options["autoescape"] = True
    return Environment(**options)  # noqa: S701
