#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The man pages are clean, there is one for each command, and their options are those of --help.
#   tests/man.sh PROGRAM
set -u
pages=$(cd "$(dirname "$0")/../docs/man" && pwd)
program=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
bad=0

# differ TITLE: compares the files of-help and of-page.
differ() {
    if ! diff of-help of-page >difference; then
        echo "man: $1 (< --help, > man page):"
        cat difference
        bad=1
    fi
}

# options_of_help COMMAND...: "-o, --output FILE", a line each.
options_of_help() {
    "$program" "$@" --help | grep -oE '^ +(-[a-z], )?--[a-z-]+( [A-Z]+)?( |$)' |
        sed 's/^ *//; s/ *$//'
}

options_of_page() {
    sed -n 's/^\.It Fl //p' "$1" |
        sed 's/^\([a-z]\)\( \|$\)/-\1\2/; s/^-\([a-z-]*\)\( \|$\)/-\1\2/; s/ , Fl -/, --/; s/ Ar / /' |
        sed 's/^-\([a-z][a-z]\)/--\1/'
}

"$program" --help | sed -n 's/^  \([a-z]*\) .*/\1/p' >of-help
sed -n 's/^\.It Cm \([a-z]*\).*/\1/p' "$pages/communique.1" >of-page
differ "commands"
commands=$(grep -vE '^(version|help)$' of-help)

count=0
for command in $commands; do
    page=$pages/communique-$command.1
    if [ ! -f "$page" ]; then
        echo "man: $command has no page"
        bad=1
        continue
    fi
    actions=$("$program" "$command" --help | sed -n 's/^  \([a-z]*\) .*/\1/p')
    if [ -z "$actions" ]; then
        options_of_help "$command" >of-help
    else
        for action in $actions; do
            options_of_help "$command" "$action"
        done >of-help
    fi
    [ -s of-help ] || { echo "man: $command --help lists no options"; bad=1; }
    options_of_page "$page" >of-page
    differ "$command"
    count=$((count + 1))
done

if command -v mandoc >/dev/null; then
    # From their own folder, where it finds the pages that they refer to.
    (cd "$pages" && mandoc -T lint ./*.1) | grep -v 'outdated mandoc.db' && bad=1
else
    echo "man: no mandoc, the pages' syntax is not checked"
fi
echo "$count commands"
[ "$bad" -eq 0 ] && [ "$count" -gt 0 ]
