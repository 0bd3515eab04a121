"""Keeps every page that any client is answered with, and looks around each that is new."""

import json
from pathlib import Path
from typing import Any

from django.test import Client

from tests.walk.around import Around
from tests.walk.shown import Shown, called, who_asked

BESIDE = {"council-css": "css", "admin:jsi18n": "js"}
"""What pages load that is not a file. Kept with its address in the first line."""


class Recorder:
    def __init__(self, file: Path) -> None:
        self.file = file
        self.seen: set[int] = set()
        self.views: set[str] = set()
        self.around = Around()
        self.ask = Client.request
        self.looks = True

    def request(self, client: Client, **asked: Any) -> Any:
        response = self.ask(client, **asked)
        request = response.wsgi_request
        view = request.resolver_match.view_name if request.resolver_match else ""
        self.views.add(view)
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming and response.content:
            self.keep(client, response, view)
        elif view in BESIDE:
            self.file.with_name(f"{BESIDE[view]}.beside").write_bytes(request.path.encode() + b"\n" + response.content)
        return response

    def keep(self, client: Client, response: Any, view: str) -> None:
        request, html, who = response.wsgi_request, response.content.decode(), who_asked(response.wsgi_request)
        page = Shown(
            name=called(html, response.status_code, who),
            who=who,
            address=request.get_full_path(),
            method=request.method,
            status=response.status_code,
            html=html,
            view=view,
            policy=response.get("Content-Security-Policy", ""),
        )
        if (like_this := hash(page.alike)) in self.seen:
            return
        self.seen.add(like_this)
        with self.file.open("a", encoding="utf-8") as out:
            out.write(json.dumps(page.as_row()) + "\n")
        if self.looks:
            self.around.look(client, who, page.address, html)
