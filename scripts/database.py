"""Where the service keeps its data, for the shell: what libpq reads from the environment, or SQLITE_FILE."""

import hashlib
import hmac
import shlex
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from repairs.settings import DATABASES, SECRET_KEY

NAMES = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}
OF_LIBPQ = ("sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "options")


def main() -> None:
    found = DATABASES["default"]
    said = {"KEY_FINGERPRINT": hmac.new(SECRET_KEY.encode(), b"which-key", hashlib.sha256).hexdigest()[:16]}
    if found["ENGINE"] == "django.db.backends.sqlite3":
        said["SQLITE_FILE"] = found["NAME"]
    else:
        said |= {name: found[key] for key, name in NAMES.items() if found.get(key)}
        said |= {f"PG{key.upper()}": value for key, value in found["OPTIONS"].items() if key in OF_LIBPQ}
    for name, value in said.items():
        print(f"export {name}={shlex.quote(str(value))}")


if __name__ == "__main__":
    main()
