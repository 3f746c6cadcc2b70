#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Everything that proves the project works: the tests, built by gcc and again by clang under ASan
# and UBSan; the fuzz targets for a short while; the Python package by pip; lint. Ends with "N passed,
# N failed, N skipped".
#   SECONDS_A_TARGET=10 make check     how long each fuzz target runs
set -u
cd "$(dirname "$0")/.." || exit 1
tools/deps.sh check || exit 1

passed=0 failed=0 skipped=0
begun=$(date +%s)

title() {
    echo "== $1 ($(($(date +%s) - begun)) s)"
}

# count FOLDER: adds up meson's own log of the tests run there.
count() {
    log=$1/meson-logs/testlog.json
    if [ ! -s "$log" ]; then
        echo "check: no test ran in $1" >&2
        failed=$((failed + 1))
        return
    fi
    all=$(grep -c '"result":' "$log")
    ok=$(grep -cE '"result": "(OK|EXPECTEDFAIL)"' "$log")
    skip=$(grep -c '"result": "SKIP"' "$log")
    passed=$((passed + ok)) skipped=$((skipped + skip)) failed=$((failed + all - ok - skip))
}

# step NAME COMMAND...: one more test, which is the command's exit code; 77 is skipped.
step() {
    name=$1
    shift
    code=0
    "$@" || code=$?
    case $code in
    0)
        passed=$((passed + 1))
        echo "ok: $name"
        ;;
    77)
        skipped=$((skipped + 1))
        echo "skipped: $name"
        ;;
    *)
        failed=$((failed + 1))
        echo "FAILED: $name"
        ;;
    esac
}

# suite FOLDER OPTIONS...: configures, builds and tests there; the compiler comes from CC.
suite() {
    folder=$1
    shift
    rm -rf "$folder"
    if meson setup "$folder" --werror "$@" >"$folder.log" 2>&1 && ninja -C "$folder" >>"$folder.log" 2>&1; then
        title "tests in $folder"
        meson test -C "$folder" --no-rebuild --print-errorlogs --timeout-multiplier 4
        count "$folder"
        step "reference equality in $folder" compared "$folder"
    else
        grep -E 'error|warning|ERROR' "$folder.log" | head -n 20
        echo "FAILED: build in $folder, see $folder.log"
        failed=$((failed + 1))
    fi
}

# compared FOLDER: the engine was compared with the reference over all of our own texts, trees included.
compared() {
    texts=$(wc -l <tests/golden/engine/texts.jsonl)
    grep -E '^all, [0-9]+ documents' "$1/meson-logs/testlog.txt"
    grep -qE "^own, $texts documents, [1-9][0-9]* tokens, head, [1-9]" "$1/meson-logs/testlog.txt"
}

title "gcc"
CC=gcc suite build-gcc --buildtype=release -Db_ndebug=false
title "clang, ASan and UBSan"
CC=clang suite build-asan --buildtype=debugoptimized -Db_sanitize=address,undefined \
    -Db_lundef=false -Darena_malloc=true -Dfuzz=true
title "fuzz"
step "fuzz targets" tools/fuzz.sh build-asan "${SECONDS_A_TARGET:-10}"
title "page"
step "web/dist is what web/ builds" tools/page.sh check
title "Python"
step "the Python package, by pip" tools/python.sh build-gcc/communique
title "lint"
step "lint" tools/lint.sh build-gcc

if [ $((passed + failed)) -eq 0 ]; then
    echo "check: no test ran" >&2
    exit 1
fi
title "done"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
