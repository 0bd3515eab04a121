"""Settings of the demo: SQLite and loopback, whatever the shell says."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent.parent
DATA = HERE / "var" / "demo"
NOTIFY_API_KEY = "demo-7b5e0b5e-9f5c-4d27-8c3a-0f6f3f9d2a11-1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f"
HMS_TOKEN = "demo-hms-token"  # noqa: S105 it opens the stand-in on this machine only
NOTIFY_RECEIPT_TOKEN = "demo-notify-receipt-token"  # noqa: S105 the stand-in on this machine shows it
HMS_WEBHOOK_SECRET = "demo-hms-webhook-secret"  # noqa: S105 the stand-in on this machine signs with it
SMS_TEMPLATE_ID = "0f2c6c3e-5b7a-4a53-9b0d-3c0f6ad0a001"
EMAIL_TEMPLATE_ID = "0f2c6c3e-5b7a-4a53-9b0d-3c0f6ad0a002"


@dataclass(frozen=True)
class Ports:
    web: int
    hms: int
    notify: int


def ports() -> Ports:
    return Ports(port("PORT", 8000), port("HMS_PORT", 8001), port("NOTIFY_PORT", 8002))


def port(name: str, default: int) -> int:
    value = os.environ.get(name) or str(default)
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise SystemExit(f"{name} must be a port number, not {value!r}.")
    return int(value)


def demo_environment(chosen: Ports) -> dict[str, str]:
    host = os.environ.get("HOST") or "127.0.0.1"
    return {
        **os.environ,
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "repairs.settings",
        "DATA_DIR": str(DATA),
        "SECRET_KEY": secret_key(),
        "SITE_URL": os.environ.get("SITE_URL") or f"http://localhost:{chosen.web}",
        "ALLOWED_HOSTS": os.environ.get("ALLOWED_HOSTS")
        or ("*" if host != "127.0.0.1" else "localhost,127.0.0.1,[::1]"),
        "DEBUG": "false",
        "STATIC_MANIFEST": "true",
        "DATABASE_URL": "",
        "REDIS_URL": "",
        # Nobody needs a phone to try it out.
        "STAFF_SECOND_FACTOR": "false",
        "LOG_FORMAT": os.environ.get("LOG_FORMAT") or "plain",
        "LOG_LEVEL": os.environ.get("LOG_LEVEL") or "WARNING",
        "HMS_URL": f"http://127.0.0.1:{chosen.hms}",
        "HMS_TOKEN": HMS_TOKEN,
        "HMS_KIND": "idempotent",
        "HMS_WEBHOOK_SECRET": HMS_WEBHOOK_SECRET,
        "NOTIFY_URL": f"http://127.0.0.1:{chosen.notify}",
        "NOTIFY_API_KEY": NOTIFY_API_KEY,
        "NOTIFY_SMS_TEMPLATE_ID": SMS_TEMPLATE_ID,
        "NOTIFY_EMAIL_TEMPLATE_ID": EMAIL_TEMPLATE_ID,
        "NOTIFY_RECEIPT_TOKEN": NOTIFY_RECEIPT_TOKEN,
        # Whoever tries it out does so at any hour, again and again with the same number.
        "TEXTS_FROM_HOUR": "0",
        "TEXTS_UNTIL_HOUR": "24",
        "TEXTS_A_DAY": "0",
        "OUTBOX_RETRY_SECONDS": "2,3,5,10,15",
    }


def secret_key() -> str:
    """Made once for each copy of the demo, so that reports begun before a restart can be gone on with."""
    path = DATA / "secret-key"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(64), encoding="utf-8")
        path.chmod(0o600)
    return path.read_text(encoding="utf-8")
