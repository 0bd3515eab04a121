"""A council's sign-in over real HTTP: signs with RS256, checks the client and PKCE, and lies when it is told to."""

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT_ID, CLIENT_SECRET = "repairs", "issuer-and-service-know-this"
SIGNING = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
ANOTHER = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})


@dataclass
class Issuer:
    address: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    """Of whoever signs in next; None takes a claim away."""
    key: RSAKey = field(default_factory=lambda: SIGNING)
    algorithm: str = "RS256"
    asked: dict[str, str] = field(default_factory=dict)
    """With what the browser was sent here."""
    down: bool = False

    def signs_in(self, address: str) -> str:
        """What a browser does there. Returns the address that it is sent back to."""
        self.asked = dict(parse_qsl(urlsplit(address).query))
        return f"{self.asked['redirect_uri']}?code=the-code&state={self.asked['state']}"

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if challenge != self.asked["code_challenge"] or form.get("code") != "the-code":
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": self.id_token()}

    def id_token(self) -> str:
        now = int(time.time())
        usual = {"iss": self.address, "aud": CLIENT_ID, "sub": "1", "iat": now, "exp": now + 300}
        said = {**usual, "nonce": self.asked["nonce"], "preferred_username": "sam@northmere.example", **self.claims}
        kept = {name: value for name, value in said.items() if value is not None}
        if self.algorithm == "none":
            parts = [{"alg": "none", "kid": "one"}, kept]
            return ".".join(base64.urlsafe_b64encode(json.dumps(p).encode()).decode().rstrip("=") for p in parts) + "."
        return jwt.encode({"alg": self.algorithm, "kid": "one"}, kept, self.key)


@contextmanager
def issuer() -> Iterator[Issuer]:
    desk = Issuer()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            keys = {"keys": [SIGNING.as_dict(private=False)]}
            self.say(200, keys if self.path == "/keys" else desk.metadata())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            told = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
            if self.headers["Authorization"] != f"Basic {told}":
                return self.say(401, {"error": "invalid_client"})
            return self.say(*desk.token({name: values[0] for name, values in parse_qs(body).items()}))

        def say(self, status: int, what: dict[str, Any]) -> None:
            raw = b"<html>" if desk.down else json.dumps(what).encode()
            self.send_response(500 if desk.down else status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        desk.address = f"http://127.0.0.1:{server.server_port}"
        yield desk
        server.shutdown()
