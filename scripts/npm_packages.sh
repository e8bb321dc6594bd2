#!/usr/bin/env bash
# Install the locked front-end packages into node_modules.
set -euo pipefail
cd "$(dirname "$0")/.."

npm ci --no-audit --no-fund --ignore-scripts --loglevel=error
touch node_modules/.package-lock.json
