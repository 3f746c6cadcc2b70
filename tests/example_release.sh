#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# docs/example-release/ is whole and has the form of a release of today. What is coded changes with each
# line of the dictionaries, so that only what does not depend on them is compared with one made anew.
#   tests/example_release.sh PROGRAM
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
shown=$root/docs/example-release
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0

# differ WHAT: compares the files shown and made.
differ() {
    if ! diff "$work/shown" "$work/made" >"$work/difference"; then
        echo "docs/example-release: $1 (< there, > made anew); make example-release"
        head -n 10 "$work/difference"
        bad=1
    fi
}

# steady FOLDER: what does not depend on the dictionaries.
steady() {
    (
        cd "$1" || exit 1
        ls
        cat CITATION.cff
        grep -vE '"(hash|bytes)": ' datapackage.json
        head -qn 1 ./*.csv
        cut -d, -f1-9 reports.csv
    )
}

(cd "$shown" && sha256sum --quiet -c SHA256SUMS) || bad=1
"$root/tools/example_release.sh" "$1" "$work/release" 2>"$work/messages" || {
    cat "$work/messages"
    exit 1
}
steady "$shown" >"$work/shown"
steady "$work/release" >"$work/made"
differ "what no dictionary changes"

"$1" rehydrate "$shown" "$root"/examples/*.txt --format csv >"$work/words" 2>"$work/messages" || {
    cat "$work/messages"
    bad=1
}
[ "$(wc -l <"$work/words")" -gt 50 ] || bad=1
[ "$bad" -eq 0 ]
