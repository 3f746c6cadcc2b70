# SPDX-License-Identifier: Apache-2.0
# Formats for the eye: no escapes outside a terminal, lines no wider than COLUMNS.
# shellcheck shell=sh disable=SC2154
cat >one.jsonl <<'END'
{"id":"a","date":"2021-11-14","title":"Attack","text":"French President Emmanuel Macron on Saturday condemned the attack on Iraq by Iran, according to the French Foreign Ministry."}
END
for columns in 60 80 120; do
    run 0 env COLUMNS="$columns" "$program" code --format table one.jsonl
    has out '^  WHEN '
    has out '^a  2021-11-14  Attack$'
    ! grep -q "$(printf '\033')" out || fail "escapes without a terminal"
    # Two of the header's bytes more than its columns are the arrow.
    longest=$(LC_ALL=C.UTF-8 awk '{ if (length($0) > n) n = length($0) } END { print n }' out)
    [ "$longest" -le $((columns + 8)) ] || fail "a line of $longest for $columns columns"
done
run 0 "$program" code --format tsv one.jsonl
[ "$(head -n 1 out)" = "$(printf 'report\tdate\ttold\tsource\ttarget\tcameo\tplover\tmode\tquad\tgoldstein\tassertion\ttime\tplace\tattribution\tevidence\trule\tconfidence')" ] ||
    fail "the header is '$(head -n 1 out)'"
awk -F '\t' 'NF != 17 { exit 1 }' out || fail "a row has not 17 fields"
# The header stands once, also over many reports.
sed 's/"id":"a"/"id":"b"/' one.jsonl >two.jsonl
run 0 "$program" code --format tsv one.jsonl two.jsonl
[ "$(grep -c '^report' out)" -eq 1 ] || fail "the header does not stand once"
