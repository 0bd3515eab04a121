from tests.tables.conftest import council, sam

__all__ = ["council", "sam"]
