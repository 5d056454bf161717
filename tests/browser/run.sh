#!/usr/bin/env bash
# Opens the pages of `griot report` in Chromium and uses them: filters, search, keyboard, languages,
# accessibility (axe-core), hostile texts, a thousand documents, a split corpus, a phone.
#
#   GRIOT        the command (default: target/release/griot; it must have its models inside)
#   CHROMIUM     the browser (default: /usr/bin/chromium)
#   SCREENSHOTS  a directory to write pictures of the sample corpus to (default: none are taken)
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
griot=$(realpath "${GRIOT:-$root/target/release/griot}")
export CHROMIUM=${CHROMIUM:-/usr/bin/chromium}
DATA=$(mktemp -d)
export DATA
trap 'rm -rf "$DATA"' EXIT

npm ci --prefer-offline --silent --no-audit --no-fund

"$griot" extract "$root/corpus/news.jsonl" --include-text > "$DATA/sample.jsonl"
"$griot" report "$DATA/sample.jsonl" --title "Corpus d’exemple" -o "$DATA/sample.html"
"$griot" report "$DATA/sample.jsonl" --title "Corpus d’exemple" --documents-per-page 10 -o "$DATA/split/"
"$griot" extract "$root/corpus/news.jsonl" > "$DATA/textless.jsonl"
"$griot" report "$DATA/textless.jsonl" -o "$DATA/textless.html"
"$griot" report - -o "$DATA/empty.html" < /dev/null
head -n 1 "$root/corpus/news.jsonl" > "$DATA/one.jsonl"
"$griot" view --html "$DATA/one.jsonl" -o "$DATA/view.html"
node generate.mjs "$DATA"
"$griot" report "$DATA/hostile.jsonl" --title '</script><script>window.pwned=1</script>' -o "$DATA/hostile.html"
"$griot" report "$DATA/long.jsonl" -o "$DATA/long.html"
"$griot" report "$DATA/thousand.jsonl" -o "$DATA/thousand.html"

node --test --test-concurrency=1 ./*.test.mjs
if [ -n "${SCREENSHOTS:-}" ]; then node screenshots.mjs "$SCREENSHOTS"; fi
