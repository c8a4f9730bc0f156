#!/bin/sh
# Install Debian packages if that can be done without asking anybody: as root or with
# passwordless sudo. Exit 0: all are there now; 1: they are not, and why was said.
set -u

missing=""
for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
        missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "not installed:$missing (no apt-get on this machine)" >&2
    exit 1
elif [ "$(id -u)" = 0 ]; then
    as_root=""
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "not installed:$missing (that needs root: sudo apt-get install$missing)" >&2
    exit 1
fi

echo "installing:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
install() {
    $as_root apt-get install -y -qq --no-install-recommends $missing </dev/null >/dev/null
}
install 2>/dev/null && exit 0
$as_root apt-get update -qq </dev/null >&2
install
