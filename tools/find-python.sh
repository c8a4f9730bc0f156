#!/bin/sh
# Which Python interpreter can build and run ulambda here? Prints its path, or says what to install.
#
# It must be 3.11 or newer, able to make a virtual environment, and have its C headers (the
# interpreter's extension module is compiled against them). ULAMBDA_PYTHON overrides the search.
set -u

usable() { # 0: yes; 1: no such interpreter or too old; 2: no venv module; 3: no headers
    "$1" - 2>/dev/null <<'PY'
import os, sys
if sys.version_info < (3, 11):
    sys.exit(1)
try:
    import ensurepip, venv
except ImportError:
    sys.exit(2)
import sysconfig
sys.exit(0 if os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")) else 3)
PY
}

search() { # prints the first interpreter that will do; otherwise sets `nearest` and `lacks`
    nearest="" lacks=1
    for candidate in ${ULAMBDA_PYTHON:-python3 python3.13 python3.12 python3.11 \
        /usr/bin/python3 python3.14}; do
        usable "$candidate"
        case $? in
        0) command -v "$candidate" && return 0 ;;
        2 | 3) [ -n "$nearest" ] || { nearest=$candidate && lacks=venv; } ;;
        esac
    done
    return 1
}

search && exit 0
here=$(dirname "$0")
if [ -n "$nearest" ]; then
    version=$("$nearest" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    packages="python$version-venv python$version-dev"
    "$here/apt-install.sh" $packages >&2 && search && exit 0
    echo "error: $nearest lacks the venv module or its C headers" >&2
    echo "  run:  sudo apt-get install $packages" >&2
    exit 1
fi
echo "error: no Python 3.11 or newer found" >&2
first=${ULAMBDA_PYTHON:-python3}
echo "  seen: $first $("$first" --version 2>/dev/null || echo 'does not run')" >&2
echo "  run:  sudo apt-get install python3 python3-venv python3-dev" >&2
echo "        or name one: make ULAMBDA_PYTHON=/path/to/python3.12 ..." >&2
exit 1
