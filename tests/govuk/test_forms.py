from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from repairs.govuk.fields import CountedText, Files
from repairs.govuk.forms import GovukBoundField, GovukForm
from repairs.govuk.widgets import CharacterCount, Checkboxes, Email, FileUpload, Radios, Tel, Text, Textarea
from tests.govuk.html import Found, find

DAYS = [("Monday 2 March", [("mon-am", "8am to midday")]), ("Tuesday 3 March", [("tue-am", "8am to midday")])]


class LeakForm(GovukForm):
    where = forms.ChoiceField(
        label="Where is the <leak>?",
        help_text="Where you see water first.",
        choices=[("bath", "Bath"), ("else", "Somewhere else"), ("unsure", "I am not sure")],
        widget=Radios(hints={"bath": "Or shower"}, or_before="unsure", reveals={"else": ("place",)}),
        error_messages={"required": "Select where the leak is"},
    )
    place = forms.CharField(label="Where is it?", required=False, widget=Textarea(rows=2))
    needs = forms.MultipleChoiceField(
        label="Who is at home?",
        choices=[("baby", "A baby"), ("none", "None of these")],
        widget=Checkboxes(alone="none"),
        error_messages={"required": "Select who is at home"},
    )
    details = CountedText(label="What has happened?", limit=10)
    phone = forms.CharField(label="Phone number", max_length=40, widget=Tel())
    email = forms.EmailField(label="Email", required=False, widget=Email())
    name = forms.CharField(label="Name", required=False, widget=Text(width=20, autocomplete="name", spellcheck=False))
    photos = Files(label="Photos", required=False, widget=FileUpload(multiple=True, accept="image/*"))
    slot = forms.ChoiceField(
        label="When?",
        help_text="Somebody must be in.",
        choices=[*DAYS, ("none", "None suits me")],
        widget=Radios(or_before="none"),
        error_messages={"required": "Select a time"},
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput())


def shown(field: str, data: dict[str, Any] | None = None, **options: Any) -> Found:
    form = LeakForm(data)
    bound = form[field]
    assert isinstance(bound, GovukBoundField)
    return find(bound.as_govuk(**options))


def test_the_question_can_be_the_page_heading() -> None:
    radios = shown("where", heading=True)
    assert radios.one("legend > h1").text == "Where is the <leak>?"
    assert shown("phone", heading=True).one("h1 > label").text == "Phone number"


def test_the_first_choice_has_the_id_that_an_error_links_to() -> None:
    assert (
        shown("where").one("input")["id"] == shown("needs").one("input")["id"].replace("needs", "where") == "id_where"
    )


def test_hints_and_errors_are_read_out_with_the_question() -> None:
    group = shown("where", {}).one("fieldset")
    assert group["aria-describedby"] == "id_where-hint id_where-error"
    assert "Select where the leak is" in group.one("p").text


def test_a_choice_can_have_a_hint_and_stand_apart() -> None:
    radios = shown("where")
    assert radios.one("input")["aria-describedby"] == "id_where-item-hint"
    assert radios.one(".govuk-radios__divider").text == "or"


def test_a_choice_can_reveal_another_question_and_its_lines_stay_as_typed() -> None:
    typed = "under the sink\n\n  behind the bin\n"
    radios = shown("where", {"where": "else", "place": typed})
    assert radios.one("#conditional-id_where-2 textarea").raw == typed
    assert radios.all("input")[1]["data-aria-controls"] == "conditional-id_where-2"
    assert "checked" in radios.all("input")[1].attributes


def test_a_line_break_at_the_start_survives_the_page() -> None:
    assert shown("details", {"details": "\nwet"}).one("textarea").raw == "\nwet"


@pytest.mark.parametrize("typed", ["Ada\r\nBcc: bo@a.uk", "Ada\nBcc: bo@a.uk", "Ada\u2028Bcc: bo@a.uk"])
def test_what_is_typed_on_one_line_is_one_line(typed: str) -> None:
    form = LeakForm(MultiValueDict({"name": [typed]}))
    form.is_valid()
    assert form.cleaned_data["name"] == form["name"].value() == "Ada Bcc: bo@a.uk"


def test_each_group_of_choices_has_a_legend_inside_the_question() -> None:
    slots = shown("slot")
    assert [legend.text for legend in slots.all("legend")] == ["When?", "Monday 2 March", "Tuesday 3 March"]
    assert [legend.text for legend in slots.all("fieldset fieldset legend")] == ["Monday 2 March", "Tuesday 3 March"]
    assert [radio["value"] for radio in slots.all("fieldset fieldset input")] == ["mon-am", "tue-am"]


def test_choices_in_groups_are_one_set_with_an_id_and_a_name_of_its_own_each() -> None:
    slots = shown("slot", {"slot": "tue-am"})
    radios = slots.all("input")
    assert {radio["name"] for radio in radios} == {"slot"}
    assert [radio["id"] for radio in radios] == ["id_slot", "id_slot-2", "id_slot-3"]
    assert ["checked" in radio.attributes for radio in radios] == [False, True, False]
    assert [label.text for label in slots.all("label")] == [
        "8am to midday, Monday 2 March",
        "8am to midday, Tuesday 3 March",
        "None suits me",
    ]


def test_what_stands_apart_is_in_no_group() -> None:
    slots = shown("slot")
    assert slots.one(".govuk-radios__divider").text == "or"
    assert "None suits me" not in "".join(day.text for day in slots.all("fieldset fieldset"))


def test_hints_and_errors_are_read_out_with_the_question_of_all_groups() -> None:
    slots = shown("slot", {}, heading=True)
    question, *days = slots.all("fieldset")
    assert question["aria-describedby"] == "id_slot-hint id_slot-error"
    assert not any("aria-describedby" in day.attributes for day in days)
    assert slots.one("fieldset > legend > h1").text == "When?"
    assert slots.one("#id_slot-error").text == "Error: Select a time"
    assert len(slots.all(".govuk-form-group--error")) == 1


def test_one_box_can_clear_the_others() -> None:
    boxes = shown("needs", {"needs": ["baby"]}).all("input")
    assert ["checked" in box.attributes for box in boxes] == [True, False]
    assert boxes[1]["data-behaviour"] == "exclusive"


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("phone", {"type": "tel", "autocomplete": "tel", "class": "govuk-input govuk-input--width-20"}),
        ("email", {"type": "email", "autocomplete": "email", "spellcheck": "false"}),
        ("name", {"type": "text", "autocomplete": "name", "spellcheck": "false"}),
        ("photos", {"type": "file", "multiple": "", "accept": "image/*"}),
    ],
)
def test_boxes_help_the_browser_to_fill_them(field: str, expected: dict[str, str]) -> None:
    box = shown(field).one("input")
    assert {name: box[name] for name in expected} == expected


def test_nothing_typed_is_cut_off_without_a_word() -> None:
    assert "maxlength" not in shown("phone").one("input").attributes
    assert "required" not in shown("phone").one("input").attributes


def test_what_was_typed_is_escaped() -> None:
    assert shown("phone", {"phone": '"><script>'}).one("input")["value"] == '"><script>'
    assert not shown("details", {"details": "</textarea><b>"}).all("b")


def test_a_component_takes_further_options() -> None:
    field = shown("phone", label={"classes": "govuk-label--m"}, classes="wide").one("label")
    assert field["class"] == "govuk-label govuk-label--m"
    assert field.text == "Phone number"


def test_a_hidden_field_is_only_hidden() -> None:
    assert shown("token").one("input")["type"] == "hidden"


def test_the_error_summary_links_to_what_is_wrong_in_the_order_of_the_page() -> None:
    form = LeakForm({"details": "more than ten", "phone": "1", "slot": "mon-am"})
    summary = find(form.error_summary())
    assert summary.one("h2").text == "There is a problem"
    assert [(link["href"], link.text) for link in summary.all("a")] == [
        ("#id_where", "Select where the leak is"),
        ("#id_needs", "Select who is at home"),
        ("#id_details", "Your answer must be 10 characters or fewer, but it has 13"),
    ]


def test_there_is_no_summary_without_an_error() -> None:
    assert LeakForm().error_summary() == ""


def test_an_error_of_the_whole_form_links_to_its_first_field() -> None:
    form = LeakForm({})
    form.add_error(None, "Something <else> is wrong")
    assert find(form.error_summary()).all("a")[0]["href"] == "#id_where"
    assert find(form.error_summary()).all("a")[0].text == "Something <else> is wrong"


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("0123456789", True),
        ("01234567890", False),
        ("0123\r\n5678\r\n", True),
        ("0123\r\n\r\n6789", True),
        ("0123\r\n\r\n67890", False),
        ("\N{WATER WAVE}" * 5, True),
        ("\N{WATER WAVE}" * 6, False),
    ],
)
def test_text_is_counted_as_the_browser_counts_it(typed: str, fits: bool) -> None:
    assert ("details" not in LeakForm({"details": typed}).errors) is fits


def test_a_line_break_is_kept_as_one_character() -> None:
    form = LeakForm({"details": "a\r\nb\rc"})
    form.is_valid()
    assert form.cleaned_data["details"] == "a\nb\nc"


def test_the_limit_is_said_without_javascript() -> None:
    counted = shown("details")
    assert counted.one(".govuk-character-count__message").text == "You can enter up to 10 characters"
    assert counted.one(".govuk-character-count")["data-maxlength"] == "10"


def test_several_files_arrive_and_each_bad_one_is_named() -> None:
    good, empty = SimpleUploadedFile("a.jpg", b"x"), SimpleUploadedFile("b.jpg", b"")
    form = LeakForm({}, MultiValueDict({"photos": [good, empty, empty]}))
    assert form.errors["photos"] == ["The selected file is empty"] * 2
    assert find(form["photos"].as_govuk()).one("p").all("br")  # type: ignore[attr-defined]


def test_no_file_is_an_empty_list() -> None:
    form = LeakForm({}, MultiValueDict())
    form.is_valid()
    assert form.cleaned_data["photos"] == []


def test_a_widget_without_a_component_is_refused() -> None:
    class Odd(GovukForm):
        colour = forms.CharField(widget=forms.MultiWidget(widgets=[forms.TextInput()]))

    with pytest.raises(TypeError, match=r"No GOV\.UK component shows MultiWidget"):
        Odd()["colour"].as_govuk()  # type: ignore[attr-defined]


def test_djangos_own_widgets_are_shown_too() -> None:
    class Plain(GovukForm):
        text = forms.CharField()
        choice = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], initial="b")

    assert find(Plain()["text"].as_govuk()).one("label").text == "Text"  # type: ignore[attr-defined]
    options = find(Plain()["choice"].as_govuk()).all("option")  # type: ignore[attr-defined]
    assert ["selected" in option.attributes for option in options] == [False, True]


def test_a_count_needs_no_counted_field() -> None:
    class Plain(GovukForm):
        notes = forms.CharField(widget=CharacterCount(5))

    assert find(Plain()["notes"].as_govuk()).one("textarea")["rows"] == "5"  # type: ignore[attr-defined]
