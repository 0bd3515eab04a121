"""What every page needs to know of the council, read together and kept for a minute."""

from dataclasses import dataclass, field
from datetime import datetime, time

from repairs.council.deadlines import LONDON
from repairs.council.kept import Kept
from repairs.council.kept_for import KeptFor, kept_for_of
from repairs.council.models import Council, PhoneLine
from repairs.council.working_days import is_bank_holiday


@dataclass(frozen=True)
class Line:
    """A phone number, and when it is answered as (weekday, opens, closes). Without hours it is always answered."""

    key: str
    name: str
    number: str
    hours: tuple[tuple[int, time, time], ...] = ()
    closed_on_bank_holidays: bool = True

    @property
    def tel(self) -> str:
        """The number for a `tel:` link."""
        return "".join(character for character in self.number if character.isdigit() or character == "+")

    def is_open(self, at: datetime) -> bool:
        local = at.astimezone(LONDON)
        if not self.hours:
            return True
        if self.closed_on_bank_holidays and is_bank_holiday(local.date()):
            return False
        return any(day == local.weekday() and opens <= local.time() < closes for day, opens, closes in self.hours)


@dataclass(frozen=True)
class CouncilDetails:
    name: str
    homepage_url: str
    brand_colour: str
    email: str
    postal_address: str
    data_protection_email: str
    complaints_url: str
    water_company: str
    lines: dict[str, Line] = field(default_factory=dict)
    kept: KeptFor = field(default_factory=KeptFor)

    def line(self, key: str) -> Line:
        return self.lines[key]

    def repairs_line(self, at: datetime) -> Line:
        """The number that someone answers at that moment: the repairs team's, or the out-of-hours one."""
        return self.lines[PhoneLine.Key.REPAIRS if self.office_is_open(at) else PhoneLine.Key.OUT_OF_HOURS]

    def office_is_open(self, at: datetime) -> bool:
        office = self.lines.get(PhoneLine.Key.REPAIRS)
        return office is not None and office.is_open(at)


def council_details() -> CouncilDetails:
    """The council as pages show it.

    Raises Council.DoesNotExist where no council has been set up.
    """
    return DETAILS.get()


def read_details() -> CouncilDetails:
    council = Council.objects.order_by("pk").first()
    if council is None:
        raise Council.DoesNotExist("No council has been set up. Load one, or add it in the admin.")
    return CouncilDetails(
        name=council.name,
        homepage_url=council.homepage_url,
        brand_colour=council.brand_colour,
        email=council.email,
        postal_address=council.postal_address,
        data_protection_email=council.data_protection_email,
        complaints_url=council.complaints_url,
        water_company=council.water_company,
        lines={
            line.key: Line(
                key=line.key,
                name=line.name,
                number=line.number,
                hours=tuple((hour.weekday, hour.opens, hour.closes) for hour in line.hours.all()),
                closed_on_bank_holidays=line.closed_on_bank_holidays,
            )
            for line in PhoneLine.objects.prefetch_related("hours")
        },
        kept=kept_for_of(council),
    )


DETAILS = Kept(read_details)


def forget_details() -> None:
    """Called when staff change a row, so that this process shows the change at once."""
    DETAILS.known = None
