"""A Celery application with our settings, and a task that does nothing."""

import tests.environment  # noqa: F401 the settings need it
from repairs.celery import app


@app.task(name="tests.bench.nothing")
def nothing() -> None:
    pass
