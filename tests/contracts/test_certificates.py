"""A system is told nothing before it has shown who it is, and sends us nowhere else."""

import http.server
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from repairs.calls import NeverArrived, call

HEARD: list[str] = []


class Listens(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        HEARD.append(self.path)
        self.send_response(302)
        self.send_header("Location", "/elsewhere/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *said: object) -> None:
        """Nothing."""


@pytest.fixture
def server() -> Iterator[http.server.HTTPServer]:
    HEARD.clear()
    listening = http.server.HTTPServer(("127.0.0.1", 0), Listens)
    thread = threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield listening
    listening.shutdown()
    thread.join()
    listening.server_close()


def of_its_own(folder: Path) -> ssl.SSLContext:
    """A certificate that nobody but its owner signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    encoding, private = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    text = key.private_bytes(encoding, private, serialization.NoEncryption())
    (folder / "both.pem").write_bytes(text + made.sign(key, hashes.SHA256()).public_bytes(encoding))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "both.pem")
    return context


def test_a_system_whose_certificate_nobody_signed_is_not_told_anything(
    server: http.server.HTTPServer, tmp_path: Path
) -> None:
    server.socket = of_its_own(tmp_path).wrap_socket(server.socket, server_side=True)
    with pytest.raises(NeverArrived):
        call("GET", f"https://localhost:{server.server_port}/orders/", timeout=5, headers={"Authorization": "secret"})
    assert HEARD == []


def test_a_system_that_sends_us_elsewhere_is_not_followed(server: http.server.HTTPServer) -> None:
    answer = call("GET", f"http://127.0.0.1:{server.server_port}/orders/", timeout=5, headers={})
    assert (answer.status, HEARD) == (302, ["/orders/"])
