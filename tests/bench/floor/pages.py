"""One question with its options, as Django's own templates show it. The answer is kept in a signed cookie."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

OPTIONS = [
    ("kitchen", "Kitchen", "Such as the sink, the washing machine or a pipe"),
    ("bathroom", "Bathroom", "Such as the bath, the shower or the basin"),
    ("toilet", "Toilet", "Such as the cistern, the bowl or the pipe behind it"),
    ("heating", "Boiler, radiator or heating pipe", ""),
    ("ceiling", "Through a ceiling", "It may come from a home above, or from the roof"),
    ("wall", "Through a wall or round a window", ""),
    ("outside", "Outside", "Such as a gutter, a drain or an outside tap"),
    ("somewhere-else", "Somewhere else", ""),
]


class QuestionForm(forms.Form):
    option = forms.ChoiceField(
        label="Where is the leak?",
        choices=[(value, text) for value, text, _ in OPTIONS],
        widget=forms.RadioSelect,
        error_messages={"required": "Select where the leak is"},
    )


def question(request: HttpRequest) -> HttpResponse:
    form = QuestionForm(request.POST or None, initial={"option": request.session.get("option")})
    if request.method == "POST" and form.is_valid():
        request.session["option"] = form.cleaned_data["option"]
        return redirect("question")
    return render(request, "question.html", {"form": form, "options": OPTIONS, "back_url": "/before/"})


urlpatterns = [path("question/", question, name="question")]
