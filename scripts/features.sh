#!/usr/bin/env bash
# Lints the library with every pair of its features, and tests the smallest one: a text to a document.
# `libtorch` needs libtorch and is built by its own tests.
set -euo pipefail
cd "$(dirname "$0")/.."

check() {
    printf -- '-- features: %s\n' "${1:-none}"
    cargo clippy -q --lib --no-default-features --features "$1" -- -D warnings
}

check ""
# All but the models imply `corpus`, and `parquet` implies `arrow`: what adds nothing is left out.
# `sqlite` touches one file of `index/`, and nothing of the others.
for features in corpus cli html arrow parquet sqlite cli,html cli,arrow cli,parquet html,arrow html,parquet; do
    check "$features"
done
# One model is like another beside the rest.
check corpus,model-base,model-tiny

smallest=(--no-default-features --features model-small)
check model-small
cargo test -q --lib "${smallest[@]}"
tree=$(cargo tree -q -e no-dev "${smallest[@]}" --prefix none)
if grep -E '^[a-z0-9_-]+-sys |^(cc|cmake|bindgen) ' <<< "$tree"; then
    echo "a C library is in the smallest build" >&2
    exit 1
fi
