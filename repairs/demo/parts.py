"""The programs of the demo, each a process of its own."""

import shlex
import subprocess
import sys
from dataclasses import dataclass, field

from repairs.demo.surroundings import (
    DATA,
    EMAIL_TEMPLATE_ID,
    HERE,
    HMS_TOKEN,
    HMS_WEBHOOK_SECRET,
    NOTIFY_API_KEY,
    NOTIFY_RECEIPT_TOKEN,
    SMS_TEMPLATE_ID,
    Ports,
)

STOPPED = """{name} has stopped. The service goes on without it. Start it again with:
{command}"""


@dataclass
class Part:
    """A stand-in that ends stays so, because someone is trying that out. The service itself comes back by itself."""

    name: str
    command: list[str]
    is_stand_in: bool = False
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def start(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen([sys.executable, *self.command], cwd=HERE, env=environment)  # noqa: S603

    @property
    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def follow(self, environment: dict[str, str]) -> None:
        if not self.has_ended:
            return
        if self.is_stand_in:
            command = shlex.join([".venv/bin/python", *self.command])
            print(STOPPED.format(name=self.name, command=command), flush=True)  # noqa: T201
            self.process = None
        else:
            self.start(environment)

    def end(self) -> None:
        """Asks it to end, and makes it where it does not."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=6)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def all_parts(chosen: Ports, host: str) -> list[Part]:
    hms = ["--port", str(chosen.hms), "--token", HMS_TOKEN, "--state", str(DATA / "hms.sqlite3")]
    hms += ["--webhook-url", f"http://127.0.0.1:{chosen.web}/hms/status/", "--webhook-secret", HMS_WEBHOOK_SECRET]
    notify = ["--port", str(chosen.notify), "--api-key", NOTIFY_API_KEY, "--state", str(DATA / "notify.sqlite3")]
    notify += ["--receipt-url", f"http://127.0.0.1:{chosen.web}/notify/receipts/"]
    notify += ["--receipt-token", NOTIFY_RECEIPT_TOKEN]
    templates = ["--sms-template-id", SMS_TEMPLATE_ID, "--email-template-id", EMAIL_TEMPLATE_ID]
    web = ["--bind", f"{host}:{chosen.web}", "--worker-class", "repairs.web_threads.WarmThreads", "--threads", "12"]
    web += ["--log-level", "warning", "--graceful-timeout", "3"]
    return [
        Part("The stand-in housing system", ["-m", "repairs.log.hms.stub_server", *hms], is_stand_in=True),
        Part("The stand-in Notify", ["-m", "repairs.log.notify.fake_server", *notify, *templates], is_stand_in=True),
        Part("The outbox", ["manage.py", "run_outbox"]),
        Part("The web server", ["-m", "gunicorn", "repairs.wsgi", *web]),
    ]
