#!/usr/bin/env python3
"""Where time goes: the host beside an echo host and beside the naive use of the four packages, in one run.

    python3 tests/bench/speed.py [--rounds N]

Medians; ratios are to the echo host of the same run, because machines differ and are busy. Never a test condition.
Needs an environment with Honmono's packages (tests/run.py makes one in .test-env/).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import struct
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from string import ascii_lowercase
from typing import Any

HOST = str(Path(__file__).resolve().parents[2] / "host")
PACKAGES = sysconfig.get_path("purelib")
INTERPRETER = os.path.realpath(getattr(sys, "_base_executable", sys.executable))
sys.path.insert(0, HOST)

from honmono.catalogue import Catalogue  # noqa: E402
from honmono.hostnames import parse_host  # noqa: E402
from honmono.imitation import hits_in  # noqa: E402
from honmono.knowledge.build import all_owners, compile_to  # noqa: E402
from honmono.knowledge.load import load  # noqa: E402
from honmono.knowledge.sources import DATA, Sources  # noqa: E402
from honmono.service import Service  # noqa: E402

WARM_PER_ROUND = 4
# The design's budgets, in starts of an echo host: there one took 18 ms.
BUDGETS = {"50 links, hosts new": 3 / 18, "50 links, hosts repeated": 1 / 18, "one new host": 0.02 / 18}

ECHO = """
import sys, json, struct
read, write = sys.stdin.buffer, sys.stdout.buffer
body = json.dumps(json.loads(read.read(struct.unpack("=I", read.read(4))[0]))).encode()
write.write(struct.pack("=I", len(body)) + body); write.flush(); read.read()
"""
HONMONO = (
    f"import sys; sys.path[:0] = {[HOST, PACKAGES]!r}; from honmono.__main__ import main; raise SystemExit(main())"
)
NAIVE = (
    f"import sys; sys.path[:0] = [{PACKAGES!r}]\n"
    f"import requests, tldextract, idna, confusable_homoglyphs.confusables\n{ECHO}"
)


def request(number: int, links: int = 50) -> bytes:
    """A mail of so many links, each to a host of its own that no other request has."""
    mail = {
        "sender": {"name": "Amazon.co.jp", "address": "a@evil.icu"},
        "subject": "ご注文の確認",
        "links": [
            {
                "id": str(i),
                "href": f"https://www.shop{i}-of-{number}.com/path?item={i}",
                "host": f"www.shop{i}-of-{number}.com",
                "text": "こちらをクリック",
            }
            for i in range(links)
        ],
        "text": "あなたのAmazonのアカウントについてのお知らせです。" * 40,
        "locale": "ja",
    }
    return json.dumps({"v": 1, "id": "1", "type": "inspect", "mail": mail}).encode()


def start_to_verdict(program: str, environment: dict[str, str]) -> tuple[float, float]:
    """Seconds from start to the first whole reply, and MB of memory then."""
    body = request(0)
    begun = time.perf_counter()
    process = subprocess.Popen(
        [INTERPRETER, "-I", "-S", "-E", "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    )
    assert process.stdin and process.stdout
    process.stdin.write(struct.pack("=I", len(body)) + body)
    process.stdin.flush()
    process.stdout.read(struct.unpack("=I", process.stdout.read(4))[0])
    took = time.perf_counter() - begun
    memory = _memory(process.pid)
    process.communicate()
    return took, memory


def _memory(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return float("nan")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def timed(work: Callable[[Any], Any], item: Any) -> float:
    begun = time.perf_counter()
    work(item)
    return time.perf_counter() - begun


def catalogue_times_ten(folder: str) -> str:
    """Knowledge with ten times the owners: made-up ones beside the real."""
    real = all_owners(Sources(DATA))
    path = Path(folder, "many.jsonl")
    with path.open("w", encoding="utf-8") as file:
        for n in range(9 * len(real)):
            row = dict(real[n % len(real)])
            stem = f"firm{n}x{n * 7919 % 10007}"
            row |= {"id": stem, "name": stem, "names": {"mul": [stem]}, "common": [], "host_tokens": [stem]}
            row |= {"common_tokens": [], "sites": {"*": f"{stem}.com"}, "domains": [f"{stem}.com"]}
            row.pop("parent", None)
            file.write(json.dumps(row) + "\n")
    target = os.path.join(folder, "many.bin")
    compile_to(target, sources=Sources(DATA, own_owners=path))
    return target


class Warm:
    """What a host that runs already takes, in seconds."""

    def __init__(self, knowledge: str) -> None:
        self.answer = Service(knowledge).answer
        self.answer(request(0))
        self.catalogue = Catalogue(load(knowledge))
        self.number = 0

    def new_hosts(self, links: int = 50) -> float:
        self.number += 1
        return timed(self.answer, request(self.number, links))

    def repeated(self) -> float:
        return timed(self.answer, request(self.number))

    def one_host(self) -> float:
        """A host never seen: taken apart, and looked through for every brand's name."""
        names = [f"www.{''.join(random.choices(ascii_lowercase, k=random.randint(6, 14)))}.com" for _ in range(50)]
        return (
            timed(
                lambda names: [hits_in(parse_host(n, self.catalogue.knowledge), self.catalogue) for n in names], names
            )
            / 50
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        knowledge = os.path.join(folder, "knowledge.bin")
        compile_to(knowledge, sources=Sources(DATA))
        environment = {**os.environ, "HONMONO_DATA": folder}
        warm, large = Warm(knowledge), Warm(catalogue_times_ten(folder))
        measures: dict[str, Callable[[], float]] = {
            "50 links, hosts new": warm.new_hosts,
            "50 links, hosts repeated": warm.repeated,
            "one new host": warm.one_host,
            "50 links, catalogue x 10": large.new_hosts,
        }
        programs = {"echo host": ECHO, "honmono": HONMONO, "four packages imported": NAIVE}
        starts: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
        took: dict[str, list[float]] = {name: [] for name in measures}
        for _ in range(rounds):  # in turn, so that a busy moment meets all of them
            for name, program in programs.items():
                starts[name].append(start_to_verdict(program, environment))
            for name, measure in measures.items():
                took[name] += [measure() for _ in range(WARM_PER_ROUND)]
    report(starts, took)
    return 0


def report(starts: dict[str, list[tuple[float, float]]], took: dict[str, list[float]]) -> None:
    medians = {name: [statistics.median(column) for column in zip(*rows, strict=True)] for name, rows in starts.items()}
    echo, naive = medians["echo host"][0], medians["four packages imported"][0]

    def line(name: str, seconds: float) -> str:
        return f"  {name:26} {1000 * seconds:8.3f} ms  {seconds / echo:7.4f} x echo  {seconds / naive:7.4f} x naive"

    print("start to first verdict of a 50-link mail")
    for name, (seconds, memory) in medians.items():
        print(f"{line(name, seconds)}  {memory:5.1f} MB")
    print("  budget                                     3 x echo                   25 MB")
    print("warm")
    for name, times in took.items():
        budget = f"  budget {BUDGETS[name]:.4f} x echo" if name in BUDGETS else ""
        print(f"{line(name, statistics.median(times))}{budget}")
    new, large = (statistics.median(took[f"50 links, {name}"]) for name in ("hosts new", "catalogue x 10"))
    print(f"  the last over the first    {large / new:.2f}  budget 1.3")


if __name__ == "__main__":
    raise SystemExit(main())
