#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The rooms of src/ stand in one line: a room includes only rooms before it, and of another room
# only the header of its own name. tests/rooms.sh [SRC]
set -eu
cd "${1:-$(dirname "$0")/../src}"

rooms=" base ontology report nlp lexicon time places actors statements events coding export store \
stories query audit release api fetch server cli "
# Parts of the coding's contract that its exports share: the words of its values, text in columns,
# offsets in code points.
shared=" coding/names.h coding/columns.h coding/offsets.h "

found=$(mktemp) headers=$(mktemp)
trap 'rm -f "$found" "$headers"' EXIT

# place ROOM: how many characters of the line stand before it, -1 if it is not there.
place() {
    case "$rooms" in
    *" $1 "*)
        before=${rooms%%" $1 "*}
        echo ${#before}
        ;;
    *) echo -1 ;;
    esac
}

files=0
for file in $(find . -name '*.[ch]' | sed 's|^\./||' | sort); do
    files=$((files + 1))
    room=${file%%/*}
    here=$(place "$room")
    [ "$here" -ge 0 ] || echo "rooms: src/$room has no place in the line" >>"$found"
    sed -n 's/^ *# *include *"\([^"]*\)".*/\1/p' "$file" >"$headers"
    while read -r header; do
        other=${header%%/*}
        there=$(place "$other")
        if [ "$there" -lt 0 ]; then
            echo "rooms: src/$file includes \"$header\", which is in no room"
        elif [ "$there" -gt "$here" ]; then
            echo "rooms: src/$file includes $header, but $other comes after $room"
        elif [ "$other" != "$room" ] && [ "$header" != "$other/$other.h" ]; then
            case "$shared" in
            *" $header "*) ;;
            *) echo "rooms: src/$file includes $header, which is $other's own" ;;
            esac
        fi
    done <"$headers" >>"$found"
done
sort -u "$found"
echo "$files files"
[ "$files" -gt 0 ] && [ ! -s "$found" ]
