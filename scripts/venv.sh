#!/usr/bin/env bash
# Make a virtual environment at $1 with the first Python >= 3.11 there is. PYTHON=path names another.
set -euo pipefail
target=$1
newest=""
for name in "${PYTHON:-}" python3 python3.11 python3.12 python3.13 python3.14; do
    [ -n "$name" ] && command -v "$name" >/dev/null || continue
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then newest=$name; break; fi
done
if [ -z "$newest" ]; then
    echo "policyqa needs Python 3.11 or newer: install it, or name it with PYTHON=path" >&2
    exit 1
fi
if ! "$newest" -c 'import ensurepip' 2>/dev/null; then  # Debian keeps it in a package of its own
    version=$("$newest" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    as_root=""
    [ "$(id -u)" = 0 ] || as_root="sudo -n"
    if command -v apt-get >/dev/null && $as_root true 2>/dev/null; then
        $as_root apt-get update -qq >&2
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "python$version-venv" >&2 </dev/null
    else
        echo "$newest cannot make a virtual environment: install the package python$version-venv" >&2
        exit 1
    fi
fi
"$newest" -m venv "$target"
