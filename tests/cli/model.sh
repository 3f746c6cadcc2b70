# SPDX-License-Identifier: Apache-2.0
# model info says what the built-in model is and what it can find.
# shellcheck shell=sh disable=SC2154
run 0 "$program" model info
is err ""
has out '^name: '
has out '^language: en$'
has out '^id: sha256:[0-9a-f]{64}$'
has out '^parser: [1-9][0-9]* actions'
has out '^tags: .* NNP '
has out '^relations: .*nsubj:pass '
has out '^names: .*PER'
grep -q '||' out && fail "a label for the decoder alone is shown"
printf 'no model' >other
run 3 "$program" model info --model other
has err '^communique: '
is out ""
