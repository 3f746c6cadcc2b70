#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The guide for users of R, where R is.
#   tests/guide_r.sh PROGRAM GUIDE
set -u
PATH=$(dirname "$(realpath "$1")"):$PATH
export PATH
guide=$(realpath "$2") runner=$(dirname "$(realpath "$0")")/guide.R
if ! Rscript -e 'library(DBI); library(RSQLite)' >/dev/null 2>&1; then
    echo "skipped: no R with DBI and RSQLite here (r-base-core, r-cran-dbi, r-cran-rsqlite)"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" && LC_ALL=C.UTF-8 TZ=UTC Rscript --vanilla "$runner" "$guide"
