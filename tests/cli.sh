#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs the cases of tests/cli/ against the program: tests/cli.sh PROGRAM [CASE...]
#
# A case is a shell script. It runs in a new folder with $program, $examples (the sample reports)
# and the functions below; a check that fails is told and the case fails. Nothing of a case is left
# behind.
set -u
tests=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1")
if [ ! -x "$program" ]; then
    echo "cli: no program $1" >&2
    exit 1
fi
shift
examples=$tests/../examples
export program examples
unset COLUMNS NO_COLOR
LC_ALL=C
export LC_ALL

bad=0

fail() {
    echo "  $case: $*" >&2
    bad=1
}

# run STATUS COMMAND...: the command's output is in the files out and err. Standard input is empty
# unless input is set to a file.
input=/dev/null
run() {
    want=$1
    shift
    "$@" <"$input" >out 2>err
    got=$?
    [ "$got" -eq "$want" ] || fail "exit $got, expected $want: $* ($(head -n 1 err))"
}

# is FILE TEXT: the file holds the text and a line end, or nothing for an empty text.
is() {
    if [ -z "$2" ]; then
        : >expected
    else
        printf '%s\n' "$2" >expected
    fi
    cmp -s expected "$1" || fail "$1 is not as expected: $(diff expected "$1" | head -n 5)"
}

# same FILE FILE
same() {
    cmp -s "$1" "$2" || fail "$1 and $2 differ: $(diff "$1" "$2" | head -n 5)"
}

# has FILE PATTERN: a line of the file matches the extended regular expression.
has() {
    grep -qE -- "$2" "$1" || fail "$1 has no line like '$2': $(head -n 3 "$1")"
}

# ids FILE: the report ids of codings as JSONL, in order, on one line.
ids() {
    sed 's/.*"report":{"id":"\([^"]*\)".*/\1/' "$1" | tr '\n' ' ' | sed 's/ $//'
}

[ $# -gt 0 ] || set -- "$tests"/cli/*.sh
count=0 failed=0
for script; do
    case=$(basename "$script" .sh)
    folder=$(mktemp -d)
    cd "$folder" || exit 1
    bad=0 input=/dev/null
    # shellcheck disable=SC1090
    . "$script"
    cd / && rm -rf "$folder"
    count=$((count + 1))
    if [ "$bad" -ne 0 ]; then
        failed=$((failed + 1))
        echo "FAILED: $case"
    else
        echo "ok: $case"
    fi
done
echo "$count cases, $failed failed"
[ "$count" -gt 0 ] && [ "$failed" -eq 0 ]
