#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Format, banned calls, complexity, clang-tidy and links. Zero findings or it fails.
#   tools/lint.sh [BUILD]    a configured build folder, for its compile commands
set -u
cd "$(dirname "$0")/.."
build=${1:-build}
[ -f "$build/compile_commands.json" ] || make --no-print-directory BUILD="$build" all >/dev/null
bad=0
sources=$(git ls-files '*.c' '*.h')

# shellcheck disable=SC2086
clang-format --dry-run -Werror $sources || bad=1

if git grep -nwE 'strcpy|strcat|strncpy|sprintf|vsprintf|strtok|atoi|atol|sscanf|gets|localtime|gmtime|alloca' \
    -- 'src/*.c' 'src/*.h' 'include/*' 'tools/*.c'; then
    echo "lint: banned calls" >&2
    bad=1
fi
if git grep -nE '\b(TODO|FIXME|XXX|HACK)\b|#if 0' -- 'src/*' 'include/*' 'tests/*.c' 'fuzz/*' 'tools/*' ':!tools/lint.sh'; then
    echo "lint: unfinished work" >&2
    bad=1
fi

# pmccabe: modified complexity, complexity, statements, first line, lines, file, name
# shellcheck disable=SC2086
pmccabe $(git ls-files 'src/*.c' 'tools/*.c') 2>/dev/null | awk '
    FILENAME == "tools/complexity.allow" { if ($0 !~ /^#/ && NF) allowed[$1] = 1; next }
    ($1 > 25 || $5 > 100) && !($NF in allowed) {
        printf "lint: %s %s: complexity %d, %d lines\n", $6, $NF, $1, $5
        bad = 1
    }
    END { exit bad }' tools/complexity.allow - || bad=1

# shellcheck disable=SC2046
clang-tidy -p "$build" --quiet $(git ls-files 'src/*.c') 2>/dev/null | grep -E 'warning:|error:' && bad=1

[ "$bad" -eq 0 ] && echo "lint: clean"
exit "$bad"
