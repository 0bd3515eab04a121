"""Who a visitor of the demo can be."""

from dataclasses import dataclass

from repairs.roles import AGENTS, DIAGNOSIS_VIEWERS, MANAGERS, PLANNERS, REPAIRS_ADMINS, Role


@dataclass(frozen=True)
class Person:
    username: str
    password: str
    role: Role
    what: str


PEOPLE = (
    Person(
        username="agent",
        password="northmere-agent",  # noqa: S106 a demo's password is printed for everyone to see
        role=AGENTS,
        what="reports for residents on the line, and sees repairs, call backs and messages",
    ),
    Person(
        username="repairs-admin",
        password="northmere-admin",  # noqa: S106
        role=REPAIRS_ADMINS,
        what="looks after diagnosis, diary, priorities and phone numbers",
    ),
    Person(
        username="planner",
        password="northmere-planner",  # noqa: S106
        role=PLANNERS,
        what="finds times for visits, sees what is late, closes days and adds overtime",
    ),
    Person(
        username="manager",
        password="northmere-manager",  # noqa: S106
        role=MANAGERS,
        what="sees repairs, reports and who changed what, and changes nothing",
    ),
    Person(
        username="viewer",
        password="northmere-viewer",  # noqa: S106
        role=DIAGNOSIS_VIEWERS,
        what="sees how leaks are diagnosed, and changes nothing",
    ),
)
