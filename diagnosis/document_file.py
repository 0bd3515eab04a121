import json
from pathlib import Path
from typing import Any

from diagnosis.documents import TreeRefused
from diagnosis.problems import Problem


def read_document(file: Path) -> Any:
    """Raises TreeRefused when the file cannot be read as JSON."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise TreeRefused([Problem("", f"{file}: {error.strerror}.")]) from error
    except (ValueError, RecursionError) as error:
        raise TreeRefused([Problem("", f"{file} is not JSON: {error}.")]) from error
