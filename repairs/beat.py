"""Celery beat, which touches a file as it goes round: `--schedule /tmp/beat` has /tmp/beat-alive beside it."""

from pathlib import Path
from typing import Any

from celery.beat import PersistentScheduler

from repairs.alive import note_alive


class Beat(PersistentScheduler):
    schedule_filename: str

    def tick(self, *args: Any, **options: Any) -> float:
        """Also while Redis is away: what cannot be sent is logged, and beat goes on."""
        seconds = super().tick(*args, **options)
        note_alive(Path(f"{self.schedule_filename}-alive"))
        return seconds
