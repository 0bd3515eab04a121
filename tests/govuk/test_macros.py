import pytest
from django.template import TemplateDoesNotExist, engines
from django.template.loader import get_template, render_to_string
from jinja2 import UndefinedError
from markupsafe import Markup, escape

from repairs.govuk import macros


def test_what_is_kept_is_what_would_be_rendered() -> None:
    params = {"text": "Continue", "preventDoubleClick": True}
    assert macros.rendered_once("button", params) == macros.rendered("button", params)
    assert macros.rendered_once("button", params) == macros.rendered_once("button", dict(params))


def test_text_and_html_that_look_alike_are_kept_apart() -> None:
    assert "<b>" in macros.rendered_once("button", {"text": Markup("<b>Go</b>")})
    assert "<b>" not in macros.rendered_once("button", {"text": "<b>Go</b>"})


def test_a_misspelt_name_in_a_page_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        engines["jinja2"].from_string("{{ tennant }}").render({})


def test_html_is_escaped_and_messages_are_not() -> None:
    environment = engines["jinja2"].env  # type: ignore[attr-defined]
    assert environment.from_string("{{ name }}").render(name="O'Brien") == "O&#39;Brien"
    assert environment.autoescape("messages/booked.txt") is False
    assert environment.autoescape("pages/start.html") is True


def test_an_imported_macro_module_is_made_once() -> None:
    page = '{% from "govuk_frontend_jinja/components/button/macro.html" import govukButton %}{{ govukButton({}) }}'
    engines["jinja2"].from_string(page).render({})
    made = macros.macro_environment.get_template("govuk_frontend_jinja/components/button/macro.html").module
    engines["jinja2"].from_string(page).render({"extra": 1})
    assert macros.macro_environment.get_template("govuk_frontend_jinja/components/button/macro.html").module is made


def test_the_admin_keeps_djangos_own_engine() -> None:
    with pytest.raises(TemplateDoesNotExist):
        engines["jinja2"].get_template("admin/base_site.html")
    assert get_template("admin/base_site.html").backend.name == "django"  # type: ignore[attr-defined]
    assert "Report a repair" in render_to_string("admin/base_site.html")


def test_html_among_the_options_is_put_in_each_time() -> None:
    def named(name: str) -> Markup:
        return macros.rendered_once("input", {"name": "name", "label": {"text": "Name"}, "value": escape(name)})

    assert 'value="Ann &amp; Bo"' in named("Ann & Bo")
    assert 'value="Cy"' in named("Cy")
    kept = macros._parts_around.cache_info().currsize
    assert named("Di") == macros.rendered("input", {"name": "name", "label": {"text": "Name"}, "value": "Di"})
    assert macros._parts_around.cache_info().currsize == kept
