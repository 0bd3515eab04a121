"""Files on the disk of whoever runs a command."""

from pathlib import Path
from typing import Any

from diagnosis.characters import without_unkept
from diagnosis.documents import TreeRefused
from diagnosis.imports.file_text import text_of
from diagnosis.imports.formats import OURS, parse
from diagnosis.imports.limits import MOST_BYTES, check_parts


def read_document(file: Path) -> Any:
    """Raises TreeRefused when the file cannot be read as a document of ours."""
    format, document = parse(text_of(read_bytes(file)))
    if format is not OURS:
        raise TreeRefused.because(f"This is another kind of file: {format.name}. Make a draft of it with import_tree.")
    check_parts(document)
    return document


def read_bytes(file: Path) -> bytes:
    """One byte more than we take at most, so that what is too large is noticed. Raises TreeRefused."""
    shown = without_unkept(str(file))
    try:
        if not file.exists() or file.is_file():
            with file.open("rb") as opened:
                return opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "this is not the name of a file"
        raise TreeRefused.because(f"{shown}: {reason}.") from error
    raise TreeRefused.because(f"{shown}: this is not a file.")
