#!/usr/bin/env bash
# Serve the portal on 127.0.0.1:${PORT:-8000}, with its database up to date and mail delivered.
set -euo pipefail
cd "$(dirname "$0")/.."
port=${PORT:-8000}

.venv/bin/python - "$port" <<'PYTHON' || exit 1
import socket
import sys

port = sys.argv[1]
if not (port.isascii() and port.isdigit()) or not 0 < int(port) < 65536:
    sys.exit(f"PORT must be a number from 1 to 65535, not {port!r}.")
with socket.socket() as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", int(port)))
    except OSError:
        sys.exit(f"Port {port} is taken: stop what runs there, or choose another: PORT=8001 make run.")
PYTHON

mkdir -p instance
.venv/bin/python scripts/prepare_demo.py

trap 'kill $(jobs -p) 2>/dev/null; wait' EXIT
trap 'exit 0' INT TERM
.venv/bin/gunicorn --bind "127.0.0.1:$port" --worker-class gthread --workers 2 --threads 8 \
  --preload --log-level warning wsgi:app &
web=$!
until (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
  kill -0 $web 2>/dev/null || exit 1
  sleep 0.1
done
.venv/bin/flask --app wsgi worker &
worker=$!

echo
echo "The portal is at http://127.0.0.1:$port (stop it with Ctrl+C)"
wait -n $web $worker
