#!/usr/bin/env bash
# Create .venv with Python 3.11 or newer: make_venv.sh (PYTHON=/path/to/python3 chooses another).
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}

enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

if [ -x .venv/bin/python ] && enough .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; then
  exit 0
fi
if ! enough "$python"; then
  found=$("$python" --version 2>/dev/null || echo "no $python")
  echo "The portal needs Python 3.11 or newer and found $found: install one, or set PYTHON to it." >&2
  exit 1
fi
"$python" -c 'import ensurepip, venv' 2>/dev/null || scripts/debian_packages.sh python3-venv
rm -rf .venv
"$python" -m venv .venv
