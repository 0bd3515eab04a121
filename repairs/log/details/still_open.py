"""Until when what was told of a repair can be changed or added to."""

from repairs.log.changeable import NotChanged
from repairs.log.job_status.state import is_finished
from repairs.log.models import Repair


class Over(NotChanged):
    """The repair is cancelled or finished."""


def is_over(repair: Repair) -> bool:
    """One that somebody asked to cancel, and that stays open, is not: we still have to reach them."""
    return repair.cancelled_at is not None or is_finished(repair)


def refuse_once_over(repair: Repair) -> None:
    """Raises Over."""
    if is_over(repair):
        raise Over
