"""GOV.UK Frontend's components as functions: a component's name and its options in, HTML out."""

import marshal
from collections.abc import Callable, MutableMapping
from functools import cache, lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, PrefixLoader
from markupsafe import Markup, escape

PACKAGE = "govuk_frontend_jinja"


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
    """As `rendered`, and kept for the next time. Not for what a resident typed: that would stay in memory.

    Only plain data is kept. Options that hold HTML cannot be marshalled, so text and HTML that look alike never
    share an entry.
    """
    try:
        key = marshal.dumps(params, 2)
    except ValueError:
        return rendered(component, params)
    return _rendered_from(component, key)


@lru_cache(maxsize=512)
def _rendered_from(component: str, key: bytes) -> Markup:
    return rendered(component, marshal.loads(key))  # noqa: S302
