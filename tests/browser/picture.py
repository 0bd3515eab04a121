"""Makes docs/images/journey.png, the picture of the journey in the README, from the service itself.

python -m tests.browser.picture
"""

import base64
import io
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from tests import environment
from tests.browser.devices import LAUNCH, PHONE, chromium
from tests.browser.visitor import Visitor
from tests.journeys.steps import answers_about_home, gives_contact, gives_home, tells_of_kitchen_leak

PICTURE = Path("docs/images/journey.png")
SCREEN = {"width": 360, "height": 700}
COLOURS = 96
STARTS_WITHIN_SECONDS = 30
SHEET = """<!doctype html><style>
  body {{ margin: 0; padding: 40px; display: flex; align-items: start; gap: 32px; background: #f3f7f7 }}
  img {{ width: {width}px; border: 1px solid #85aeae; border-radius: 16px }}
</style>{images}"""


@contextmanager
def service() -> Iterator[str]:
    """The demo council on a free port, with a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        site = f"http://localhost:{port}"
        settings = {"DATA_DIR": folder, "SITE_URL": site, "DEBUG": "true", "DATABASE_URL": "", "REDIS_URL": ""}
        surroundings = {**os.environ, **environment.DEFAULTS, **settings}
        manage = [sys.executable, "manage.py"]
        for command in (["migrate", "--verbosity", "0"], ["seed_demo"]):
            subprocess.run([*manage, *command], env=surroundings, check=True, stdout=subprocess.DEVNULL)
        serve = [*manage, "runserver", "--noreload", str(port)]
        server = subprocess.Popen(serve, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for(f"{site}/health/")
            yield site
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str) -> None:
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 our own server
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise SystemExit(f"Nothing answers at {address}")


def screens(visitor: Visitor) -> Iterator[bytes]:
    """Start, where the water is, choosing a time, and the confirmation."""
    visitor.goes_to("/")
    yield visitor.page.screenshot()
    visitor.follows("Start now")
    visitor.answers("None of these")
    gives_home(visitor, "1 Larkspur Road, Northmere")
    yield with_answer("Kitchen", visitor)
    tells_of_kitchen_leak(visitor)
    answers_about_home(visitor)
    visitor.presses()
    yield with_answer(visitor.options[0], visitor)
    visitor.presses()
    gives_contact(visitor)
    visitor.presses("Send report")
    yield visitor.page.screenshot()


def with_answer(answer: str, visitor: Visitor) -> bytes:
    visitor.chooses(answer).page.evaluate("document.activeElement.blur()")
    return visitor.page.screenshot()


def main() -> None:
    from playwright.sync_api import sync_playwright

    with service() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=LAUNCH)
        phone = browser.new_context(**{**PHONE, "viewport": SCREEN})
        pictures = [base64.b64encode(screen).decode() for screen in screens(Visitor(phone.new_page(), site, set()))]
        sheet = browser.new_page(device_scale_factor=2, viewport={"width": 1624, "height": 100})
        images = "".join(f'<img alt="" src="data:image/png;base64,{one}">' for one in pictures)
        sheet.set_content(SHEET.format(width=SCREEN["width"], images=images))
        drawn = sheet.screenshot(full_page=True)
        browser.close()
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    few_colours = Image.open(io.BytesIO(drawn)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few_colours.save(PICTURE, optimize=True)
    print(f"{PICTURE}: {few_colours.size[0]} by {few_colours.size[1]} pixels, {PICTURE.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
