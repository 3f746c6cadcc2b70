#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds, codes the sample reports, shows the events, explains one. Made for a person to read.
set -eu
cd "$(dirname "$0")/.."
tools/deps.sh
log=$(mktemp)
trap 'rm -f "$log"' EXIT
make --no-print-directory all >"$log" 2>&1 || {
    cat "$log" >&2
    exit 1
}
bin=build/communique

say() {
    printf '\n\033[1m%s\033[0m\n\n' "$1"
}
[ -t 1 ] || say() { printf '\n== %s ==\n\n' "$1"; }

say "Fourteen sample reports, coded: who did or said what to whom, when, according to whom"
$bin code --format table examples/*.txt

dispatches=../shared/dispatches
if ls $dispatches/*.txt >/dev/null 2>&1; then
    say "Two reports of one phone call between two foreign ministers"
    $bin code --format table $dispatches/*.txt
fi

say "Why was the first event of examples/03-invasion.txt coded?"
$bin explain examples/03-invasion.txt | awk '/^event / && n++ { exit } { print }'

cat <<'END'

Next:
  build/communique explain examples/05-diplomats-expelled.txt     every event of a report, explained
  build/communique code --format jsonl examples/*.txt             the whole coding, a JSON object a line
  build/communique actors --resolve "the Turkish army" --date 2020-01-01
  build/communique parse examples/03-invasion.txt                 the trees, as CoNLL-U
  build/communique --help                                         everything else
Your own report: a text file that starts with "date YYYY-MM-DD", or JSON lines with id, date, text.
END
