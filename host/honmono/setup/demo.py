"""`honmono demo`: a sample inbox in a browser with a throw-away profile and the extension loaded; verdicts as text."""

from __future__ import annotations

import argparse
import locale
import os
import shutil
import sys
import tempfile

from honmono.report import report
from honmono.setup import command, places, record, selfcheck
from honmono.setup.browsers import BY_ID, Found, find, find_all
from honmono.setup.extension import ExtensionError, chromium_id, extension_folder
from honmono.setup.inbox import Inbox, address_of, served
from honmono.setup.machine import Machine

FIRST = 5  # uid of the mail that is opened first
DRIVEN = [browser.id for browser in BY_ID.values() if browser.family == "chromium"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `honmono demo`."""
    parser.add_argument("--headless", action="store_true", help="open no window: save a picture, print the verdicts")
    parser.add_argument(
        "--browser", choices=DRIVEN, metavar="NAME", help=f"one of {', '.join(DRIVEN)}; otherwise the first found"
    )
    parser.add_argument("--lang", choices=("en", "ja"), help="language of the page and of Honmono's words in it")
    parser.add_argument("--screenshot", metavar="FILE", help="save the picture there (PNG)")
    parser.add_argument("--keep-open", action="store_true", help="with --screenshot: leave the window open afterwards")


def run(args: argparse.Namespace) -> int:
    """Show the demo. 0: it was shown, or there is no browser and the verdicts were printed. 1: something failed."""
    if not os.path.exists(places.launcher_file()):
        print(f"Not set up yet. First:  {command.typed()} setup", file=sys.stderr)
        return 1
    machine = Machine.here()
    inbox = Inbox(args.lang or _language())
    found = _browser(machine, args.browser)
    if found is None:
        status = print_verdicts(inbox)
        print(_without(machine, args.browser))
        return 1 if args.browser else status
    from honmono.setup.devtools import DevToolsError

    try:
        return _show(found, machine, inbox, args)
    except BrokenPipeError:  # nobody reads our output any more: not the browser's fault
        raise
    except (DevToolsError, ExtensionError, OSError) as error:
        print(f"\nThe demo in {found.browser.name} failed: {error}", file=sys.stderr)
        print("Here are the verdicts that it would have shown, from the same host.\n", file=sys.stderr)
        print_verdicts(inbox)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The throw-away profile is gone.")
        return 0


def _show(found: Found, machine: Machine, inbox: Inbox, args: argparse.Namespace) -> int:
    from honmono.setup import stage
    from honmono.setup.devtools import Browser, DevToolsError

    window = not args.headless and _has_display(machine)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    print(_announcement(found, window, root, args.headless), flush=True)
    log = record.load(places.record_file())
    throw_away = tempfile.TemporaryDirectory(prefix="honmono-demo-", ignore_cleanup_errors=True)
    with throw_away as folder, served(inbox) as origin:
        built = stage.build(folder, extension_folder(log.extension), origin)
        start = stage.command(str(found.program), built, origin, inbox.language, window, root)
        with Browser(start, built.environ(machine.environ, inbox.language), built.log) as browser:
            page = stage.Page(browser)
            page.load_extension(built)
            if not window:
                page.fix_size()
            page.open(origin + address_of(FIRST))
            if args.screenshot or not window:
                level = page.wait_for_mark()
                if level != "danger":
                    raise DevToolsError(f"the forged link was marked {level or 'not at all'!r}{browser.last_words()}")
                tooltip = page.hover()
                _save(args.screenshot, page.picture(), log, inbox.language)
                print(f"  the tooltip on the link says: {tooltip or '(nothing)'}\n", flush=True)
            if window and (args.keep_open or not args.screenshot):
                print("Close the window, or press Ctrl-C here, when you have seen enough.", flush=True)
                page.wait_until_closed()
    return 0 if window and not args.screenshot else print_verdicts(inbox)


def print_verdicts(inbox: Inbox) -> int:
    """Ask the host, started as a browser would, about every sample mail, and print what it says."""
    identity = chromium_id(extension_folder(record.load(places.record_file()).extension))
    mails = [inbox.wire(mail) for mail in inbox.mails]
    requests = [{"v": 1, "id": str(n), "type": "inspect", "mail": mail} for n, mail in enumerate(mails)]
    replies, _, errors = selfcheck.converse(selfcheck.browser_command(places.launcher_file(), identity), requests, 30)
    for n, mail in enumerate(mails):
        reply = replies[n] if n < len(replies) else None
        if not isinstance(reply, dict) or reply.get("type") != "verdict":
            print(f"The host did not answer as it should: {reply or errors}", file=sys.stderr)
            print(f"Next:  {command.typed()} doctor", file=sys.stderr)
            return 1
        print(report(mail["subject"], mail, reply) + "\n")
    return 0


def _browser(machine: Machine, wanted: str | None) -> Found | None:
    """The browser to drive: the one named, else the first Chromium-like one; those without a brand come first."""
    if machine.system == "windows":
        return None
    found = [find(machine, BY_ID[wanted])] if wanted else list(find_all(machine))
    driven = [item for item in found if item and item.program and item.browser.family == "chromium"]
    return min(driven, key=lambda item: item.browser.branded, default=None)


def _without(machine: Machine, wanted: str | None) -> str:
    if machine.system == "windows":
        return "The demo's window is for Linux and macOS so far. The verdicts come from the host itself."
    name = BY_ID[wanted].name if wanted else "Chromium, Chrome, Edge, Brave, Vivaldi or Opera"
    lines = [f"No {name} found, hence no picture. The verdicts come from the host that a browser would start."]
    if shutil.which("apt-get"):
        lines.append("For the picture:  sudo apt-get install chromium fonts-ipafont-gothic")
    return "\n".join(lines)


def _announcement(found: Found, window: bool, root: bool, headless: bool) -> str:
    lines = [f"Opening {found.browser.name} with a throw-away profile; nothing on the internet can be reached from it."]
    if not window and not headless:
        lines.append("There is no display here, so a picture is saved instead of opening a window.")
    if root:
        lines.append("As root it runs with --no-sandbox, as it would not start otherwise.")
    return "\n".join(lines)


def _save(path: str | None, picture: bytes, log: record.Record, language: str) -> None:
    if path is None:
        path = os.path.join(places.data_folder(), f"demo-{language}.png")
        log.put(path, picture)  # on record, so that it goes with everything else
        record.save(log, places.record_file())
    else:
        with open(path, "wb") as file:
            file.write(picture)
    print(f"\nThe picture: {os.path.abspath(path)}")


def _has_display(machine: Machine) -> bool:
    return machine.system != "linux" or any(machine.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _language() -> str:
    """The terminal's language where the demo speaks it."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "ja" if value.startswith("ja") else "en"
    return "ja" if (locale.getlocale()[0] or "").startswith(("ja", "Japanese")) else "en"
