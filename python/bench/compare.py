"""Words a second of the command, of each call of the Python package, and of spaCy, in one run.

    pip install griot pyarrow -r python/bench/requirements.txt
    GRIOT=target/release/griot python python/bench/compare.py

All read the French articles of the sample corpus, again and again, on two threads or processes.
Each round measures every contender once, so that a machine that slows down slows all of them; the
table has the median of the rounds. Loading is not counted: models are loaded before the clock
starts, and of the command's time that of a run over no documents is taken off. Words are what
stands between white space.
"""

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import griot
import pyarrow as pa
import spacy

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "news.jsonl"
SPACY_MODEL = "fr_core_news_md"
THREADS = 2

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


def seconds(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def griot_contenders(model: str, documents: list[dict[str, str]], path: Path):
    """What there is to measure of one of griot's models: name and a function that gives seconds."""
    options = ["--format", "jsonl", "--model", model, "--threads", str(THREADS)]
    run = [os.environ["GRIOT"], "extract", *options]

    def command() -> float:
        def over(file: str) -> float:
            return seconds(lambda: subprocess.run([*run, file], stdout=out, check=True))

        with open(os.devnull, "wb") as out:
            return over(str(path)) - over(os.devnull)

    loaded = griot.Griot(model, threads=THREADS)
    table = pa.Table.from_pylist(documents)
    # The first call pays for what is made on first use.
    loaded.extract(documents[0])

    def lines() -> None:
        with open(os.devnull, "w") as out:
            for document in loaded.iter(documents):
                out.write(document.to_json() + "\n")

    yield "`griot extract`", command
    yield "`Griot.iter`, `to_json`", lambda: seconds(lines)
    yield "`Griot.extract_batch`", lambda: seconds(lambda: loaded.extract_batch(documents))
    yield "`Griot.extract_arrow`", lambda: seconds(lambda: loaded.extract_arrow(table))


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
            yield what, lambda read=read: seconds(read)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, default=40_000)
    parser.add_argument("--rounds", type=int, default=5)
    flags = parser.parse_args()

    documents = records(flags.words)
    texts = [document["text"] for document in documents]
    words = sum(len(text.split()) for text in texts)
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "french.jsonl"
        path.write_text("".join(json.dumps(document) + "\n" for document in documents))
        contenders = [
            (f"{model}: {name}", model, measure)
            for model in ("base", "small")
            for name, measure in griot_contenders(model, documents, path)
        ]
        contenders += [(name, None, measure) for name, measure in spacy_contenders(texts)]
        speeds = {name: [] for name, _, _ in contenders}
        for number in range(flags.rounds):
            print(f"round {number + 1} of {flags.rounds}", file=sys.stderr)
            for name, _, measure in contenders:
                speeds[name].append(words / measure())

    median = {name: statistics.median(values) for name, values in speeds.items()}
    print(
        f"{len(documents)} documents, {words:,} words, {flags.rounds} rounds, {THREADS} threads\n"
    )
    print("| | words/s | lowest to highest | of the command | of spaCy's NER alone, 2 processes |")
    print("|---|---|---|---|---|")
    spacy_best = next(v for n, v in median.items() if "NER alone, 2" in n)
    for name, model, _ in contenders:
        speed, range_ = median[name], speeds[name]
        command = f"{speed / median[f'{model}: `griot extract`']:.3f}" if model else ""
        print(
            f"| {name} | {speed:,.0f} | {min(range_):,.0f} to {max(range_):,.0f} "
            f"| {command} | {speed / spacy_best:.2f} |"
        )


if __name__ == "__main__":
    main()
