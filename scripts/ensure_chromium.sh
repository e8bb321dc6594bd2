#!/usr/bin/env bash
# Browser tests drive Debian's chromium: have it installed when it is missing. Prints its path.
# The build without windows draws the same pages for two thirds of the work: CI always has it.
set -euo pipefail
headless=chromium-headless-shell

find_chromium() {
  command -v $headless || command -v chromium || command -v chromium-browser \
    || command -v google-chrome
}

if ! command -v $headless >/dev/null && { [ -n "${CI:-}" ] || ! find_chromium >/dev/null; }; then
  "$(dirname "$0")/debian_packages.sh" $headless >&2 || true # where there is another, it will do
fi
find_chromium
