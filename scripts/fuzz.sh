#!/usr/bin/env bash
# Runs the fuzzers of fuzz/, each for SECONDS (60 by default), as many at a time as there are cores.
#
#   scripts/fuzz.sh [SECONDS] [TARGET...]     TARGET: all of fuzz/fuzz_targets by default
#
# With a number in FUZZ_SEED the same program tries much the same inputs again; without one, others.
#
# Needs a Rust toolchain (stable will do) and a C++ compiler. What is found is kept in
# fuzz/artifacts/TARGET, with the details in fuzz/target/TARGET.log; the exit code is then 1. A
# finding gets a regression test named after what broke.
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

# Coverage as cargo-fuzz asks for it, without a sanitizer: griot has no unsafe code. The target is
# named so that build scripts, which have no fuzzer to report to, are built without it. Overflow
# checks and debug assertions of the dev profile find more than speed would.
coverage=(
    --cfg fuzzing
    -Cpasses=sancov-module
    -Cllvm-args=-sanitizer-coverage-level=4
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters
    -Cllvm-args=-sanitizer-coverage-pc-table
    -Cllvm-args=-sanitizer-coverage-trace-compares
    -Cllvm-args=-simplifycfg-branch-fold-threshold=0
    -Ccodegen-units=1
)
host=$(rustc -vV | sed -n 's/^host: //p')
RUSTFLAGS="${coverage[*]}" cargo build --manifest-path fuzz/Cargo.toml --target-dir fuzz/target \
    --target "$host" "${targets[@]/#/--bin=}"

# Inputs to start from: the sample corpus in lines, and a tiny model of the tests.
seed() {
    mkdir -p "fuzz/corpus/$1" "fuzz/artifacts/$1"
    case $1 in
        model)
            local n=0 name
            for name in config.json tokenizer.json; do
                { printf '%b' "\\x0$n"; cat "tests/models/bert/$name"; } >"fuzz/corpus/$1/$name"
                n=$((n + 1))
            done
            ;;
        html)
            local shape n=0
            for shape in '<div><table><tr><td></div>' '<b><marquee></b>' '<a><div>' '<svg><![CDATA[a]]><title>' \
                '<template><script><!--<b x=1>' '<frameset><select><option>'; do
                printf '%s' "$shape" >"fuzz/corpus/$1/shape-$n"
                n=$((n + 1))
            done
            ;;
        *)
            # Short ones: what is tried per second counts for more than their length.
            split --line-bytes=280 corpus/news.jsonl --suffix-length=4 "fuzz/corpus/$1/news-"
            ;;
    esac
}

fuzz() {
    local target=$1 longest=300 log="fuzz/target/$1.log"
    seed "$target"
    [[ $target == model ]] && longest=20000
    if "fuzz/target/$host/debug/$target" "fuzz/corpus/$target" "-artifact_prefix=fuzz/artifacts/$target/" \
        -max_total_time="$seconds" -max_len="$longest" -seed="${FUZZ_SEED:-0}" -timeout=60 -rss_limit_mb=2048 -verbosity=0 \
        -print_final_stats=1 >"$log" 2>&1; then
        printf 'fuzz.sh: %s: %s inputs, nothing found\n' "$target" \
            "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")"
    else
        tail -n 40 "$log"
        printf 'fuzz.sh: %s: FOUND something: fuzz/artifacts/%s\n' "$target" "$target"
        return 1
    fi
}

export -f fuzz seed
export seconds host
printf '%s\n' "${targets[@]}" |
    xargs -P "$(nproc)" -I TARGET bash -euo pipefail -c 'fuzz TARGET' || exit 1
