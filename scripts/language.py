#!/usr/bin/env python3
"""How often griot tells French from English, by the length of the sentence.

    python3 scripts/language.py FILE.jsonl[.gz] ...

Each line has `lang` and `text`; texts are split into sentences, and those of fewer than five words are left out.
The command is target/release/griot, or what GRIOT names.
"""

import collections
import gzip
import json
import os
import re
import subprocess
import sys

GRIOT = os.environ.get("GRIOT", "target/release/griot")
END = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÉÀÇ«\"“])|\n+")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def length(words):
    if words < 8:
        return "5 to 7"
    return "8 to 14" if words < 15 else "15 and more"


def main(paths):
    print("| file | sentences | 5 to 7 words | 8 to 14 | 15 and more | all |\n|---|---|---|---|---|---|")
    for path in paths:
        opened = gzip.open if path.endswith(".gz") else open
        sentences = []
        with opened(path, "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                for sentence in END.split(row["text"]):
                    words = len(WORD.findall(sentence))
                    if words >= 5:
                        sentences.append((row["lang"], words, sentence))
        lines = "".join(json.dumps({"text": s}) + "\n" for _, _, s in sentences)
        command = [GRIOT, "extract", "--model", "tiny", "--format", "jsonl", "--no-values"]
        run = subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE, check=True)
        found = [json.loads(line)["lang"] for line in run.stdout.splitlines()]
        right, count = collections.Counter(), collections.Counter()
        for (lang, words, sentence), told in zip(sentences, found, strict=True):
            for key in (length(words), "all"):
                count[key] += 1
                right[key] += told == lang
            if told != lang:
                print(f"{lang} taken for {told}: {sentence}", file=sys.stderr)
        shares = [
            f"{right[key]}/{count[key]} ({right[key] / count[key]:.4f})" if count[key] else ""
            for key in ("5 to 7", "8 to 14", "15 and more", "all")
        ]
        print("|", os.path.basename(path), "|", len(sentences), "|", " | ".join(shares), "|")


if __name__ == "__main__":
    main(sys.argv[1:])
