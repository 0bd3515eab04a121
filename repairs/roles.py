"""Who may do what in the admin: the groups that every installation has.

A council gives more to a group, or makes groups of its own, in the admin. Nothing here takes anything away.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.apps import apps as all_apps
from django.apps.registry import Apps
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q

VIEW = ("view",)
KEEP = ("view", "add", "change", "delete")
AGENTS_OVERRIDES = ("override_priority_up", "override_times", "override_checks")
OVERRIDES = (*AGENTS_OVERRIDES, "override_priority_down", "override_capacity")


@dataclass(frozen=True)
class Role:
    name: str
    what: str
    may: dict[str, tuple[str, ...]]
    """By app: what they may do with its rows, by the first word of a permission or by all of its name."""
    once: str = ""
    """What the group was called before."""


REPAIRS_ADMINS = Role(
    "Repairs admins",
    "look after diagnosis, SoR, diary, priorities and phone numbers, settle what needs a person, "
    "keep repairs for legal cases, see who changed what",
    {
        "council": KEEP,
        "diagnosis": (*KEEP, "publish"),
        "appointments": KEEP,
        "homes": KEEP,
        "log": ("view", "settle", "hold", "write", "spread", *OVERRIDES, "undo_emergency", "review_overrides"),
        "staff": VIEW,
    },
)
DIAGNOSIS_VIEWERS = Role(
    "Diagnosis viewers",
    "see diagnoses, drafts, what was changed in them and the tables they name, and change nothing",
    {"diagnosis": VIEW, "council": VIEW},
)
AGENTS = Role(
    "Agents",
    "report for residents, see repairs, homes, messages and the council's tables, ring those who wait for a call, and "
    "settle what needs a person",
    {
        "report": ("assist",),
        "log": ("view", "change", "settle", "write", *AGENTS_OVERRIDES),
        "homes": VIEW,
        "council": VIEW,
    },
    once="Contact centre",
)
PLANNERS = Role(
    "Planners",
    "find times for visits, look after the diary: teams, leave, closed days and overtime, and see repairs and homes",
    {"appointments": KEEP, "council": VIEW, "homes": VIEW, "log": ("view", "write", "spread", "plan", *OVERRIDES)},
)
MANAGERS = Role(
    "Managers",
    "see repairs, the diary, diagnoses and their reports, and who changed what, and change nothing",
    {
        "log": (*VIEW, "review_overrides", "export"),
        "appointments": VIEW,
        "council": VIEW,
        "homes": VIEW,
        "diagnosis": VIEW,
        "staff": VIEW,
    },
)
ROLES = (REPAIRS_ADMINS, DIAGNOSIS_VIEWERS, AGENTS, PLANNERS, MANAGERS)


def keep_roles(app_config: AppConfig, apps: Apps = all_apps, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """After each app's tables and permissions are there: makes the groups, and adds what they lack of that app."""
    try:
        group, permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    except LookupError:
        return
    for role in ROLES:
        if actions := role.may.get(app_config.label):
            if role.once and not group.objects.using(using).filter(name=role.name).exists():
                group.objects.using(using).filter(name=role.once).update(name=role.name)
            ours, _ = group.objects.using(using).get_or_create(name=role.name)
            several = (("codename__startswith", f"{action}_") for action in actions)
            named = Q(*several, ("codename__in", actions), _connector=Q.OR)
            ours.permissions.add(
                *permission.objects.using(using).filter(named, content_type__app_label=app_config.label)
            )
