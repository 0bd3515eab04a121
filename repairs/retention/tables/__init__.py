"""Every table with what can be about a person. A field that is in none of them fails a test."""

from repairs.retention.tables.of_repairs import OF_REPAIRS
from repairs.retention.tables.others import OTHERS

TABLES = {**OF_REPAIRS, **OTHERS}

__all__ = ["OF_REPAIRS", "OTHERS", "TABLES"]
