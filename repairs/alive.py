"""Whether something that answers no requests still goes round: a file that it touches, and a check of its age.

python repairs/alive.py FILE SECONDS    ends with 1 where the file is missing or older. It needs nothing but Python.
"""

import sys
import time
from pathlib import Path


def note_alive(file: Path) -> None:
    file.touch()


def is_alive(file: Path, seconds: float) -> bool:
    try:
        return time.time() - file.stat().st_mtime < seconds
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    sys.exit(not is_alive(Path(sys.argv[1]), float(sys.argv[2])))
