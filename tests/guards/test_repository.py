"""Nothing in the repository depends on one person's machine or on one package index."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from repairs.settings import BASE_DIR

# Put together here, so that this file does not name them itself.
INDEXES = ["py" + "pi.org", "python" + "hosted", "npm" + "js.", "arti" + "factory", "index" + "-url", "--" + "index"]
FOLDERS = ["/" + "work/", "/" + "root/", "/" + "Users/", "/" + "home/[a-z]+/[a-z.]"]
UNWANTED = re.compile("|".join([*map(re.escape, INDEXES), *FOLDERS]), re.IGNORECASE)
OTHERS = ("static/govuk/", "assets/govuk-frontend/")


def files() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (Path(BASE_DIR) / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=BASE_DIR, capture_output=True, check=True, text=True)
    names = [name for name in listed.stdout.split("\0") if name and not name.startswith(OTHERS)]
    return [Path(BASE_DIR) / name for name in names if (Path(BASE_DIR) / name).is_file()]


def test_no_file_names_a_package_index_or_a_folder_outside() -> None:
    found = []
    for path in files():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        found += [f"{path.relative_to(BASE_DIR)}: {match}" for match in UNWANTED.findall(text)]
    assert found == []


def test_every_locked_package_has_a_hash() -> None:
    for lock in (Path(BASE_DIR) / "requirements").glob("*.txt"):
        blocks = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip())
        assert [block for block in blocks if "--hash=sha256:" not in block and not block.startswith("#")] == []


def test_no_file_is_without_a_place_in_the_house() -> None:
    tops = {path.relative_to(BASE_DIR).parts[0] for path in files()}
    assert not {top for top in tops if top.endswith((".log", ".pid", ".sqlite3", ".orig", ".rej"))}
