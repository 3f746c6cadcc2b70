# SPDX-License-Identifier: Apache-2.0
# Wrong usage: a message on standard error, nothing on standard output, exit 2.
# shellcheck shell=sh disable=SC2154
wrong() {
    text=$1
    shift
    run 2 "$program" "$@"
    is out ""
    is err "$text"
}

wrong "communique: COMMAND is missing
Try 'communique --help'."
wrong "communique: there is no command 'foo'
Try 'communique --help'." foo
wrong "communique code: unknown option '--foo'
Try 'communique code --help'." code --foo
wrong "communique code: unknown option '-x'
Try 'communique code --help'." code -x
wrong "communique code: option '--output' needs an argument
Try 'communique code --help'." code --output
wrong "communique code: option '-o' needs an argument
Try 'communique code --help'." code -o
wrong "communique code: option '--text=yes' takes no argument
Try 'communique code --help'." code --text=yes
wrong "communique code: unknown format 'xml': use table, jsonl, tsv, gdelt1, gdelt2, gdelt2-mentions, phoenix, petrarch2, icews, polecat, plover, csv or arrow
Try 'communique code --help'." code --format xml
for n in 0 -1 x 1025 2x "" 99999999999999999999; do
    wrong "communique code: --jobs wants a number from 1 to 1024, not '$n'
Try 'communique code --help'." code -j "$n"
done
wrong "communique explain: FILE is missing
Try 'communique explain --help'." explain
wrong "communique explain: unexpected 'b'
Try 'communique explain --help'." explain a b
wrong "communique actors: --resolve TEXT or a FILE is missing
Try 'communique actors --help'." actors
wrong "communique actors: give --resolve TEXT or files, not both
Try 'communique actors --help'." actors --resolve Biden phrases.jsonl
wrong "communique actors: unknown format 'text': use jsonl
Try 'communique actors --help'." actors --format text phrases.jsonl
wrong "communique actors: --date wants YYYY-MM-DD, not '2021-02-29'
Try 'communique actors --help'." actors --resolve Biden --date 2021-02-29
wrong "communique model: ACTION is missing
Try 'communique model --help'." model
wrong "communique model: there is no action 'foo'
Try 'communique model --help'." model foo
wrong "communique model import: DIR is missing
Try 'communique model import --help'." model import
wrong "communique model import: --output FILE is missing
Try 'communique model import --help'." model import folder
wrong "communique dict: there is no action 'foo'
Try 'communique dict --help'." dict foo
wrong "communique dict check: unexpected 'b'
Try 'communique dict check --help'." dict check a b
wrong "communique version: unexpected 'x'
Try 'communique version --help'." version x
wrong "communique help: there is no command 'x'
Try 'communique help --help'." help x
