"""The release before this one: its commit, its migrations, its code.

That is the newest tag `v*` before this commit. Until there is one, it is the commit in previous_release.txt.
"""

import io
import os
import shutil
import subprocess
import sys
import tarfile
from functools import cache
from pathlib import Path

import pytest

from tests.faults.processes import ROOT

FILE = Path(__file__).with_name("previous_release.txt")


class NotHere(Exception):
    """Why the release before cannot be read."""


@cache
def previous_release() -> str:
    """Raises NotHere."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        raise NotHere("This is no git checkout, so the release before is not here.")
    tags = git("tag", "--list", "v*", "--merged", "HEAD", "--no-contains", "HEAD", "--sort", "-version:refname")
    wanted = tags.split()[0] if tags.split() else FILE.read_text(encoding="utf-8").split()[-1]
    try:
        return git("rev-parse", "--verify", "--quiet", f"{wanted}^{{commit}}").strip()
    except subprocess.CalledProcessError:
        fetch = f"git fetch --depth 1 origin {wanted}"
        raise NotHere(f"The release before, {wanted}, is not in this clone: {fetch}") from None


def previous_migrations() -> set[tuple[str, str]]:
    """App and name of each."""
    listed = git("ls-tree", "-r", "--name-only", previous_release()).splitlines()
    paths = [Path(line) for line in listed if line.endswith(".py") and "/migrations/0" in line]
    return {(path.parent.parent.name, path.stem) for path in paths}


def unpack(folder: Path) -> Path:
    """The code of the release before, in this folder, and beside it the packages that it was locked with."""
    packed = subprocess.run([*GIT, "archive", previous_release()], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    (folder / ".venv").symlink_to(packages_of(folder))
    return folder


def packages_of(folder: Path) -> Path:
    """Installed once, inside the packages of this release."""
    packages = Path(sys.prefix) / f"release-{previous_release()[:10]}"
    done = packages / ".installed"
    if not done.exists():
        install = ["sh", str(ROOT / "scripts" / "install.sh"), sys.executable, str(packages)]
        subprocess.run([*install, str(folder / "requirements" / "run.txt")], check=True)
        done.touch()
    return packages


GIT = ("git", "-C", str(ROOT), "-c", "safe.directory=*")


def git(*words: str) -> str:
    return subprocess.run([*GIT, *words], capture_output=True, text=True, check=True).stdout


def here_or_skip() -> None:
    """With REQUIRE_ALL a clone that lacks it fails."""
    try:
        previous_release()
    except NotHere as reason:
        pytest.fail(str(reason)) if os.environ.get("REQUIRE_ALL") else pytest.skip(str(reason))
