#!/usr/bin/env bash
# Browser tests drive Debian's chromium: have it installed when it is missing. Prints its path.
set -euo pipefail

find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

find_chromium || {
  "$(dirname "$0")/debian_packages.sh" chromium >&2
  find_chromium
}
