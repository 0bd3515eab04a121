"""The service without its outbox: orders are only put on the queue. See `tests.faults.control`."""

from repairs.settings import *  # noqa: F403 all of them, but for what is below
from repairs.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.control.WithoutOutbox"]
