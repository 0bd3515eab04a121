from appointments.diary import Job
from repairs.report.progress import Progress


def job_of(progress: Progress) -> Job:
    """The visit to find a time for."""
    patch = progress.home.patch if progress.home else None
    return Job(patch=patch or "", trade=progress.settled.trade, minutes=progress.job_minutes)
