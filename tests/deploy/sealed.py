"""What is in the image, run as it is there: everything read-only but DATA_DIR and /tmp, and no privileges.

Somebody reports with a photo, the worker delivers, beat and the standby go round. The last line is JSON. It needs
`unshare` and root, to make a file system read-only for one process.
"""

import json
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import httpx

from repairs.alive import is_alive
from tests.deploy.dockerfile import goes_into_the_image
from tests.faults.machines import missing
from tests.faults.outside import messages_by_reference, numbers_by_reference
from tests.faults.processes import ROOT, wait_until
from tests.faults.scene import leave_when_told, own_folder
from tests.faults.service import Service, machines, start_service, start_stand_ins
from tests.photos.pictures import jpeg
from tests.rehearsal.contents import hashes
from tests.upgrade.previous import git
from tests.upgrade.releases import migrate, prepare, run
from tests.upgrade.resident import Pace, Resident

READ = ("Dockerfile", "docker-compose.yml")
"""Not in the image: they say what is run there."""
SEAL = """
mount --bind "$1" "$1" && mount --bind "$1/app" "$1/app" \\
    && mount -o remount,ro,bind "$1/app" && mount -o remount,ro,bind / \\
    && ! touch "$1/app/x" 2>/dev/null && ! touch /etc/x 2>/dev/null && shift \\
    && exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
"""
DELIVERED_WITHIN_SECONDS = 90


def lacks() -> str:
    if os.geteuid() != 0 or shutil.which("unshare") is None or shutil.which("setpriv") is None:
        return "root, unshare and setpriv"
    return missing()


def main() -> int:
    if lacking := lacks():
        print(f"This needs {lacking}.")
        return 2
    leave_when_told()
    with own_folder() as folder:
        app = image_in(folder)
        settings = {"STATIC_MANIFEST": "true", "WEB_CONCURRENCY": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        settings |= {"TMPDIR": str(folder / "tmp"), "HOME": "/nonexistent"}
        with machines(folder, "idempotent", settings, app) as service:
            migrate(service, app)
            run(service, app, "manage.py", "collectstatic", "--noinput", "--verbosity", "0")
            found = walked(service, app)
    print(json.dumps(found))
    return 0 if found["passed"] else 1


def image_in(folder: Path) -> Path:
    (folder / "tmp").mkdir()
    for name in git("ls-files").splitlines():
        if goes_into_the_image(name) or name in READ:
            (folder / "app" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / "app" / name)
    return folder / "app"


def walked(service: Service, app: Path) -> dict[str, Any]:
    (home,) = prepare(service, app, 1)
    before = hashes(app)
    service.redis.start()
    start_stand_ins(service)
    for program in (service.web, *service.all_background):
        program.command = ["unshare", "--mount", "sh", "-c", SEAL, "sh", str(service.folder), *program.command]
    start_service(service)
    walk = Resident(service.site, home, 1, Pace(), jpeg(1200, 900)).reports()
    wait_until(
        "the order and the message have gone",
        lambda: set(numbers_by_reference(service)) == {walk.reference} and messages_by_reference(service).total() == 1,
        DELIVERED_WITHIN_SECONDS,
    )
    photos = hashes(service.folder / "data" / "photos")
    alive = {name: is_alive(service.folder / f"{name}-alive", 120) for name in ("beat", "standby")}
    static = {encoding: style_as(service, encoding) for encoding in ("br", "gzip")}
    good = bool(walk.reference) and not walk.failed and len(photos) >= 2 and all(alive.values())
    return {
        "passed": good and all(static.values()) and hashes(app) == before,
        "reported": bool(walk.reference),
        "failed": walk.failed,
        "photos and thumbnails": len(photos),
        "alive": alive,
        "compressed, hashed and kept for ever": static,
        "changed in the image": len(set(hashes(app).items()) ^ set(before.items())),
    }


def style_as(service: Service, encoding: str) -> bool:
    """Whether every style and script of the start page comes in this encoding, under a hashed name, to be kept."""
    page = httpx.get(service.site).text
    found = re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', page)
    answers = [httpx.get(f"{service.site}{one}", headers={"Accept-Encoding": encoding}) for one in found]
    return bool(found) and all(
        re.search(r"\.[0-9a-f]{12}\.(css|js)$", str(answer.url))
        and answer.headers.get("Content-Encoding") == encoding
        and "immutable" in answer.headers["Cache-Control"]
        for answer in answers
    )


if __name__ == "__main__":
    sys.exit(main())
