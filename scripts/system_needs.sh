#!/usr/bin/env bash
# What the system must have: said, or installed where that is allowed, all at once and before
# anything else is. What is installed already is not asked for again.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
packages=()

if [ ! .venv/installed -nt requirements.txt ]; then
  if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    found=$("$python" --version 2>/dev/null || echo "no $python")
    echo "The portal needs Python 3.11 or newer and found $found: install one, or set PYTHON to it." >&2
    exit 1
  fi
  "$python" -c 'import ensurepip, venv' 2>/dev/null || packages+=(python3-venv)
fi
if [ ! -e node_modules/.package-lock.json ] && ! command -v npm >/dev/null; then
  echo "The portal needs Node.js with npm for its front-end packages: install them first." >&2
  exit 1
fi

# WeasyPrint draws PDFs with these.
known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true)
while read -r package library; do
  grep -qF "$library " <<<"$known" || packages+=("$package")
done <<'LIBRARIES'
libpango-1.0-0 libpango-1.0.so.0
libpangoft2-1.0-0 libpangoft2-1.0.so.0
libharfbuzz-subset0 libharfbuzz-subset.so.0
LIBRARIES
[ ${#packages[@]} -eq 0 ] || scripts/debian_packages.sh "${packages[@]}"
