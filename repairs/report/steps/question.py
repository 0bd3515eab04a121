from typing import Any, cast

from django import forms

from diagnosis.tree import Advice, Page, on_screen
from repairs.govuk.ready_choices import ReadyChoices
from repairs.govuk.widgets import Radios
from repairs.report.aloud import words_to_say
from repairs.report.step_form import StepForm


class QuestionForm(StepForm):
    """A question of the tree, or a page of advice that asks whether it helped."""

    template = "report/question.html"

    option = forms.ChoiceField(error_messages={"required": "Select an answer"})

    @property
    def node(self) -> Page:
        return cast(Page, self.asking.page.node)

    @property
    def title(self) -> str:
        return self.node.heading

    def prepare(self) -> None:
        """A page with a single way on has a button and nothing to choose."""
        if not self.node.is_choice:
            del self.fields["option"]
            return
        field = self.choice("option")
        options = on_screen(self.node)
        field.label = self.node.question if isinstance(self.node, Advice) else self.node.text
        field.error_messages = {**field.error_messages, "required": f"Select an answer to “{field.label}”"}
        field.error_messages["invalid_choice"] = field.error_messages["required"]
        field.help_text = "" if isinstance(self.node, Advice) else self.node.hint
        field.widget = Radios(
            hints={option.key: option.hint for option in options if option.hint},
            or_before=next((option.key for option in options if option.divider), ""),
        )
        field.choices = ReadyChoices([(option.key, option.text) for option in options])
        self.initial["option"] = self.asking.answers.questions.get(self.node.key)

    def keep(self) -> dict[str, Any]:
        return {"option": self.cleaned_data.get("option", self.node.options[0].key)}

    def to_say(self) -> str:
        return words_to_say(self.node)

    def words(self) -> dict[str, Any]:
        return {"node": self.node, "is_advice": isinstance(self.node, Advice)}
