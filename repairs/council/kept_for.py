"""How long what residents tell us is kept, as the council has set it, and from when on it is forgotten."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from repairs.council.deadlines import LONDON
from repairs.council.models import Council

MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True)
class KeptFor:
    drafts_days: int = 7
    """From when an unfinished report was last answered."""
    details_months: int = 6
    """Contact details and photos, from when the repair is closed."""
    records_years: int = 6
    """From the end of the year in which the repair is closed: claims under a tenancy can be made for six years."""

    def drafts_before(self, now: datetime) -> datetime:
        return now - timedelta(days=self.drafts_days)

    def details_before(self, now: datetime) -> datetime:
        local = now.astimezone(LONDON)
        return datetime.combine(months_before(local.date(), self.details_months), local.time(), LONDON)

    def records_before(self, now: datetime) -> datetime:
        year = now.astimezone(LONDON).year - self.records_years
        return datetime.combine(date(year, 1, 1), time(), LONDON)


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or the last one of a month that is too short."""
    year, month = divmod(day.year * MONTHS_OF_A_YEAR + day.month - 1 - months, MONTHS_OF_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def kept_for_of(council: Council) -> KeptFor:
    return KeptFor(council.keep_drafts_days, council.keep_details_months, council.keep_records_years)


def kept_for_now() -> KeptFor:
    """As the row says at this moment: what is erased because of an old copy does not come back."""
    council = Council.objects.order_by("pk").first()
    return kept_for_of(council) if council else KeptFor()
