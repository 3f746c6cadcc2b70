#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The page is built from web/ by Node and kept in web/dist, so that nobody else needs Node.
# So is tests/axe.min.js, which looks for what hinders readers.
#   tools/page.sh          builds web/dist anew
#   tools/page.sh check    compares what is kept with a build in a folder of its own; exit code 77 where
#                          Node or the registry of its packages is not to be had
set -eu
cd "$(dirname "$0")/../web"

skip() {
    echo "page: $1; web/dist was not compared" >&2
    exit 77
}

has_node() {
    command -v npm >/dev/null && [ "$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -ge 20 ]
}

# install_packages LOG: those that the lock file names.
install_packages() {
    npm ci --ignore-scripts --no-update-notifier --fetch-timeout=30000 --fetch-retries=1 >"$1" 2>&1
}

case "${1:-}" in
'')
    has_node || {
        echo "page: Node 20 or later is needed" >&2
        exit 1
    }
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    install_packages "$log" || {
        cat "$log" >&2
        exit 1
    }
    npx --no-install vite build --logLevel warn
    cp node_modules/axe-core/axe.min.js ../tests
    ;;
check)
    has_node || skip "Node 20 or later is not installed"
    copy=$(mktemp -d)
    trap 'rm -rf "$copy"' EXIT
    mkdir "$copy/web" "$copy/ontology"
    cp -R .npmrc index.html package.json package-lock.json src vite.config.js "$copy/web"
    cp ../ontology/countries.tsv ../ontology/cameo_roles.tsv "$copy/ontology"
    kept=$PWD/..
    cd "$copy/web"
    install_packages "$copy/log" || {
        grep -qE 'E(NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT|NETUNREACH|HOSTUNREACH)|network|E40[34]|E5[0-9][0-9]' "$copy/log" &&
            skip "the registry of its packages does not answer"
        cat "$copy/log" >&2
        exit 1
    }
    npx --no-install vite build --logLevel warn
    { diff -r dist "$kept/web/dist" && cmp node_modules/axe-core/axe.min.js "$kept/tests/axe.min.js"; } >&2 || {
        echo "page: web/dist is not what web/ builds: run tools/page.sh" >&2
        exit 1
    }
    echo "page: web/dist is what web/ builds"
    ;;
*)
    echo "usage: tools/page.sh [check]" >&2
    exit 2
    ;;
esac
