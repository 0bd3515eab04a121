import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.diagnosis.builders import LEAK_FILE, leak_document

pytestmark = pytest.mark.usefixtures("council")


def run(command: str, file: Path, *options: str) -> str:
    said = StringIO()
    call_command(command, str(file), *options, stdout=said)
    return said.getvalue()


def test_the_shipped_tree_is_sound() -> None:
    assert "nothing to put right" in run("check_tree", LEAK_FILE)


def test_a_broken_tree_is_told_in_plain_english(tmp_path: Path) -> None:
    document = leak_document()
    document["nodes"][0]["options"][0]["next"] = "gass"
    file = tmp_path / "leak.json"
    file.write_text(json.dumps(document))
    with pytest.raises(CommandError, match=r"safety: The option “I can smell gas.*” leads to “gass”"):
        run("check_tree", file)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "The file is empty"),
        ("{", "The file is not JSON"),
        ("[" * 100_000, "nested more than 30 levels"),
        ("\x00", "The file is not text"),
    ],
)
def test_a_file_that_is_not_json_is_told(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "odd.json"
    file.write_text(text)
    with pytest.raises(CommandError, match=says):
        run("check_tree", file)
