"""The service without its outbox: orders are only put on the queue. See `tests.faults.control`."""

from repairs.settings import *  # noqa: F403 all of them, but for what is below
from repairs.settings import CELERY_BEAT_SCHEDULE, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.control.WithoutOutbox"]
SWEEPS = ("repairs.log.",)
CELERY_BEAT_SCHEDULE = {
    name: entry for name, entry in CELERY_BEAT_SCHEDULE.items() if not entry["task"].startswith(SWEEPS)
}
