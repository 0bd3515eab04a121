"""A picture of every page of every journey, to be looked at. They are kept in the folder PICTURES."""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from tests.access.journeys.walker import Walker

if TYPE_CHECKING:
    from playwright.sync_api import Page

# As a screen of 1280 by 1024 pixels is at 400%.
DEVICE = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 1}
FOLDER = Path(os.environ.get("PICTURES", "var/pictures"))


class PhotographingWalker(Walker):
    def __init__(self, page: "Page", site: str, seen: set[str], *, has_script: bool = True) -> None:
        super().__init__(page, site, seen, has_script=has_script)
        self.looks = [take_picture]


class ForcedColoursWalker(PhotographingWalker):
    def __init__(self, page: "Page", site: str, seen: set[str], *, has_script: bool = True) -> None:
        super().__init__(page, site, seen, has_script=has_script)
        page.emulate_media(forced_colors="active")


def take_picture(visitor: Walker) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^a-z0-9]+", "-", visitor.heading_or_title.lower())[:50]
    kind = "forced-" if isinstance(visitor, ForcedColoursWalker) else ""
    place = FOLDER / f"{kind}{len(list(FOLDER.iterdir())):03}-{name}.png"
    visitor.page.screenshot(path=place, full_page=True)
    visitor.found.counts("pictures")
