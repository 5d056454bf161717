#!/usr/bin/env bash
# Attacks the command: kills it, races it, makes system calls fail under it, feeds it mutated files,
# and checks whether a document's line depends on its neighbours. Prints how often each was tried
# and failed; the exit code is 1 if any failed.
#
#   scripts/attack.sh                     # all at full length: a quarter of an hour or so
#   scripts/attack.sh --quick             # a few of each: about a minute
#   scripts/attack.sh kills races         # these groups alone (kills races errors mutations determinism)
#
# With GRIOT=path/to/griot that program is attacked; otherwise the release build is made and
# attacked. With a number in ATTACK_SEED the same faults are drawn again (1 by default). What failed
# is kept and named.
#
# Needs Python 3 (its standard library), and strace for the group `errors`, which is left out, with
# a message, if strace is missing or may not trace.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

quick=0
groups=()
for argument in "$@"; do
    case $argument in
        --quick) quick=1 ;;
        kills | races | errors | mutations | determinism) groups+=("$argument") ;;
        *)
            printf 'attack.sh: %s: expected --quick, kills, races, errors, mutations or determinism\n' "$argument" >&2
            exit 2
            ;;
    esac
done
[[ ${#groups[@]} != 0 ]] || groups=(kills races errors mutations determinism)

# How often each is tried: at full length, and with --quick.
declare -A full=([kills]=127 [races]=19 [errors]=101 [mutations]=3000 [determinism]=500)
declare -A few=([kills]=6 [races]=3 [errors]=6 [mutations]=70 [determinism]=50)

if [[ -z ${GRIOT:-} ]]; then
    cargo build --release
    GRIOT=target/release/griot
fi
GRIOT=$(realpath "$GRIOT")
export GRIOT ATTACK_SEED="${ATTACK_SEED:-1}"

failed=0
for group in "${groups[@]}"; do
    count=${full[$group]}
    [[ $quick == 0 ]] || count=${few[$group]}
    python3 "scripts/attack/$group.py" "$count" || failed=1
done
exit "$failed"
