"""Words that whoever guesses passwords here would try first."""

import re

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from repairs.govuk.shown_council import last_shown_council

OURS = {"repair", "repairs", "report", "council", "housing", "staff", "agent", "planner", "manager", "admin"}
LEAST_BESIDES = 8


class NotOfThisService:
    """Counts what is left of a password without the words of this service, of its council, and digits at the end."""

    def validate(self, password: str, user: User | None = None) -> None:
        if len(besides(password)) < LEAST_BESIDES:
            raise ValidationError("This password is made of words that are easy to guess here. Choose other words.")

    def get_help_text(self) -> str:
        return "Do not make it of words such as your council's name, repairs or housing."


def besides(password: str) -> str:
    left = re.sub(r"[\d\W_]+$", "", password.casefold())
    for word in sorted(OURS | words_of_the_council(), key=len, reverse=True):
        left = left.replace(word, "")
    return left


def words_of_the_council() -> set[str]:
    return {word for word in re.findall(r"\w+", last_shown_council().name.casefold()) if len(word) > 3}
