"""Settings for the tests, unless the shell has said otherwise."""

import os
from pathlib import Path

DEFAULTS = {
    "SECRET_KEY": "only-for-tests-" + "x" * 50,
    "SITE_URL": "http://testserver",
    "STATIC_MANIFEST": "false",
    # What it does is shown where it is turned on.
    "STAFF_SECOND_FACTOR": "false",
    "LOG_FORMAT": "plain",
    "LOG_LEVEL": "CRITICAL",
    # Tests come from one address.
    "POSTCODES_AN_HOUR_PER_ADDRESS": "1000000",
    # In the test's own thread, which alone sees what the test has not committed.
    "OUTBOX_CALLS_AT_ONCE": "1",
}

for name, value in DEFAULTS.items():
    os.environ.setdefault(name, value)

# WhiteNoise warns where no static files were collected, and the tests take a warning for an error.
Path("var/static").mkdir(parents=True, exist_ok=True)
