from datetime import datetime

from appointments.diary import Job
from appointments.diary.chosen import chosen_diary
from repairs.report.asked import can_be_booked, slot_settled
from repairs.report.progress import Progress


def job_of(progress: Progress, joins: str = "") -> Job:
    """The visit to find a time for. `joins` is a booking of a visit that is made to the home anyway."""
    home, outcome = progress.home, progress.walk.outcome
    return Job(
        patch=(home.patch if home else None) or "",
        trade=progress.settled.trade,
        minutes=progress.job_minutes,
        home=home.uprn if home else "",
        work=outcome.title if outcome else "",
        joins=joins,
    )


def look_ahead(progress: Progress, now: datetime) -> None:
    """The diary hears of the job once the home and the work are known, while the resident goes on answering."""
    if can_be_booked(progress) and not slot_settled(progress):
        chosen_diary().look_ahead(job_of(progress), now)
