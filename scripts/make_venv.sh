#!/usr/bin/env bash
# Create .venv unless a sound one is there: make_venv.sh (PYTHON=/path/to/python3 chooses another).
set -euo pipefail
cd "$(dirname "$0")/.."

.venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && exit 0
rm -rf .venv
"${PYTHON:-python3}" -m venv .venv
