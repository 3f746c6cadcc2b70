# SPDX-License-Identifier: Apache-2.0
# Phrases resolved one by one and from files: the same answers, in the order of the phrases, as of
# each phrase's date.
# shellcheck shell=sh disable=SC2154,SC2034
run 0 "$program" actors --resolve 'the French foreign minister'
has out '^French foreign minister  FRAGOV$'
has out '^  why      nationality "French" gives FRA, en/actors/europe:france$'
has out '^  why      role "foreign minister" gives GOV, en/roles/government:foreign-minister$'
# What only owns is not listed as an actor.
! grep -q '^France' out || fail "an owner without a mention is listed"

cat >phrases.jsonl <<'END'
{"id":"a","text":"the French foreign minister"}
{"id":"b","date":"2012-06-01","text":"President Barack Obama"}
{"id":"c","text":"nothing at all"}
END
run 0 "$program" actors phrases.jsonl
[ "$(wc -l <out)" -eq 3 ] || fail "not an answer for each phrase"
has out '^\{"id":"a","date":null,"text":"the French foreign minister","actors":\[\{"name":"French foreign minister",'
has out '"phrase":true,"cow":\{"letters":"FRN","number":220\},"blocs":\[[^]]*"EU",[^]]*"NATO"[^]]*\],"why":\[\{"step":"nationality","span":\[4,10\],"entry":"en/actors/europe:france","gives":"FRA"\},'
has out '^\{"id":"b","date":"2012-06-01",.*"code":"USAGOV"'
has out '^\{"id":"c",.*"actors":\[\]\}$'
mv out one
run 0 "$program" actors -j 3 phrases.jsonl
same one out
input=phrases.jsonl
run 0 "$program" actors -
same one out
input=/dev/null
# A date for the phrases that have none: Obama had left office.
sed 's/"date":"2012-06-01",//' phrases.jsonl >undated.jsonl
run 0 "$program" actors --date 2018-06-01 undated.jsonl
has out '^\{"id":"b","date":"2018-06-01",.*"code":"USAELI"'
run 1 "$program" actors --resolve 'nothing at all'
