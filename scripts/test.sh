#!/usr/bin/env bash
# Everything that must hold: lint, tests, then browser tests in a pytest process of their own.
# All parts run; the last lines are each part's summary, and one that fails makes the whole fail.
set -uo pipefail
cd "$(dirname "$0")/.."
logs=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; rm -rf "$logs"' EXIT
failed=0

part() { # name, command...
  local name=$1
  shift
  "$@" 2>&1 | tee "$logs/$name" || failed=1
}

# Style and types are checked while what the tests need is fetched and the first of them run: one
# process alone leaves a core idle.
scripts/lint.sh >"$logs/lint" 2>&1 &
lint=$!
.venv/bin/python scripts/verapdf.py || true # the tests say what they miss; in CI they fail
.venv/bin/python scripts/with_postgres.py true || true
PORTAL_CHROMIUM=$(scripts/ensure_chromium.sh) || failed=1
export PORTAL_CHROMIUM
part tests .venv/bin/python scripts/with_postgres.py .venv/bin/pytest -q -n 2 --dist worksteal -m "not browser"
wait $lint || failed=1
cat "$logs/lint"
journeys="browser and not long"
[ -n "${PORTAL_TEST_EVERYWHERE:-}" ] && journeys=browser
part browser .venv/bin/pytest -q -n 2 --dist worksteal -m "$journeys"

echo
if [ $failed = 0 ]; then echo "lint: passed"; else echo "Something failed: look above for it."; fi
for name in tests browser; do echo "$name: $(tail -n 1 "$logs/$name")"; done
exit $failed
