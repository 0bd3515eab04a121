#!/bin/sh
# Brings a backup back:  scripts/restore.sh FOLDER/<moment>
# Into an empty database and an empty folder or bucket, which the settings in the environment name. Nothing of the
# service may run meanwhile.
set -eu
umask 077
python=${PYTHON:-python}
from=$(cd "${1:?Say which backup: scripts/restore.sh FOLDER/MOMENT}" && pwd)
cd "$(dirname "$0")/.."

(cd "$from" && sha256sum --check --quiet SHA256SUMS)
eval "$("$python" scripts/database.py)"
if [ -n "${SQLITE_FILE:-}" ]; then
    if [ -s "$SQLITE_FILE" ]; then echo "$SQLITE_FILE is there already. Move it away first." >&2; exit 1; fi
    mkdir -p "$(dirname "$SQLITE_FILE")"
    "$python" scripts/copy_sqlite.py "$from/database.sqlite3" "$SQLITE_FILE"
else
    tables=$(psql --no-psqlrc --tuples-only --no-align --command "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
    if [ "$tables" != 0 ]; then echo "The database has $tables tables already. Restore into an empty one." >&2; exit 1; fi
    pg_restore --no-owner --no-privileges --exit-on-error --single-transaction --dbname="$PGDATABASE" "$from/database.dump"
fi
"$python" manage.py copy_photos --from "$from/photos"
"$python" manage.py migrate --noinput --verbosity 0
"$python" manage.py after_restore

if [ "$(cat "$from/secret-key-fingerprint")" != "$KEY_FINGERPRINT" ]; then
    echo "SECRET_KEY is not the one of the backup: unfinished reports, photo links and second steps of staff have ended." >&2
fi
