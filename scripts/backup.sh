#!/bin/sh
# Backs up the whole service while it runs:  scripts/backup.sh FOLDER
# Makes FOLDER/<moment>/ with the database, and then the photos: so every photo that the database names is there.
# It reads the settings of the service from the environment. Keep SECRET_KEY somewhere else.
set -eu
umask 077
python=${PYTHON:-python}
mkdir -p "${1:?Say where to: scripts/backup.sh FOLDER}"
into=$(cd "$1" && pwd)/$(date -u +%Y-%m-%dT%H-%M-%SZ)
cd "$(dirname "$0")/.."

# What is not whole is never called a backup.
part=$into.part
mkdir "$part" "$part/photos"
trap 'rm -rf "$part"' EXIT

eval "$("$python" scripts/database.py)"
if [ -n "${SQLITE_FILE:-}" ]; then
    "$python" scripts/copy_sqlite.py "$SQLITE_FILE" "$part/database.sqlite3"
else
    # SNAPSHOT is for whoever wants to compare: what pg_export_snapshot() has given.
    pg_dump --format=custom ${SNAPSHOT:+--snapshot="$SNAPSHOT"} --file="$part/database.dump"
fi
"$python" manage.py copy_photos --to "$part/photos" >&2
printf '%s\n' "$KEY_FINGERPRINT" > "$part/secret-key-fingerprint"
(cd "$part" && find . -type f -exec sha256sum {} + > ../sums.$$ && mv ../sums.$$ SHA256SUMS)

mv "$part" "$into"
trap - EXIT
echo "$into"
