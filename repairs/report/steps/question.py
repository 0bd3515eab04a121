from typing import Any

from django import forms

from diagnosis.tree import Advice, Page, on_screen
from repairs.govuk.widgets import Radios
from repairs.report.step_form import StepForm


class QuestionForm(StepForm):
    """A question of the tree, or a page of advice that asks whether it helped."""

    template = "report/question.html"

    option = forms.ChoiceField(widget=Radios(), error_messages={"required": "Select an answer"})

    @property
    def node(self) -> Page:
        node = self.asking.page.node
        assert node is not None
        return node

    @property
    def title(self) -> str:
        return self.node.heading

    def prepare(self) -> None:
        field = self.fields["option"]
        assert isinstance(field, forms.ChoiceField)
        assert isinstance(field.widget, Radios)
        options = on_screen(self.node)
        field.label = self.node.question if isinstance(self.node, Advice) else self.node.text
        field.help_text = "" if isinstance(self.node, Advice) else self.node.hint
        field.choices = [(option.key, option.text) for option in options]
        field.widget.hints = {option.key: option.hint for option in options if option.hint}
        field.widget.or_before = next((option.key for option in options if option.divider), "")
        self.initial["option"] = self.asking.answers.questions.get(self.node.key)

    def keep(self) -> dict[str, Any]:
        return {"option": self.cleaned_data["option"]}

    def words(self) -> dict[str, Any]:
        return {"node": self.node, "is_advice": isinstance(self.node, Advice)}
