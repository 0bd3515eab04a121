#!/bin/sh
# Installs a hashed lock file into a virtual environment: with uv where it is present, otherwise with pip.
set -eu
python=$1 venv=$2 lock=$3

if command -v uv >/dev/null 2>&1; then
    [ -x "$venv/bin/python" ] || uv venv --quiet --python "$python" "$venv"
    exec uv pip install --quiet --require-hashes --python "$venv/bin/python" -r "$lock"
fi

if [ ! -x "$venv/bin/python" ]; then
    echo "Setting up $venv. This takes about a minute." >&2
    "$python" -m venv "$venv" >/dev/null 2>&1 || "$python" -m venv --clear --without-pip "$venv"
fi
if "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    exec "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
fi
if "$python" -m pip --version >/dev/null 2>&1; then
    exec "$python" -m pip --python "$venv/bin/python" install --quiet --disable-pip-version-check --require-hashes -r "$lock"
fi
rm -rf "$venv"
echo "Neither uv nor pip is here. On Debian: apt-get install python3-venv" >&2
exit 1
