"""Settings come from the environment, and a bad one is refused by its name."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from repairs import environment as env

Read = Callable[[], Any]

COUNT: Read = lambda: env.number("X", 7, least=1, most=24)  # noqa: E731
FLAG: Read = lambda: env.flag("X")  # noqa: E731
ADDRESS: Read = lambda: env.url("X", "https://default.example")  # noqa: E731
WAITS: Read = lambda: env.numbers("X", "60,300")  # noqa: E731
SECRET: Read = lambda: env.secret("X")  # noqa: E731
FORMAT: Read = lambda: env.choice("X", "json", {"json", "plain"})  # noqa: E731
BROKER: Read = lambda: env.secret_url("X", {"redis", "rediss"})  # noqa: E731
HOSTS: Read = lambda: env.names("X")  # noqa: E731


@pytest.mark.parametrize(
    ("read", "value", "means"),
    [
        (FLAG, None, False),
        *((FLAG, value, True) for value in ("1", "true", "TRUE", "yes", "on", " true ")),
        *((FLAG, value, False) for value in ("0", "false", "no", "off", "")),
        (COUNT, None, 7),
        (COUNT, "", 7),
        (COUNT, "12", 12),
        (WAITS, None, [60, 300]),
        (WAITS, "5", [5]),
        (WAITS, "5, 10", [5, 10]),
        (ADDRESS, None, "https://default.example"),
        (ADDRESS, "http://localhost:8000", "http://localhost:8000"),
        (ADDRESS, "https://repairs.example/", "https://repairs.example"),
        (ADDRESS, "https://[::1]:8000", "https://[::1]:8000"),
        (HOSTS, None, []),
        (HOSTS, "a.example, b.example,", ["a.example", "b.example"]),
        (FORMAT, None, "json"),
        (FORMAT, "plain", "plain"),
        (SECRET, " s3cret ", "s3cret"),
        (BROKER, None, ""),
        (BROKER, "redis://:p@ss@redis:6379/0", "redis://:p@ss@redis:6379/0"),
    ],
)
def test_what_a_value_means(monkeypatch: pytest.MonkeyPatch, read: Read, value: str | None, means: Any) -> None:
    monkeypatch.delenv("X", raising=False)
    if value is not None:
        monkeypatch.setenv("X", value)
    assert read() == means


@pytest.mark.parametrize(
    ("read", "value"),
    [
        *((FLAG, value) for value in ("maybe", "2", "y")),
        *((COUNT, value) for value in ("ten", "1.5", "0", "-1", "25", "1e3")),
        *((WAITS, value) for value in (",", "5,", "5;10", "soon", "0", "-5", "60,-1")),
        *((ADDRESS, value) for value in ("repairs.example", "ftp://repairs.example", "https://", "//repairs.example")),
        *((ADDRESS, value) for value in ("https://[bad", "https://a b", "https://host:99999", "https://host/?q=1")),
        *((ADDRESS, value) for value in ("https://user:password@host", "https://host/#part", "https://:80")),
        *((FORMAT, value) for value in ("xml", "JSON")),
        *((SECRET, value) for value in ("", "  ")),
        *((BROKER, value) for value in ("nonsense", "http://redis", "redis://", "amqp://redis")),
    ],
)
def test_a_bad_value_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, read: Read, value: str) -> None:
    monkeypatch.setenv("X", value)
    with pytest.raises(ImproperlyConfigured, match=r"^X "):
        read()


def test_a_broker_that_is_refused_is_not_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", "http://:pa55word@redis")
    with pytest.raises(ImproperlyConfigured) as refused:
        BROKER()
    assert "pa55word" not in str(refused.value)


class TestSecretsInFiles:
    def test_a_secret_is_read_from_the_file_and_wins(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text("from the file\n")
        monkeypatch.setenv("X", "from the environment")
        monkeypatch.setenv("X_FILE", str(tmp_path / "secret"))
        assert SECRET() == "from the file"

    def test_a_file_that_is_not_there_is_refused_by_name(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("X_FILE", str(tmp_path / "none"))
        with pytest.raises(ImproperlyConfigured, match=r"^X_FILE: cannot read"):
            SECRET()

    def test_a_file_that_is_not_text_is_refused_by_name(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        (tmp_path / "secret").write_bytes(b"\xff\xfe\x00")
        monkeypatch.setenv("X_FILE", str(tmp_path / "secret"))
        with pytest.raises(ImproperlyConfigured, match=r"^X_FILE: cannot read"):
            SECRET()

    def test_a_folder_is_refused_by_name(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("X_FILE", str(tmp_path))
        with pytest.raises(ImproperlyConfigured, match=r"^X_FILE: cannot read"):
            SECRET()

    def test_an_empty_file_holds_no_secret(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text("\n")
        monkeypatch.setenv("X_FILE", str(tmp_path / "secret"))
        with pytest.raises(ImproperlyConfigured, match=r"^X is not set"):
            SECRET()


@pytest.mark.parametrize(
    ("address", "means"),
    [
        ("", ("", 25, "", "", False, False)),
        ("smtp://mail.example", ("mail.example", 25, "", "", False, False)),
        ("smtp+tls://us%40er:p%2Fw@mail.example", ("mail.example", 587, "us@er", "p/w", True, False)),
        ("smtps://mail.example:4650", ("mail.example", 4650, "", "", False, True)),
    ],
)
def test_a_mail_server_is_read_from_one_address(
    monkeypatch: pytest.MonkeyPatch, address: str, means: tuple[object, ...]
) -> None:
    monkeypatch.setenv("X", address)
    mail = env.mail_server("X")
    assert (mail.host, mail.port, mail.user, mail.password, mail.starts_tls, mail.is_tls) == means
    assert "p/w" not in repr(mail)
