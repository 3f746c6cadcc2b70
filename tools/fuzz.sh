#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs every fuzz target for a while over its seeds.
#   tools/fuzz.sh [BUILD] [SECONDS]    default: build-fuzz, 60 seconds a target
set -eu
cd "$(dirname "$0")/.."
build=${1:-build-fuzz}
seconds=${2:-60}
if [ ! -d "$build" ]; then
    tools/deps.sh check
    CC=clang meson setup "$build" -Db_sanitize=address,undefined -Db_lundef=false \
        -Darena_malloc=true -Dfuzz=true >/dev/null
fi
ninja -C "$build" >/dev/null
# The model loader's seeds are the tiny pipelines of the golden tests, imported by this very version.
models=$build/models
mkdir -p "$models"
for pipeline in tests/golden/synthetic/*.tar.gz; do
    folder=$(mktemp -d)
    tar -xzf "$pipeline" -C "$folder"
    "$build/communique" model import "$folder" -o "$models/$(basename "$pipeline" .tar.gz)"
    rm -r "$folder"
done
ran=0
for target in "$build"/fuzz/fuzz_*; do
    if [ ! -f "$target" ] || [ ! -x "$target" ]; then
        continue
    fi
    name=$(basename "$target")
    corpus=$build/corpus-$name
    mkdir -p "$corpus"
    seeds=
    [ ! -d "fuzz/seeds/$name" ] || seeds=fuzz/seeds/$name
    [ "$name" != fuzz_model ] || seeds="$seeds $models"
    # shellcheck disable=SC2086
    if ! "$target" -max_total_time="$seconds" -rss_limit_mb=4096 -timeout=25 -verbosity=0 \
        -print_final_stats=1 -artifact_prefix="$build/" "$corpus" $seeds >"$build/$name.log" 2>&1; then
        echo "fuzz: $name failed:" >&2
        tail -n 30 "$build/$name.log" >&2
        exit 1
    fi
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$build/$name.log")
    echo "fuzz: $name: ${runs:-0} inputs"
    if [ "${runs:-0}" -eq 0 ]; then
        exit 1
    fi
    ran=$((ran + 1))
done
echo "fuzz: $ran targets, $seconds s each"
[ "$ran" -gt 0 ]
