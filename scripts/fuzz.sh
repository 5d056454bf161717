#!/usr/bin/env bash
# Runs the fuzzers of fuzz/, each for SECONDS (60 by default).
#
#   scripts/fuzz.sh [SECONDS] [TARGET...]     TARGET: all of fuzz/fuzz_targets by default
#
# Needs a Rust toolchain (stable will do) and a C++ compiler; installs cargo-fuzz from crates.io if it
# is missing. What is found lies in fuzz/artifacts/TARGET; the exit code is that of the first target
# that found something. A finding gets a regression test named after what broke.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seconds=${1:-60}
[[ $seconds =~ ^[0-9]+$ ]] || { printf 'fuzz.sh: %s: expected seconds\n' "$seconds" >&2; exit 2; }
shift || true
targets=("$@")
if [[ ${#targets[@]} == 0 ]]; then
    for file in fuzz/fuzz_targets/*.rs; do
        targets+=("$(basename "$file" .rs)")
    done
fi

command -v cargo-fuzz >/dev/null || cargo install cargo-fuzz --locked --debug

# The instrumentation is a flag that stable compilers have but do not offer; without a sanitizer
# (griot has no unsafe code) nothing else of a nightly is needed.
export RUSTC_BOOTSTRAP=1
options=(--dev --sanitizer none)

# Inputs to start from: the sample corpus in lines, and a tiny model of the tests.
seed() {
    mkdir -p "fuzz/corpus/$1"
    case $1 in
        model)
            local n=0 name
            for name in config.json tokenizer.json; do
                { printf '%b' "\\x0$n"; cat "tests/models/bert/$name"; } >"fuzz/corpus/$1/$name"
                n=$((n + 1))
            done
            ;;
        *)
            # Short ones: what is tried per second counts for more than their length.
            split --line-bytes=280 corpus/news.jsonl --suffix-length=4 "fuzz/corpus/$1/news-"
            ;;
    esac
}

for target in "${targets[@]}"; do
    seed "$target"
    printf 'fuzz.sh: %s, %s s\n' "$target" "$seconds" >&2
    longest=300
    [[ $target == model ]] && longest=20000
    cargo fuzz run "${options[@]}" "$target" -- \
        -max_total_time="$seconds" -max_len="$longest" -timeout=10 -rss_limit_mb=2048 -verbosity=0 -print_final_stats=1
done
