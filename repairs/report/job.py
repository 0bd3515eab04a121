from appointments.diary import Job
from repairs.report.progress import Progress


def job_of(progress: Progress) -> Job:
    """The visit to find a time for. Asked only where it can be booked, so home and trade are known."""
    home, decision = progress.home, progress.decision
    assert home is not None
    assert decision is not None
    return Job(patch=home.patch or "", trade=decision.trade, minutes=progress.job_minutes)
