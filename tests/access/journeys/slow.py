"""A resident on a slow phone: 400 kbit a second, 400 ms to the server and back, a quarter of the speed."""

from typing import TYPE_CHECKING

from tests.access.journeys.walker import Walker
from tests.browser.devices import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

DEVICE = PHONE
BYTES_A_SECOND = 400_000 / 8
LATENCY_MILLISECONDS = 400
SLOWER = 4
WATCH = """
window.longest = 0;
new PerformanceObserver(list => {
  for (const one of list.getEntries()) window.longest = Math.max(window.longest, one.duration);
}).observe({type: 'longtask', buffered: true});
"""
MEASURE = """() => new Promise(done => {
  const painted = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
  const look = () => painted() === undefined ? requestAnimationFrame(look) : done({
    painted: painted(), longest: window.longest ?? 0,
    blocking: performance.getEntriesByType('resource')
      .filter(one => one.renderBlockingStatus === 'blocking').map(one => one.name),
  });
  look();
})"""


class SlowWalker(Walker):
    def __init__(self, page: "Page", site: str, seen: set[str], *, has_script: bool = True) -> None:
        super().__init__(page, site, seen, has_script=has_script)
        page.add_init_script(WATCH)
        chromium = page.context.new_cdp_session(page)
        chromium.send("Network.enable")
        chromium.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": LATENCY_MILLISECONDS, "downloadThroughput": BYTES_A_SECOND,
             "uploadThroughput": BYTES_A_SECOND},
        )  # fmt: skip
        chromium.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        self.looks = [measure]

    def activates(self, target: "Locator") -> None:
        if target.evaluate("one => one.matches('a')"):
            target.click()
        else:
            target.dblclick()


def measure(visitor: Walker) -> None:
    seen = visitor.page.evaluate(MEASURE)
    visitor.found.at_most("first_paint_milliseconds", round(seen["painted"]))
    visitor.found.at_most("longest_task_milliseconds", round(seen["longest"]))
    for address in seen["blocking"]:
        if ".css" not in address:
            visitor.tells(f"{address.removeprefix(visitor.site)} keeps the page from being shown")
