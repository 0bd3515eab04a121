"""What a resident has told us so far. Each field is named for its step, and says whether it is personal."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict

from repairs.log.channels import Relation

PERSONAL = "personal"
PLAIN = "plain"

NOT_LISTED = "not-listed"
NONE_SUIT = "none"


class Frozen(BaseModel):
    """Unknown keys are dropped, so that a draft begun before a deploy can still be read after it."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Tenure(StrEnum):
    """How someone says they live in their home, when the register does not make it plain."""

    TENANT = "tenant"
    LEASEHOLD = "leasehold"
    RIGHT_TO_BUY = "right-to-buy"
    PRIVATE = "private"
    TEMPORARY = "temporary"
    NOT_SURE = "not-sure"


class YesNo(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_SURE = "not-sure"


class WaterOff(StrEnum):
    NO = "no"
    SOME_LEFT = "some-left"
    NONE_LEFT = "none-left"
    NOT_SURE = "not-sure"


class PersonAtRisk(StrEnum):
    CHILD = "child-under-5"
    OLDER = "over-65"
    PREGNANT = "pregnant"
    HEALTH = "health-condition"
    EQUIPMENT = "equipment"


class TellBy(StrEnum):
    TEXT = "text"
    EMAIL = "email"
    PHONE = "phone"


class Address(Frozen):
    line_1: str
    line_2: str = ""
    town: str
    postcode: str


class Household(Frozen):
    people: tuple[PersonAtRisk, ...] = ()
    damp: YesNo | None = None
    recent: YesNo | None = None
    water_off: WaterOff | None = None


class Details(Frozen):
    text: str = ""


class Slot(Frozen):
    """A chosen time, and the job it was offered for: another job needs another time."""

    id: str
    day: date
    window: str
    starts: time
    ends: time
    job: str
    kept_until: datetime | None = None
    """Until then nobody else can have it. None for a time that is booked at once when the report is sent."""


class Contact(Frozen):
    name: str
    phone: str = ""
    email: str = ""
    tell_by: TellBy
    someone_else: bool = False
    in_name: str = ""
    in_phone: str = ""
    access_notes: str = ""


class Caller(Frozen):
    """Who speaks to the agent, where it is not only the resident."""

    relation: Relation = Relation.SELF
    name: str = ""
    phone: str = ""
    may_contact: bool = True
    """The resident agrees that we write to them or ring."""


class Why(Frozen):
    """Why staff decide otherwise than the rules, and who."""

    reason: int | None = None
    """Of the council's list."""
    why: str
    """As it reads there."""
    words: str = ""
    staff: int
    role: str = ""
    at: datetime


class NewPriority(Why):
    priority: str
    instead_of: str
    decided: str
    """What the rules said, for which it holds: see `repairs.report.overridden.mark`."""


class OtherTime(Why):
    """A time that was not offered, and the team whose time it is."""

    slot: str
    said: str
    patch: str
    has_room: bool = True
    """Else minutes are added for it when the report is sent, and it is booked at once: it is not held before."""


class BookAnyway(Why):
    """At a home where we ring before a visit, or check who repairs."""

    home: str
    shown: str
    """What they have read before they did."""


class Override(Frozen):
    priority: NewPriority | None = None
    time: OtherTime | None = None
    anyway: BookAnyway | None = None


class Answers(Frozen):
    questions: Annotated[dict[str, str], PLAIN] = {}
    """The diagnosis: node to option, in the order they were answered."""
    result: Annotated[tuple[str, ...], PLAIN] = ()
    """The outcomes whose pages were read."""
    postcode: Annotated[str | None, PERSONAL] = None
    home: Annotated[str | None, PERSONAL] = None
    address: Annotated[Address | None, PERSONAL] = None
    tenure: Annotated[Tenure | None, PERSONAL] = None
    what_we_do: Annotated[Tenure | None, PERSONAL] = None
    """The tenure whose page was read."""
    household: Annotated[Household | None, PERSONAL] = None
    details: Annotated[Details | None, PERSONAL] = None
    slot: Annotated[Slot | None, PLAIN] = None
    no_slot: Annotated[str | None, PLAIN] = None
    """The job for which no time suited, or none was free."""
    slot_gone: Annotated[bool, PLAIN] = False
    """The time that was chosen went to someone else before the report was sent."""
    sooner: Annotated[bool, PLAIN] = False
    """They want to be told of a time sooner than the late one they chose."""
    times: Annotated[tuple[str, ...] | None, PERSONAL] = None
    caller: Annotated[Caller | None, PERSONAL] = None
    contact: Annotated[Contact | None, PERSONAL] = None
    override: Annotated[Override | None, PERSONAL] = None
    """What an agent has decided otherwise than the rules. It is no step of the journey."""

    def without_personal(self) -> "Answers":
        """The same answers with everything about a person taken out."""
        return Answers(**{name: getattr(self, name) for name, kind in self.kinds().items() if kind == PLAIN})

    @classmethod
    def kinds(cls) -> dict[str, str]:
        return {
            name: next((mark for mark in field.metadata if mark in {PERSONAL, PLAIN}), "")
            for name, field in cls.model_fields.items()
        }
