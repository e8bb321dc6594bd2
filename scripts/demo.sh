#!/usr/bin/env bash
# A fresh demo database: whatever was in instance/portal.sqlite3 is gone afterwards.
set -euo pipefail
cd "$(dirname "$0")/.."
flask=(.venv/bin/flask --app wsgi)

mkdir -p instance
rm -f instance/portal.sqlite3 instance/portal.sqlite3-wal instance/portal.sqlite3-shm
if [ -z "${PORTAL_DATABASE_URL:-}" ]; then
  exec .venv/bin/python scripts/prepare_demo.py
fi
"${flask[@]}" db upgrade
"${flask[@]}" demo load
"${flask[@]}" demo accounts
