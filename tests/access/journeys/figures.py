"""What all walks found, by their means."""

from dataclasses import dataclass, field

from tests.access.journeys.walker import Found

LARGEST = ("first_paint_milliseconds", "longest_task_milliseconds")


@dataclass
class Walked:
    by_means: dict[str, Found] = field(default_factory=dict)

    def note(self, means: str, found: Found) -> None:
        known = self.by_means.setdefault(means, Found())
        for finding in found.findings:
            known.tells(finding)
        for name, value in found.figures.items():
            (known.at_most if name in LARGEST else known.counts)(name, value)


WALKED = Walked()
