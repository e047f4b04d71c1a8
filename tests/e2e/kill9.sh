#!/bin/sh
# kill9.sh - a scripted walk is killed at 200 random moments; what was confirmed is there each time.
exec python3 "$(dirname "$0")/../tools/kill9.py" "${CAPDO_RELEASE:-build/capdo}" "${TMPDIR:-/tmp}/kill9.db" 200
