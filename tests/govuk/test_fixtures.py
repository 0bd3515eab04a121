"""GOV.UK Frontend's own examples, options in and HTML out, through the Jinja2 engine that our pages use.

The examples are those of its package, 6.3.0, less what no test needs (MIT, see static/govuk/LICENCE.txt).
"""

import json
from pathlib import Path
from typing import Any

import html5lib
import pytest
from django.template import engines

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.json"))
TEMPLATE = (
    '{{% from "govuk_frontend_jinja/components/{component}/macro.html" import {macro} %}}{{{{ {macro}(options) }}}}'
)


def cases() -> list[Any]:
    published = [json.loads(path.read_text(encoding="utf-8")) for path in FIXTURES]
    return [
        pytest.param(
            component["component"], case["options"], case["html"], id=f"{component['component']}: {case['name']}"
        )
        for component in published
        for case in component["fixtures"]
    ]


def shape(html: str) -> list[Any]:
    """The same for HTML that differs only in white space or in the order of attributes."""
    fragment = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [squeezed(fragment.text), *(part for child in fragment for part in node(child))]


def node(element: Any) -> list[Any]:
    children = [part for child in element for part in node(child)]
    attributes = sorted((name, squeezed(value)) for name, value in element.attrib.items())
    return [(str(element.tag), attributes, squeezed(element.text), children), squeezed(element.tail)]


def squeezed(text: str | None) -> str:
    return " ".join((text or "").split())


@pytest.mark.parametrize(("component", "options", "html"), cases())
def test_a_component_is_as_published(component: str, options: dict[str, Any], html: str) -> None:
    macro = "govuk" + "".join(word.capitalize() for word in component.split("-"))
    template = engines["jinja2"].from_string(TEMPLATE.format(component=component, macro=macro))
    assert shape(template.render({"options": options})) == shape(html)
