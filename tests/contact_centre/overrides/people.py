"""Staff who decide otherwise."""

from typing import Any

from django.contrib.auth.models import Group, User

from repairs.log.overrides.keep import Reasoned
from repairs.roles import Role
from tests.contact_centre.agent import Agent


def agent(*also: Role, username: str = "sam") -> Agent:
    """An agent who has other roles as well."""
    agent = Agent(username)
    agent.user.groups.add(*Group.objects.filter(name__in=[role.name for role in also]))
    return agent


def colleague(role: Role, username: str = "kim") -> Agent:
    """Someone with this role alone, at the same browser."""
    someone = Agent(username)
    someone.user.groups.set(Group.objects.filter(name=role.name))
    return someone


def because(user: User, why: str = "It cannot wait", **more: Any) -> Reasoned:
    return Reasoned(user.pk, "Planners", why, **more)
