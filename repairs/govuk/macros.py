"""GOV.UK Frontend's components as functions: a component's name and its options in, HTML out."""

import marshal
import re
from collections.abc import Callable, MutableMapping
from functools import cache, lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, PrefixLoader
from markupsafe import Markup, escape

PACKAGE = "govuk_frontend_jinja"
HOLE = re.compile("\0([0-9]+)\0")


class FlatEnvironment(Environment):
    """Gives all templates the same globals, as they are.

    Each import in a template compares the names of globals. Jinja2's own chain of mappings is slow at that.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **d} if d else self.globals


# Apart from the environment of our pages, because the macros rely on options that nobody passed counting as nothing.
macro_environment = FlatEnvironment(
    loader=PrefixLoader({PACKAGE: PackageLoader(PACKAGE)}),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
    cache_size=-1,
)


@cache
def macro(component: str) -> Callable[[dict[str, Any]], Markup]:
    """The macro of a component that goes by its published name, such as `error-summary`."""
    module = macro_environment.get_template(f"{PACKAGE}/components/{component}/macro.html").module
    name = "govuk" + "".join(word.capitalize() for word in component.split("-"))
    found: Callable[[dict[str, Any]], Markup] = getattr(module, name)
    return found


def plain(text: Any) -> str:
    """Text that a macro must escape, or the HTML that someone marked as safe."""
    return escape(text) if hasattr(text, "__html__") else str(text)


def rendered(component: str, params: dict[str, Any]) -> Markup:
    return macro(component)(params).strip()


def rendered_once(component: str, params: dict[str, Any]) -> Markup:
    """As `rendered`, and kept for the next time, but for the HTML among the options: that is put in each time.

    What a resident typed must be given as HTML, escaped. As text it would stay in memory.
    """
    try:
        return _rendered_from(component, marshal.dumps(params, 2))
    except ValueError:
        return rendered_around(component, params)


def rendered_around(component: str, params: dict[str, Any]) -> Markup:
    """With HTML, which cannot be marshalled."""
    html: list[Markup] = []
    try:
        key = marshal.dumps(taken_out(params, html), 2)
    except ValueError:
        return rendered(component, params)
    parts = _parts_around(component, key)
    return Markup("").join(html[int(part)] if place % 2 else part for place, part in enumerate(parts))


def taken_out(option: Any, html: list[Markup]) -> Any:
    """The option with the number of each piece of HTML in its place, as bytes: no other option is bytes."""
    if isinstance(option, dict):
        return {name: taken_out(value, html) for name, value in option.items()}
    if isinstance(option, list):
        return [taken_out(value, html) for value in option]
    if option and hasattr(option, "__html__"):
        html.append(escape(option))
        return b"%d" % (len(html) - 1)
    return option


def put_back(option: Any) -> Any:
    """A hole for each piece of HTML."""
    if isinstance(option, dict):
        return {name: put_back(value) for name, value in option.items()}
    if isinstance(option, list):
        return [put_back(value) for value in option]
    return Markup(f"\0{int(option)}\0") if isinstance(option, bytes) else option  # noqa: S704  a number


@lru_cache(maxsize=512)
def _rendered_from(component: str, key: bytes) -> Markup:
    return rendered(component, marshal.loads(key))  # noqa: S302


@lru_cache(maxsize=512)
def _parts_around(component: str, key: bytes) -> list[Markup]:
    """What stands around the pieces of HTML, and between each two of these parts the number of the piece."""
    return [Markup(part) for part in HOLE.split(rendered(component, put_back(marshal.loads(key))))]  # noqa: S302, S704
