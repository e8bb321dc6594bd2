#!/usr/bin/env bash
# Make sure Debian packages are there: debian_packages.sh PACKAGE...
# Installs missing ones when it may (root, or sudo without a password); otherwise names them, exit 1.
set -euo pipefail

missing=()
for package in "$@"; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] \
    || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if ! command -v apt-get >/dev/null; then
  echo "This needs the libraries of the Debian packages ${missing[*]}: install them first." >&2
  exit 1
elif [ "$(id -u)" = 0 ]; then
  as_root=(env)
elif sudo -n true 2>/dev/null; then
  as_root=(sudo env)
else
  echo "Please install the Debian packages this needs: sudo apt-get install ${missing[*]}" >&2
  exit 1
fi

echo "Installing ${missing[*]}"
apt() {
  "${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120 "$@" </dev/null
}
log=$(mktemp)
# One unreachable source must not stop an install from the others: only the install decides.
if ! { apt update; apt install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "apt-get could not install ${missing[*]}." >&2
  exit 1
fi
rm -f "$log"
