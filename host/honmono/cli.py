"""The command `honmono`: one sub-command a module, imported when it is called."""

from __future__ import annotations

import argparse
import sys

from . import __version__
from .setup.commands import COMMANDS, lazily

# The commands beside those of set-up: name → (words for --help, module with add_arguments(parser) and run(args)).
_OWN = {
    "inspect": ("judge a URL, an .eml or .mbox file, or mails given as JSON lines", "honmono.inspecting"),
    "explain": ("a rule, or a word or host letter by letter", "honmono.explaining"),
    "catalogue": ("who owns which names and domains; add your own", "honmono.catalogue_command"),
    "update": ("refresh the public suffix list and the catalogue (uses the network)", "honmono.online.update"),
    "version": ("versions of Honmono, its protocol and its catalogue", "honmono.versions"),
}

_EPILOG = """\
exit status:
  0  nothing found, or done      2  danger found, or wrong usage
  1  caution found, or failed    3  could not check

Nothing leaves this machine. A mail in which nothing is found is not thereby safe."""


def main(argv: list[str] | None = None) -> int:
    """Run a command; returns its exit status."""
    argv = sys.argv[1:] if argv is None else argv
    parser = argparse.ArgumentParser(
        prog="honmono",
        description="Says what is wrong with a link or a sender in a mail, and why, before you click.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"honmono {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    chosen = next((word for word in argv if not word.startswith("-")), "")
    run = None
    own = {name: (words, *lazily(module)) for name, (words, module) in _OWN.items()}
    for name, (words, add_arguments, run_command) in {**own, **COMMANDS}.items():
        sub = commands.add_parser(name, help=words, formatter_class=argparse.RawDescriptionHelpFormatter)
        if name == chosen:  # the others are not even imported: nobody waits for what is not needed
            add_arguments(sub)
            run = run_command
    args = parser.parse_args(argv)
    if run is None:
        parser.print_help()
        return 0
    try:
        return int(run(args))
    except KeyboardInterrupt:
        print("honmono: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader (`head`) has gone
        sys.stderr.close()
        return 0


if __name__ == "__main__":
    raise SystemExit(main())
