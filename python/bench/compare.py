"""Words a second of the command, of each call of the Python package, and of spaCy, in one run.

    pip install ./python -r python/bench/requirements.txt
    GRIOT=target/release/griot python python/bench/compare.py

All read the French articles of the sample corpus, again and again, on two threads or processes.
Each round measures every contender once, so that a machine that slows down slows all of them; the
table has the median of the rounds. Loading is not counted: models are loaded before the clock
starts, and of the command's time that of a run over no documents is taken off (spaCy's processes
have to be started by each run). Words are what stands between white space. Processor seconds, of
all threads and processes, say what the work costs even where other programs are in the way.
"""

import argparse
import itertools
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import griot
import pyarrow as pa
import spacy

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "news.jsonl"
SPACY_MODEL = "fr_core_news_md"
THREADS = 2
COMMAND = "`griot extract`"

# Documents that spaCy reads at a time and hands to a process at a time; its default of 1,000 would
# leave one of two processes without work here.
SPACY_BATCH = 32


def records(words: int) -> list[dict[str, str]]:
    """French articles with ids of their own, until they have so many words."""
    articles = [json.loads(line) for line in CORPUS.read_text().splitlines()]
    french = [article for article in articles if article["lang"] == "fr"]
    chosen = []
    for number, article in enumerate(itertools.cycle(french)):
        if words <= 0:
            return chosen
        kept = {name: article[name] for name in ("text", "lang", "date")}
        chosen.append({"id": str(number), **kept})
        words -= len(article["text"].split())


class Cost(NamedTuple):
    """Seconds by the clock, and of processor time of this process and its children."""

    clock: float
    processor: float

    def less(self, other: "Cost") -> "Cost":
        return Cost(self.clock - other.clock, self.processor - other.processor)


def processor_time() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def cost(work) -> Cost:
    before = Cost(time.perf_counter(), processor_time())
    work()
    return Cost(time.perf_counter(), processor_time()).less(before)


def medians(words: int, costs: list[Cost]) -> Cost:
    """Words a second, by the clock and of processor time."""
    return Cost(*(words / statistics.median(seconds) for seconds in zip(*costs, strict=True)))


def griot_contenders(model: str, documents: list[dict[str, str]], path: Path):
    """What there is to measure of one of griot's models: name, and a function that measures it."""
    options = ["--format", "jsonl", "--model", model, "--threads", str(THREADS)]
    run = [os.environ["GRIOT"], "extract", *options]

    def command() -> Cost:
        def over(file: str) -> Cost:
            return cost(lambda: subprocess.run([*run, file], stdout=out, check=True))

        with open(os.devnull, "wb") as out:
            return over(str(path)).less(over(os.devnull))

    loaded = griot.Griot(model, threads=THREADS)
    table = pa.Table.from_pylist(documents)
    # The first call pays for what is made on first use.
    loaded.extract(documents[0])

    def lines() -> None:
        with open(os.devnull, "w") as out:
            for document in loaded.iter(documents):
                out.write(document.to_json() + "\n")

    yield COMMAND, command
    yield "`Griot.iter`, `to_json`", lambda: cost(lines)
    yield "`Griot.extract_batch`", lambda: cost(lambda: loaded.extract_batch(documents))
    yield "`Griot.extract_arrow`", lambda: cost(lambda: loaded.extract_arrow(table))


def spacy_contenders(texts: list[str]):
    """spaCy's entity recogniser alone, and its pipeline as it comes, in one and two processes."""
    whole = spacy.load(SPACY_MODEL)
    alone = spacy.load(SPACY_MODEL)
    # What the recogniser reads, where it has no token vectors of its own.
    listens = "ner" in getattr(alone.get_pipe("tok2vec"), "listener_map", {})
    alone.select_pipes(enable=["tok2vec", "ner"] if listens else ["ner"])
    for name, nlp in (("NER alone", alone), ("default pipeline", whole)):
        list(nlp.pipe(texts[:2]))
        for processes in (1, 2):

            def read(nlp=nlp, processes=processes) -> None:
                documents = nlp.pipe(texts, batch_size=SPACY_BATCH, n_process=processes)
                sum(len(document.ents) for document in documents)

            what = f"spaCy {SPACY_MODEL}, {name}, {processes} process{'es' * (processes > 1)}"
            yield what, lambda read=read: cost(read)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, default=60_000)
    parser.add_argument("--rounds", type=int, default=3)
    flags = parser.parse_args()

    documents = records(flags.words)
    texts = [document["text"] for document in documents]
    words = sum(len(text.split()) for text in texts)
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "french.jsonl"
        path.write_text("".join(json.dumps(document) + "\n" for document in documents))
        contenders = [
            (f"{model}: {name}", model, measure)
            for model in ("base", "small", "tiny")
            for name, measure in griot_contenders(model, documents, path)
        ]
        contenders += [(name, None, measure) for name, measure in spacy_contenders(texts)]
        costs = {name: [] for name, _, _ in contenders}
        for number in range(flags.rounds):
            for name, _, measure in contenders:
                found = measure()
                costs[name].append(found)
                seconds = f"{found.clock:.2f} s, {found.processor:.2f} s of processor"
                print(f"round {number + 1} of {flags.rounds}: {name}: {seconds}", file=sys.stderr)

    print(
        f"{len(documents)} documents, {words:,} words, {flags.rounds} rounds, {THREADS} threads\n"
    )
    print("| | words/s | in the rounds | of the command | words/s of processor | of the command |")
    print("|---|---|---|---|---|---|")
    for name, model, _ in contenders:
        clocks = [words / cost.clock for cost in costs[name]]
        clock, processor = medians(words, costs[name])
        cells = [name, f"{clock:,.0f}", f"{min(clocks):,.0f} to {max(clocks):,.0f}"]
        if model:
            of_command = medians(words, costs[f"{model}: {COMMAND}"])
            cells += [f"{clock / of_command.clock:.3f}", f"{processor:,.0f}"]
            cells += [f"{processor / of_command.processor:.3f}"]
        else:
            cells += ["", f"{processor:,.0f}", ""]
        print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
