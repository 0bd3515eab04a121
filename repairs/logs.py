"""Logs: one JSON object a line, ids and counts only, nothing about a person."""

import logging
import re
import sys
from typing import Any

import structlog

from repairs import environment as env

SECRET_PATH = re.compile(r"(/(?:link|r)/)[^/\s\"]+")


def hide_tokens(record: logging.LogRecord) -> bool:
    """Takes the tokens out of addresses that Django names when a request fails."""
    record.msg = SECRET_PATH.sub(r"\1***", str(record.msg))
    if isinstance(record.args, tuple):
        record.args = tuple(SECRET_PATH.sub(r"\1***", arg) if isinstance(arg, str) else arg for arg in record.args)
    return True


class HideTokens(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        return hide_tokens(record)


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
                structlog.processors.format_exc_info,
                RENDERER,
            ],
        }
    },
    "filters": {"hide_tokens": {"()": HideTokens}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "stream": sys.stderr,
            "formatter": "line",
            "filters": ["hide_tokens"],
        }
    },
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL", "INFO").upper()},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "httpx": {"level": "WARNING"},
        "notifications_python_client": {"level": "CRITICAL"},
    },
}
