from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Page, Request

STATIC = ("/static/", "/council.css")


@dataclass(frozen=True)
class Asked:
    method: str
    url: str


@dataclass
class Witness:
    """What a browser asked for, and what it complained of. A breach of the security policy is a complaint too."""

    site: str
    asked: list[Asked] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self, page: "Page") -> None:
        page.on("request", self.hears_request)
        page.on("console", self.hears_console)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("dialog", lambda dialog: self.complaints.append(f"asked the resident: {dialog.message}"))

    def hears_request(self, request: "Request") -> None:
        self.asked.append(Asked(request.method, request.url))
        if not request.url.startswith((f"{self.site}/", "blob:", "data:")):
            self.complaints.append(f"left the site for {request.url}")

    def hears_console(self, message: "ConsoleMessage") -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.type} on {message.location.get('url', '')}: {message.text}")

    def besides_static(self) -> list[Asked]:
        return [one for one in self.asked if not one.url.removeprefix(self.site).startswith(STATIC)]
