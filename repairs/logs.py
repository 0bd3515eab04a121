"""Logs: one JSON object a line, ids and counts only, nothing about a person."""

import re
import sys
import traceback
from typing import Any

import structlog

from repairs import environment as env

SECRET_PATH = re.compile(r"(/(?:link|r|c)/)[^/\s\"\\]+")


def hide_tokens(logger: Any, method: str, line: str) -> str:
    """Takes the tokens out of addresses that Django names when a request fails, wherever in the line they are."""
    return SECRET_PATH.sub(r"\1***", line)


def failure(exc_info: Any) -> str:
    """What kind of error it was and where. Its words are left out: a database's quote the whole row."""
    error: BaseException | None = exc_info[1]
    parts = []
    while error is not None:
        parts.append(f"{''.join(traceback.format_tb(error.__traceback__))}{type(error).__qualname__}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\nafter\n".join(parts)


RENDERER: Any = (
    structlog.dev.ConsoleRenderer(colors=False)
    if env.choice("LOG_FORMAT", "json", {"json", "plain"}) == "plain"
    else structlog.processors.JSONRenderer()
)
SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
STRUCTLOG: dict[str, Any] = {
    "processors": [*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    "logger_factory": structlog.stdlib.LoggerFactory(),
    "cache_logger_on_first_use": True,
}
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": SHARED,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.ExceptionRenderer(failure),
                RENDERER,
                hide_tokens,
            ],
        }
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "stream": sys.stderr,
            "formatter": "line",
        }
    },
    "root": {
        "handlers": ["stderr"],
        "level": env.choice("LOG_LEVEL", "INFO", {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}),
    },
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        # What a scanner sends is refused with a page of its own and says nothing about the service.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django.security.RequestDataTooBig": {"level": "CRITICAL"},
        # At the lowest level it tells the secret of each sign-in.
        "authlib": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
        "notifications_python_client": {"level": "CRITICAL"},
    },
}
