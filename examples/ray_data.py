"""The entities of files of JSON lines with Ray Data, as a directory of Parquet files.

    python examples/ray_data.py corpus/news.jsonl entities/ --model small

Needs `pip install ./python "ray[data]" pyarrow`. On a cluster, give paths that all machines see.
"""

import argparse

import griot
import pyarrow as pa
import ray


class Extract:
    """An actor of Ray: it loads a model once and takes one batch after the other."""

    def __init__(self, model: str) -> None:
        # Ray gives each actor one CPU below, so the model has one thread.
        self.griot = griot.Griot(model, threads=1)

    def __call__(self, batch: pa.Table) -> pa.Table:
        if "id" not in batch.column_names or batch["id"].null_count:
            # Each row would get its number in the batch, which others have too.
            raise griot.InputError("a column of ids is needed: expected one in every row")
        return self.griot.extract_arrow(batch)


def extract(documents: ray.data.Dataset, model: str = "base", actors: int = 2) -> ray.data.Dataset:
    """A row a document, in no fixed order, of a dataset with the columns `text`, `id` and,
    where they are there, `date`, `lang` and `title`. Every row needs an id.

    An actor that dies is started again, and its batch is read again: the rows are the same. Leave
    Ray a core beside the actors: what reads and writes the files needs one too.
    """
    return documents.map_batches(
        Extract,
        fn_constructor_kwargs={"model": model},
        batch_format="pyarrow",
        batch_size=256,
        num_cpus=1,
        compute=ray.data.ActorPoolStrategy(min_size=1, max_size=actors),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("inputs", nargs="+", metavar="FILE.jsonl")
    parser.add_argument("output", help="a directory")
    parser.add_argument("--model", default="base")
    parser.add_argument("--actors", type=int, default=2, help="at most; one less than cores")
    flags = parser.parse_args()
    extract(ray.data.read_json(flags.inputs), flags.model, flags.actors).write_parquet(flags.output)


if __name__ == "__main__":
    main()
