#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes all golden files anew from the pipeline that lang/en/model/english.cmq was imported from.
#   tools/reference/make.sh PIPELINE [DATA]      default: ../shared/data beside the repository
# PYTHON names a Python with the pinned spaCy. Without DATA the corpora that are not ours are left as they are.
set -eu
pipeline=$(realpath "$1")
cd "$(dirname "$0")/../.."
data=${2:-../shared/data}
python=${PYTHON:-python3}
golden=tests/golden/engine
reference=tools/reference
"$python" "$reference/dump.py" "$pipeline" own "$golden/texts.jsonl" >"$golden/own.jsonl"
"$python" "$reference/dump.py" "$pipeline" long "$golden/texts.jsonl" >"$golden/long.jsonl"
"$python" "$reference/layers.py" "$pipeline" "$golden/texts.jsonl" >"$golden/layers.jsonl"
"$python" "$reference/characters.py" >"$golden/characters.jsonl"
"$python" "$reference/trees.py" >"$golden/trees.jsonl"
"$python" "$reference/synthetic.py" "$golden/texts.jsonl" tests/golden/synthetic
[ ! -d "$data" ] || for corpus in ud-ewt-dev gum-dev bbc-news; do
    "$python" "$reference/dump.py" "$pipeline" corpus "$corpus" "$data" >"$golden/$corpus.jsonl"
done
