#!/usr/bin/env bash
# Builds the library with every pair of its features, and lints the smallest one, which only turns a
# text into a document. `libtorch` needs libtorch and is built by its own tests.
set -euo pipefail
cd "$(dirname "$0")/.."

check() {
    printf -- '-- features: %s\n' "${1:-none}"
    cargo check -q --lib --no-default-features --features "$1"
}

check ""
features=(corpus cli html arrow parquet model-base model-small model-tiny)
for ((one = 0; one < ${#features[@]}; one++)); do
    check "${features[one]}"
    # Beside the rest, one model is as good as another.
    for ((other = one + 1; other < 6 && one < 5; other++)); do
        check "${features[one]},${features[other]}"
    done
done

smallest=(--no-default-features --features model-small)
cargo clippy -q --lib "${smallest[@]}" -- -D warnings
if cargo tree -q -e no-dev "${smallest[@]}" --prefix none | grep -E '^[a-z0-9_-]+-sys |^(cc|cmake|bindgen) '; then
    echo "a C library is in the smallest build" >&2
    exit 1
fi
