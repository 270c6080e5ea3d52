#!/usr/bin/env bash
# Write constraints.txt from what is installed: exact versions alone, never a path, an address or a local build's suffix.
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/python -m pip --disable-pip-version-check freeze --all --exclude-editable |
    sed -E 's/\+[A-Za-z0-9.]+$//' | grep -E '^[A-Za-z0-9._-]+==[A-Za-z0-9.!]+$' | grep -v -E '^pip==' | LC_ALL=C sort -f > constraints.txt
