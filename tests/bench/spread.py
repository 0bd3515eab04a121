import statistics
from collections.abc import Sequence


def spread(values: Sequence[float], digits: int = 0) -> list[float]:
    """Least, median, most."""
    found = min(values), statistics.median(values), max(values)
    return [round(value, digits) if digits else round(value) for value in found]
