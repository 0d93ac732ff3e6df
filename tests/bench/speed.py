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
import statistics
import struct
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HOST = str(Path(__file__).resolve().parents[2] / "host")
PACKAGES = sysconfig.get_path("purelib")
INTERPRETER = os.path.realpath(getattr(sys, "_base_executable", sys.executable))
sys.path.insert(0, HOST)

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


def median_ms(work: Callable[[Any], Any], items: list[Any]) -> float:
    times = []
    for item in items:
        begun = time.perf_counter()
        work(item)
        times.append(time.perf_counter() - begun)
    return 1000 * statistics.median(times)


def catalogue_times_ten(folder: str) -> str:
    """Knowledge with ten times the owners: made-up ones beside the real."""
    from honmono.knowledge.build import all_owners, compile_to
    from honmono.knowledge.sources import DATA, Sources

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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    from honmono.knowledge.build import compile_to
    from honmono.knowledge.sources import DATA, Sources
    from honmono.service import Service

    with tempfile.TemporaryDirectory() as folder:
        knowledge = os.path.join(folder, "knowledge.bin")
        compile_to(knowledge, sources=Sources(DATA))
        environment = {**os.environ, "HONMONO_DATA": folder}
        programs = {"echo host": ECHO, "honmono": HONMONO, "four packages imported": NAIVE}
        runs: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
        for _ in range(rounds):  # in turn, so that a busy moment meets all of them
            for name, program in programs.items():
                runs[name].append(start_to_verdict(program, environment))
        echo = statistics.median(took for took, _ in runs["echo host"])
        print("start to first verdict of a 50-link mail")
        for name, measured in runs.items():
            took = statistics.median(t for t, _ in measured)
            memory = statistics.median(m for _, m in measured)
            print(f"  {name:24} {1000 * took:7.1f} ms  {took / echo:5.2f} x echo  {memory:6.1f} MB")

        service = Service(knowledge)
        service.answer(request(0))
        new = median_ms(service.answer, [request(n) for n in range(1, 40)])
        again = median_ms(service.answer, [request(1)] * 40)
        one, none = (median_ms(service.answer, [request(1000 + n, links) for n in range(200)]) for links in (1, 0))
        large = Service(catalogue_times_ten(folder))
        large.answer(request(0))
        new_large = median_ms(large.answer, [request(n) for n in range(1, 40)])
        print("warm")
        print(f"  50 links, hosts new      {new:7.2f} ms   ({1000 * new / 50:.0f} us a link)")
        print(f"  50 links, hosts repeated {again:7.2f} ms")
        print(f"  one link with a new host {1000 * (one - none):7.0f} us over a mail without links")
        print(f"  catalogue x 10           {new_large / new:7.2f} x the 50 new hosts")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
