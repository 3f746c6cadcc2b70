#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Speed, start and memory beside spaCy's on the same weights and texts: bench/README.md.
#   tools/bench.sh [BUILD]
set -eu
cd "$(dirname "$0")/.."
exec python3 bench/bench.py "${1:-build}"
