#!/usr/bin/env bash
# Make sure the system libraries that WeasyPrint draws PDFs with are there.
set -euo pipefail

known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true)
missing=()
while read -r package library; do
  grep -qF "$library " <<<"$known" || missing+=("$package")
done <<'LIBRARIES'
libpango-1.0-0 libpango-1.0.so.0
libpangoft2-1.0-0 libpangoft2-1.0.so.0
libharfbuzz-subset0 libharfbuzz-subset.so.0
LIBRARIES
[ ${#missing[@]} -eq 0 ] || "$(dirname "$0")/debian_packages.sh" "${missing[@]}"
