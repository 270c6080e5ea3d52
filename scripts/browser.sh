#!/usr/bin/env bash
# Print the path of a Chromium for the browser tests: the one CHROMIUM names, an installed one, or Debian's, installed now.
set -euo pipefail
find_browser() {
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
        [ -n "$name" ] && command -v "$name" && return 0
    done
    return 1
}
if [ -n "${CHROMIUM:-}" ] && ! command -v "$CHROMIUM" >/dev/null; then
    echo "CHROMIUM=$CHROMIUM is no program that can be run" >&2
    exit 1
fi
if find_browser; then exit 0; fi
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo -n"
if command -v apt-get >/dev/null && $as_root true 2>/dev/null; then
    echo "installing chromium and a Chinese font for the browser tests" >&2
    $as_root apt-get update -qq >&2
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >&2 </dev/null
    if find_browser; then exit 0; fi
fi
echo "the browser tests need Chromium and a Chinese font: install them (Debian: chromium fonts-noto-cjk), or name one with CHROMIUM=path" >&2
exit 1
