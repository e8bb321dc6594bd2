#!/usr/bin/env bash
# Style, types and templates. Every checker runs; one that complains makes the whole fail.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=0

check() {
  echo "== $*"
  .venv/bin/"$@" || failed=1
}

check ruff check .
check ruff format --check .
check mypy
check djlint portal/templates --lint --quiet
exit $failed
