# SPDX-License-Identifier: Apache-2.0
# dict diff and dict list, on a folder whose differences are known.
# shellcheck shell=sh disable=SC2154
mkdir -p mine/actors mine/frames
cat >mine/actors/new.txt <<'END'
# source: made up
remove en/actors/europe:france
Zorbland Front = ZLF
  group KENREB
END
# A built-in frame, here with another code.
cat >mine/frames/12-reject.txt <<'END'
S zorble T => 190 @attack
  > Iran zorbled Iraq. => 190 IRN IRQ
END
cat >reports.jsonl <<'END'
{"id":"a","date":"2021-03-04","text":"The Zorbland Front attacked Iraq."}
{"id":"b","date":"2021-03-04","text":"Iran criticized Iraq."}
END

run 0 "$program" dict diff --format table mine
has out '^removed  en/actors/europe:france$'
has out '^added    en/actors/new:zorbland-front$'
has out '^  \+ group KENREB$'
has out '^entries: 2 added, 1 removed, 0 changed$'
grep -q ':zorbland-front  ' out && fail "an addition has parts"
run 0 "$program" dict diff --format table mine -
has out '^added    en/actors/europe:france$'
has out '^removed  en/actors/new:zorbland-front$'
has out '^entries: 1 added, 2 removed, 0 changed$'
run 0 "$program" dict diff --format table mine mine
is out 'entries: 0 added, 0 removed, 0 changed'

# What changed is told part by part, and each line that differs.
mkdir -p other/actors
cat >other/actors/new.txt <<'END'
# source: made up
Zorbland Front = ZLF, Zorblanders
  group KENREB
  group KENGOV 2020..
END
cat >older.txt <<'END'
changed  en/actors/new:zorbland-front  names  codes
  - Zorbland Front = ZLF
  + Zorbland Front = ZLF, Zorblanders
  + group KENGOV 2020..
END
run 0 "$program" dict diff --format table mine other
sed -n '/^changed/,/^[a-z]/{/^added\|^removed\|^entries/!p;}' out >changed.txt
same older.txt changed.txt
run 0 "$program" dict diff mine other
has out '^\{"entry":"en/actors/new:zorbland-front","change":"changed","what":\["names","codes"\],"before":"mine/actors/new.txt:3","after":"other/actors/new.txt:2","gone":\["Zorbland Front = ZLF"\],"come":\["Zorbland Front = ZLF, Zorblanders","group KENGOV 2020\.\."\]\}$'

# Events: one gets another source.
run 0 "$program" dict diff --format table --reports reports.jsonl mine
has out '^recoded  a  [0-9a-f]+  "attacked'
has out '^  - 190 \? IRQ actual past$'
has out '^  \+ 190 KENREB IRQ actual past$'
has out '^events: 0 came, 0 went, 1 recoded$'
run 0 "$program" dict diff --reports reports.jsonl mine
has out '^\{"report":"a","event":"[0-9a-f]+","change":"recoded","trigger":"attacked[^"]*","before":"190 \? IRQ actual past","after":"190 KENREB IRQ actual past"\}$'

# Lists: the folder counts, the fewest come first.
run 0 "$program" dict list --format jsonl
has out '^\{"kind":"actors","entries":[0-9]+\}$'
kenya=$(grep '"state":"KEN"' out | sed 's/.*"groups":\([0-9]*\).*/\1/')
run 0 "$program" dict list --format jsonl mine
has out "^\\{\"state\":\"KEN\",.*\"groups\":$((kenya + 1)),"
run 0 "$program" dict list --format table --fewest 3
[ "$(sed '1,/^$/d' out | wc -l)" -eq 4 ] || fail "not three states and a header"
run 2 "$program" dict list --date yesterday
has err "wants YYYY-MM-DD, not 'yesterday'"
run 2 "$program" dict diff
has err 'NEW is missing'
run 3 "$program" dict diff nowhere
