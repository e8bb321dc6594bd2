#!/usr/bin/env bash
# Install the locked front-end packages into node_modules.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v npm >/dev/null; then
  echo "The portal needs Node.js with npm for its front-end packages: install them first." >&2
  exit 1
fi
npm ci --no-audit --no-fund --ignore-scripts --loglevel=error
touch node_modules/.package-lock.json
