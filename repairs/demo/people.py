"""Who a visitor of the demo can be."""

from dataclasses import dataclass, field

EVERYTHING = ("view", "add", "change", "delete")


@dataclass(frozen=True)
class Person:
    username: str
    password: str
    group: str
    what: str
    may: dict[str, tuple[str, ...]] = field(default_factory=dict)


PEOPLE = (
    Person(
        username="agent",
        password="northmere-agent",  # noqa: S106 a demo's password is printed for everyone to see
        group="Contact centre",
        what="sees repairs, call backs and messages",
        may={"log": ("view", "change"), "homes": ("view",)},
    ),
    Person(
        username="repairs-admin",
        password="northmere-admin",  # noqa: S106
        group="Repairs admins",
        what="looks after diagnosis, diary, priorities and phone numbers",
        may={
            "council": EVERYTHING,
            "diagnosis": EVERYTHING,
            "appointments": EVERYTHING,
            "homes": EVERYTHING,
            "log": ("view",),
        },
    ),
)
