"""`griot extract` as a filter: in pipes, and under xargs and GNU parallel."""

import json
import os
import shutil
import subprocess

import corpora
import pytest

TINY = ["--model", "tiny", "--threads", "1"]


def shell(script, *arguments, stdin=b"", cwd=None):
    """Runs a script of sh, in which $GRIOT is the command."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", script, "sh", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "GRIOT": corpora.command()},
    )


@pytest.fixture
def parallel():
    if not shutil.which("parallel"):
        pytest.skip("GNU parallel is not installed")
    # Without its notice about citing it on standard error.
    return "parallel --will-cite"


@pytest.fixture
def shards(tmp_path):
    """A directory of four files of JSON lines, and what one run makes of all of them."""
    directory = tmp_path / "in"
    directory.mkdir()
    documents = list(corpora.short_documents(80))
    for number in range(4):
        lines = corpora.json_lines(documents[number * 20 : number * 20 + 20])
        # A name with a space and a quote: what breaks a careless script.
        (directory / f"day {number}'s news.jsonl").write_text(lines)
    whole = shell('"$GRIOT" extract "$@"', *TINY, directory)
    assert whole.returncode == 0, whole.stderr
    return tmp_path, whole.stdout


def test_a_line_in_is_a_line_out_in_order_and_nothing_else():
    lines = corpora.json_lines(corpora.short_documents(600)).encode()
    run = shell('"$GRIOT" extract --date 2025-07-05 "$@" -', *TINY, stdin=lines)
    assert run.returncode == 0
    assert run.stderr == b""
    ids = [json.loads(line)["id"] for line in run.stdout.splitlines()]
    assert ids == [f"d{number}" for number in range(600)]


def test_nothing_in_is_nothing_out():
    run = shell('"$GRIOT" extract "$@" --format jsonl -', *TINY)
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")


def test_the_last_line_needs_no_end():
    lines = corpora.json_lines(corpora.short_documents(2)).rstrip("\n").encode()
    run = shell('"$GRIOT" extract "$@" -', *TINY, stdin=lines)
    assert run.returncode == 0
    assert run.stdout.count(b"\n") == 2


def test_a_reader_that_has_seen_enough_is_no_fault():
    lines = corpora.json_lines(corpora.short_documents(2_000)).encode()
    run = shell('"$GRIOT" extract "$@" - | head -n 1', *TINY, stdin=lines)
    assert (run.returncode, run.stderr) == (0, b"")
    assert json.loads(run.stdout)["id"] == "d0"


def test_a_bad_line_costs_itself_and_the_exit_code_says_so(tmp_path):
    good = corpora.json_lines(corpora.short_documents(2)).splitlines()
    lines = "\n".join([good[0], '{"id": "x"}', "no JSON", good[1]]).encode()
    run = shell('"$GRIOT" extract "$@" -', *TINY, "--format", "jsonl", stdin=lines)
    assert run.returncode == 1
    assert [json.loads(line)["id"] for line in run.stdout.splitlines()] == ["d0", "d1"]
    assert b"2 records were rejected" in run.stderr

    rejects = tmp_path / "rejects.jsonl"
    shell('"$GRIOT" extract "$@" -', *TINY, "--rejects", rejects, stdin=lines)
    told = [json.loads(line) for line in rejects.read_text().splitlines()]
    assert [(reject["line"], reject["code"]) for reject in told] == [
        (2, "bad_field"),
        (3, "not_json"),
    ]


def test_xargs_with_an_output_a_file(shards):
    directory, whole = shards
    script = r"""
        mkdir out
        find in -name '*.jsonl' -print0 | sort -z |
          xargs -0 -n 1 -P 2 sh -c '
            "$GRIOT" extract --model tiny --threads 1 "$1" -o "out/$(basename "$1")"' sh
        cat out/*.jsonl
    """
    run = shell(script, cwd=directory)
    assert run.returncode == 0, run.stderr
    assert run.stdout == whole


def test_xargs_tells_that_one_of_its_runs_had_rejects(shards):
    directory, _ = shards
    with open(directory / "in" / "day 2's news.jsonl", "a") as shard:
        shard.write("no JSON\n")
    script = "printf '%s\\0' in/* | xargs -0 -n 1 -P 2 \"$GRIOT\" extract --model tiny --threads 1"
    run = shell(script, cwd=directory)
    # xargs' own code for a command that ended with 1 to 125; all the other lines are there.
    assert run.returncode == 123
    assert run.stdout.count(b"\n") == 80


@pytest.mark.parametrize(
    ("start", "options"),
    [
        pytest.param("{parallel} {jobs}", "{{}} ::: in/*", id="a job a file"),
        pytest.param(
            "cat in/* | {parallel} --pipe --block 2k {jobs}",
            "--format jsonl -",
            id="one stream, cut at lines",
        ),
        pytest.param(
            "cat in/* > all.jsonl; {parallel} --pipepart -a all.jsonl --block 2k {jobs}",
            "--format jsonl -",
            id="one file, cut at lines",
        ),
    ],
)
def test_parallel_gives_what_one_run_gives(parallel, shards, start, options):
    directory, whole = shards
    command = f"{start} $GRIOT extract --model tiny --threads 1 {options}"
    run = shell(command.format(parallel=parallel, jobs="-k -j 2"), cwd=directory)
    assert run.returncode == 0, run.stderr
    assert run.stdout == whole


def test_parallel_with_a_log_of_jobs_goes_on_where_it_was_killed(parallel, shards):
    directory, whole = shards
    script = (
        f"mkdir -p out; {parallel} -j 1 --joblog jobs.log --resume-failed"
        ' "$GRIOT extract --model tiny --threads 1 {} -o out/{/} --resume" ::: in/*'
    )
    # The second of four jobs cannot write its output: killed and full disks look the same.
    (directory / "out" / "day 1's news.jsonl.partial").mkdir(parents=True)
    run = shell(script, cwd=directory)
    assert run.returncode == 1, run.stderr
    assert len(list((directory / "out").glob("*.jsonl"))) == 3
    (directory / "out" / "day 1's news.jsonl.partial").rmdir()
    done = {path: path.stat().st_mtime_ns for path in (directory / "out").glob("*.jsonl")}
    run = shell(script, cwd=directory)
    assert run.returncode == 0, run.stderr
    assert {path: path.stat().st_mtime_ns for path in done} == done
    assert b"".join(path.read_bytes() for path in sorted((directory / "out").iterdir())) == whole
