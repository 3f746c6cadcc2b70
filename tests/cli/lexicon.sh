# SPDX-License-Identifier: Apache-2.0
# A folder laid over the built-in dictionaries, for every command that takes one.
# shellcheck shell=sh disable=SC2154
mkdir -p mine/actors mine/frames mine/topics
cat >mine/actors/north.txt <<'END'
# source: made up
Zorbland Front = ZLF
  group KENREB
  > The Zorbland Front attacked Nairobi. => Zorbland Front KENREB
END
cat >one.txt <<'END'
date 2021-03-04
The Zorbland Front attacked France.
END

run 0 "$program" code --format tsv --lexicon mine one.txt
has out 'KENREB'
run 0 "$program" code --format tsv one.txt
grep -q KENREB out && fail "the entry is built in"
run 0 "$program" explain --lexicon mine one.txt
has out 'lang/en/frames/'
run 0 "$program" actors --lexicon mine --resolve 'The Zorbland Front attacked France.'
has out '^  line     mine/actors/north.txt:2$'
has out '^  line     lang/en/actors/europe.txt:[0-9]+$'
run 0 "$program" dict check mine
has out ', 0 failed$'

# Without a folder of places the built-in ones stay, with one it stands in their place.
cat >border.txt <<'END'
date 2021-03-04
Kenya attacked rebels in the Strait of Hormuz.
END
run 0 "$program" code border.txt
has out '"name":"Strait of Hormuz"'
run 0 "$program" code --lexicon mine border.txt
has out '"name":"Strait of Hormuz"'
mkdir mine/places
printf 'Zorb Pass\n  point KEN 1.5 36.5\n' >mine/places/own.txt
run 0 "$program" code --lexicon mine border.txt
grep -q '"name":"Strait of Hormuz"' out && fail "built-in places are there beside a folder of places"
sed -i 's/the Strait of Hormuz/Zorb Pass/' border.txt
run 0 "$program" code --lexicon mine border.txt
has out '"name":"Zorb Pass"'
rm -r mine/places

# An example that fails and an error of syntax are told where they stand.
sed -i 's/=> Zorbland Front KENREB/=> Zorbland Front FRA/' mine/actors/north.txt
run 1 "$program" dict check --quiet mine/
has out '^mine/actors/north.txt:4: The Zorbland Front attacked Nairobi. => expected'
echo 'remove en/actors/europe:freedonia' >mine/frames/x.txt
run 1 "$program" dict check mine
is out "mine/frames/x.txt:1: no built-in entry has the id 'en/actors/europe:freedonia'"
run 3 "$program" code --lexicon mine one.txt
has err 'mine/frames/x.txt:1: no built-in entry'

# Topics of one's own, and what a statement has instead of what was expected.
rm mine/frames/x.txt
sed -i 's/=> Zorbland Front FRA/=> Zorbland Front KENREB/' mine/actors/north.txt
cat >mine/topics/zorb.txt <<'END'
zorbing
  words zorb, zorbing ball
  > France said that the zorbs were round and that oil was dear. => zorbing
  > France said that oil was dear. => zorbing
END
run 1 "$program" dict check --quiet mine
has out '^mine/topics/zorb.txt:4: France .* => expected zorbing, got a statement .*energy'
[ "$(wc -l <out)" -eq 1 ] || fail "the first example failed, too"
rm mine/topics/zorb.txt

# Removed entries are gone, and what rests on them.
echo 'remove en/actors/europe:france' >mine/frames/x.txt
run 0 "$program" actors --lexicon mine --resolve 'France attacked Iran.'
grep -q '^France  FRA' out && fail "France is still there"

# Alone, nothing is built in.
rm mine/frames/x.txt
: >mine/alone
run 0 "$program" actors --lexicon mine --resolve 'France attacked Iran.'
has out '^France  .no code.$'
