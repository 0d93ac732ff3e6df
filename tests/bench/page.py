#!/usr/bin/env python3
"""What the extension costs a page: the real one in real browsers, beside the same page under a name it does not know.

    python3 tests/bench/page.py [--rounds N] [--browsers chromium,firefox] [--mails ordinary,links,text]

For each mail, over so many rounds, median and 95th percentile (of few rounds: the slowest) of

  on screen   from the click on the mail to its first frame, without and with the extension
  marks       … to the last mark on its links
  task        the longest task from then on, all of the page's work included (Chromium's Long Tasks: 0 is "under 50 ms")
  gap         the longest time in which the page could not react, by a timer that asks all the time; both browsers
  tooltip     from the pointer's coming to a link to the tooltip, and to the frame that shows it

The mails: `ordinary` has 30 links; `links` has 2,000, each to a host of its own and each dangerous, so that all are
marked; `text` has 50 links in 1 MB. Every round opens a mail that was not judged before. What "without" and "with"
have in common is the page's own. Machines differ and are busy: never a test condition. Uses the environment that
tests/run.py makes.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import statistics
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1]
PYTHON = HERE.parent / ".test-env" / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
if not importlib.util.find_spec("websockets"):
    if not PYTHON.exists() or sys.prefix == str(PYTHON.parents[1]):
        sys.exit("tests/bench/page.py: run python3 tests/run.py once; it makes the environment that this needs")
    os.execv(PYTHON, [str(PYTHON), *sys.argv])
sys.path[:0] = [str(HERE), str(HERE.parent / "host")]

from browser import network  # noqa: E402
from browser.driver import Page, until  # noqa: E402
from browser.mails import MAIL_2, Link, Mail  # noqa: E402
from browser.pages import GMAIL  # noqa: E402
from browser.session import Session, running  # noqa: E402
from browser.view import LAYER, View  # noqa: E402

UNKNOWN = replace(GMAIL, host="page.example.jp", path="/bench")
"""The same page where the extension is not at work."""
PARAGRAPH = "<p>お支払い方法に問題があり、特典をご利用いただけない状況です。お支払い方法の情報を更新してください。</p>"

OPEN = """async (route, marks) => {
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const result = {screen: 0, marks: 0, task: 0, gap: 0};
  const ours = document.getElementsByTagName('honmono-mark');
  location.hash = '';
  await wait(700);
  let watching = true;
  const start = performance.now();
  const tasks = new PerformanceObserver((list) => {
    for (const {startTime, duration} of list.getEntries())
      if (startTime >= start) result.task = Math.max(result.task, duration);
  });
  try { tasks.observe({type: 'longtask'}); } catch { /* Firefox has none */ }
  let last = start;
  const tick = () => {
    const now = performance.now();
    result.gap = Math.max(result.gap, now - last);
    last = now;
    if (watching) setTimeout(tick);
  };
  const drawn = new Promise((done) => {
    const look = () => {
      if (ours.length < marks) return;
      result.marks = performance.now() - start;
      observer.disconnect();
      done();
    };
    const observer = new MutationObserver(look);
    observer.observe(document, {childList: true, subtree: true});
    setTimeout(done, 60_000);
    if (marks === 0) done();
  });
  location.hash = route;
  await frame();
  result.screen = performance.now() - start;
  // From here on: the page has shown its mail, what comes now is the extension's.
  last = performance.now();
  tick();
  await drawn;
  await wait(marks === 0 ? 1500 : 500);
  watching = false;
  tasks.disconnect();
  return result;
}"""

WATCH_TOOLTIP = """(root) => {
  const times = (globalThis.tooltipTimes = []);
  let came = 0;
  document.addEventListener('pointerover', (event) => { came = event.timeStamp; }, true);
  new MutationObserver(() => {
    if (!root.querySelector('#tooltip[data-open]') || came === 0) return;
    const time = {open: performance.now() - came};
    const from = came;
    came = 0;
    requestAnimationFrame(() => setTimeout(() => {
      time.frame = performance.now() - from;
      times.push(time);
    }));
  }).observe(root.querySelector('#tooltip'), {attributes: true, attributeFilter: ['data-open']});
  return true;
}"""


def mail(kind: str, number: int) -> Mail:
    count = {"ordinary": 30, "links": 2000, "text": 50}[kind]
    links = tuple(
        Link(f"リンク {place}", f"https://m{number}-{place}.newnamecardamazon.icu/{kind}") for place in range(count)
    )
    filling = PARAGRAPH * (1_000_000 // len(PARAGRAPH.encode()) // count) if kind == "text" else ""
    body = "".join(f"<p>{{{place}}}</p>{filling}" for place in range(count))
    return replace(MAIL_2, key=f"{kind}_{number}", body=body, links=links, subject=f"{MAIL_2.subject} {number}")


def measure(session: Session, kind: str, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of every round, by what was measured."""
    mails = [mail(kind, number) for number in range(rounds + 1)]  # the first: to warm up
    results: dict[str, list[float]] = {}
    for site, suffix in ((UNKNOWN, "without"), (GMAIL, "with")):
        text = site.render(mails, session.language)
        session.network.serve(site.host, lambda _, text=text: network.html(text), site.path)
        page = session.browser.open(site.address())
        for number, one in enumerate(mails):
            marks = len(one.links) if site is GMAIL else 0
            took = page.evaluate(OPEN, site.route.format(one.key), marks)
            if number > 0:
                for name, value in took.items():
                    results.setdefault(f"{name} {suffix}", []).append(value)
        if site is GMAIL and kind == "ordinary":
            for took in hovers(View(session.browser, page, site, mails[-1]), page, rounds):
                for name, value in took.items():
                    results.setdefault(f"tooltip {name}", []).append(value)
        page.close()
    return results


def hovers(view: View, page: Page, rounds: int) -> list[dict[str, float]]:
    view.hover()
    page.in_shadow(LAYER, WATCH_TOOLTIP)
    for number in range(1, rounds + 1):
        page.hover(".hP")
        until(lambda: view.tooltip() is None, "the tooltip to close")
        view.hover(number % len(view.mail.links))
        until(lambda number=number: page.evaluate("() => tooltipTimes.length") >= number, "a time")  # type: ignore[misc]
    times: list[dict[str, float]] = page.evaluate("() => tooltipTimes")
    return times


def report(browser: str, kind: str, results: dict[str, list[float]]) -> None:
    def cell(name: str) -> str:
        values = sorted(results.get(name, ()))
        if not any(values) and not (browser == "chromium" and name.startswith("task")):
            return f"{'–':>13}"
        late = values[min(len(values) - 1, int(0.95 * len(values)))]
        return f"{statistics.median(values):6.0f} {late:6.0f}"

    rows: list[tuple[str, Any, Any]] = [
        ("on screen", "screen without", "screen with"),
        ("marks", "", "marks with"),
        ("longest task", "task without", "task with"),
        ("longest gap", "gap without", "gap with"),
        ("tooltip", "", "tooltip open"),
        ("tooltip in a frame", "", "tooltip frame"),
    ]
    print(f"\n{browser}, {kind} (ms)    without: median, p95       with: median, p95")
    for title, without, with_ in rows:
        if with_ in results:
            print(f"  {title:22} {cell(without):>20} {cell(with_):>26}", flush=True)


def main() -> None:
    kinds = ["ordinary", "links", "text"]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=12, help="for the ordinary mail; the large ones take a third")
    parser.add_argument("--browsers", default="chromium,firefox", help="default: both")
    parser.add_argument("--mails", default=",".join(kinds), help="default: all three")
    given = parser.parse_args()
    for browser in given.browsers.split(","):
        with (
            tempfile.TemporaryDirectory(prefix="honmono-bench-", ignore_cleanup_errors=True) as home,
            running(browser, Path(home)) as session,
        ):
            for kind in given.mails.split(","):
                rounds = given.rounds if kind == "ordinary" else max(2, given.rounds // 3)
                report(browser, kind, measure(session, kind, rounds))
                session.browser.close_tabs()


if __name__ == "__main__":
    main()
