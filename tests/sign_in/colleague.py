"""Someone of the staff with a password, and what they do at the sign-in page."""

from typing import Any

from django.contrib.auth.models import Group, User

from repairs.roles import AGENTS, Role
from tests.page_lint import PageClient

PASSWORD = "three-odd-words"
SIGN_IN = "/staff/sign-in/"


def someone(name: str = "sam", role: Role = AGENTS, **fields: Any) -> User:
    user = User.objects.create_user(name, password=PASSWORD, **{"is_staff": True, **fields})
    user.groups.add(Group.objects.get(name=role.name))
    return user


def signs_in(client: PageClient, name: str = "sam", password: str = PASSWORD, next: str = "") -> Any:
    return client.post(SIGN_IN, {"username": name, "password": password, "next": next})


def is_in(client: PageClient) -> bool:
    return bool(client.get("/staff/").status_code == 200)
