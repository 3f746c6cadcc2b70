#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Format, banned calls, complexity, shell scripts, clang-tidy. Zero findings or it fails.
#   tools/lint.sh [BUILD]    a configured build folder, for its compile commands
set -u
cd "$(dirname "$0")/.." || exit 1
build=${1:-build}
[ -f "$build/compile_commands.json" ] || make --no-print-directory BUILD="$build" all >/dev/null
bad=0
found=$(mktemp)
trap 'rm -f "$found"' EXIT

# each PATTERN... -- COMMAND...: runs the command with the repository's files of these patterns.
each() {
    : >"$found"
    while [ "$1" != -- ]; do
        git ls-files -z --cached --others --exclude-standard -- "$1" >>"$found"
        shift
    done
    shift
    if [ ! -s "$found" ]; then
        echo "lint: no file for $1" >&2
        bad=1
    fi
    xargs -0 -r "$@" <"$found"
}

each '*.c' '*.h' -- clang-format --dry-run -Werror || bad=1

banned='strcpy|strcat|strncpy|sprintf|vsprintf|strtok|atoi|atol|sscanf|gets|localtime|gmtime|alloca'
if git grep -nE "\b($banned) *\(" -- 'src/*.[ch]' 'tools/*.c'; then
    echo "lint: banned calls" >&2
    bad=1
fi
if git grep -nE '\b(TODO|FIXME|HACK)\b|XXX:|#if 0' -- src include tests fuzz tools ':!tools/lint.sh'; then
    echo "lint: unfinished work" >&2
    bad=1
fi

# pmccabe: modified complexity, complexity, statements, first line, lines, file, name
# (It takes C++'s keywords for keywords, which costs it the name of a file's scope and no function.)
each 'src/*.c' 'tools/*.c' -- pmccabe >"$build/complexity" 2>"$build/complexity.log"
if grep -v 'expected closing } for class scope' "$build/complexity.log"; then
    bad=1
fi
awk '
    FILENAME == "tools/complexity.allow" { if ($0 !~ /^#/ && NF) allowed[$1] = 1; next }
    { functions++; name = $NF; sub(/.*::/, "", name) }
    ($1 > 25 || $5 > 100) && !(name in allowed) {
        printf "lint: %s %s: complexity %d, %d lines\n", $6, name, $1, $5
        bad = 1
    }
    END { exit bad || functions == 0 }' tools/complexity.allow "$build/complexity" || bad=1

each '*.sh' .ci/run -- shellcheck || bad=1

# One file at a time: clang-tidy 14 carries some findings over from one file to the next.
each 'src/*.c' -- -n 1 -P "$(nproc)" clang-tidy -p "$build" --quiet 2>"$build/clang-tidy.log" || {
    grep -vE '^[0-9]+ warnings? (generated|treated)|^Suppressed' "$build/clang-tidy.log"
    bad=1
}

[ "$bad" -eq 0 ] && echo "lint: clean"
exit "$bad"
