#!/usr/bin/env python3
"""Installs Honmono for this account, from this checkout. Needs nothing but Python 3.10 or newer.

    python3 host/install.py              install; run it again to repair or to update
    python3 host/install.py --demo       install, then show a sample inbox in a browser with a throw-away profile
    python3 host/install.py --uninstall  take everything back

It makes a Python environment in your data folder, installs this checkout into it with pip (your pip settings count),
and runs `honmono setup` there: that compiles what Honmono knows, registers it with every browser found on this account,
and checks itself. Nothing outside your home is changed, with one exception: on Debian and its kin, run as root, it
installs system packages that are missing with apt-get, and says so first.
"""

# This file has to parse on Python 3.6, so that an old Python gives a sentence and not a traceback. What needs a newer
# one (and nothing but its standard library) is imported from host/honmono/setup once the version is known.

import argparse
import os
import shlex
import shutil
import subprocess
import sys

OLDEST = (3, 10)
HERE = os.path.dirname(os.path.abspath(__file__))
REPO = os.path.dirname(HERE)
OK, FAILED = 0, 1
ENDING = """\
exit status: 0 done; 1 something failed (the last lines say what, and what to do); 2 wrong arguments

what is written: Linux ${XDG_DATA_HOME:-~/.local/share}/honmono, macOS ~/Library/Application Support/Honmono, Windows
%LOCALAPPDATA%\\Honmono; one small file, org.honmono.host.json, in the folder of each browser found (on Windows one
registry value); a link ~/.local/bin/honmono where that folder is on your PATH. `--uninstall` takes all of it back.
"""


def main(arguments=None):
    """Run; gives the exit status."""
    if sys.version_info < OLDEST:
        return too_old()
    sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a letter shows `?`, and we go on
    sys.stderr.reconfigure(errors="replace")
    args = read_arguments(arguments)
    sys.dont_write_bytecode = True  # leave no __pycache__ in the checkout
    sys.path.insert(0, HERE)
    from honmono.setup.tools import Failure

    try:
        return uninstall(args) if args.uninstall else install(args)
    except (Failure, OSError) as error:
        said = str(error)
    except KeyboardInterrupt:
        said = "run the same command again to go on."
    sys.stdout.flush()  # or a log would hold this line before the others
    print(f"\nStopped: {said}", file=sys.stderr)
    return FAILED


def too_old():
    """Say which Python is needed, and name one if it is here."""
    wanted = "{}.{}".format(*OLDEST)
    this = f"{sys.version.split()[0]} ({sys.executable})"
    print(f"Honmono needs Python {wanted} or newer; this is {this}.", file=sys.stderr)
    newer = next((name for name in (f"python3.{minor}" for minor in range(20, 9, -1)) if starts(name)), None)
    if newer:
        print(f"A newer one is here:  {newer} {shlex.quote(os.path.abspath(__file__))}", file=sys.stderr)
    else:
        print("Install a newer one (your system's packages, or www.python.org/downloads).", file=sys.stderr)
    return FAILED


def starts(name):
    """Whether a program of that name starts (a version manager's may be there and refuse)."""
    try:
        return shutil.which(name) is not None and subprocess.call([name, "-c", ""], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def read_arguments(arguments):
    """Parse the command line; wrong arguments end the program with status 2."""
    parser = argparse.ArgumentParser(
        prog="install.py", description=__doc__, epilog=ENDING, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--demo", action="store_true", help="afterwards show a sample inbox; wants a browser")
    parser.add_argument("--headless", action="store_true", help="with --demo: open no window, save a picture instead")
    parser.add_argument("--no-apt", action="store_true", help="install no system packages, name them only")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    parser.add_argument("--uninstall", action="store_true", help="take everything back, the environment too")
    parser.add_argument("--keep-settings", action="store_true", help="with --uninstall: leave your own settings")
    args = parser.parse_args(arguments)
    if args.uninstall and args.demo:
        parser.error("--uninstall and --demo do not go together")
    if args.headless and not args.demo:
        parser.error("--headless goes with --demo")
    if args.keep_settings and not args.uninstall:
        parser.error("--keep-settings goes with --uninstall")
    return args


def install(args):
    """All the steps; Failure at the first that does not work."""
    from honmono.setup import packages, places, record
    from honmono.setup.tools import Failure, run_openly

    if not os.path.isfile(os.path.join(REPO, "pyproject.toml")):
        raise Failure(f"{REPO} is not a whole checkout (it has no pyproject.toml).")
    env = places.environment_folder()
    print(f"Honmono is installed for this account only, in {places.data_folder()}")
    missing = packages.missing(args.demo)
    if args.dry_run:
        return tell_plan(env, missing, args.demo)
    packages.provide(missing, may_install=not args.no_apt)
    log = record.load(places.record_file())
    log.make_folder(places.data_folder())
    record.save(log, places.record_file())  # so that `--uninstall` knows which folders were not there before
    make_environment(env)
    put_package(env)
    own = os.path.join(scripts(env), "honmono")
    setup = [own, "setup", "--extension", os.path.join(REPO, "extension")]
    if run_openly([*setup, "--quiet-end"] if args.demo else setup) != 0:
        raise Failure("the set-up failed, see above. What is installed stays; run the same command again to go on.")
    if not args.demo:
        return OK
    print("\nNow the demo.")
    status = run_openly([own, "demo", *(["--headless"] if args.headless else [])])
    run_openly([own, "setup", "--only-say"])
    return status


def tell_plan(env, missing, demo):
    """What a run without --dry-run would do."""
    from honmono.setup.browsers import find_all
    from honmono.setup.machine import Machine

    browsers = ", ".join(found.browser.name for found in find_all(Machine.here())) or "no browser found"
    lines = [f"system package {item.name}: {item.why}" for item in missing]
    lines += [f"Python environment: {env}{' (is there; would be repaired)' if os.path.isdir(env) else ''}"]
    lines += [f"pip install {REPO}", f"register with: {browsers}", *(["the demo"] if demo else [])]
    print("It would go like this:\n  " + "\n  ".join(lines))
    return OK


def make_environment(env):
    """A new environment, or the one that is there when it still works."""
    from honmono.setup.tools import Failure, step

    there = os.path.isdir(env) and os.listdir(env)
    if there and not os.path.isfile(os.path.join(env, "pyvenv.cfg")):
        raise Failure(f"{env} holds something that is not a Python environment. Move it away first.")
    if there and environment_works(env):
        print(f"The Python environment is there already: {env}")
        return
    command = [sys.executable, "-I", "-m", "venv", *(["--clear"] if there else []), env]
    step("Making a Python environment", command, "The lines above are Python's own; put that right and run this again.")


def environment_works(env):
    """Whether the environment's Python starts, has pip, and is of the version that runs now."""
    code = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run([python(env), "-I", "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.decode().strip() == "{}.{}".format(*sys.version_info[:2])


def put_package(env):
    """pip install of the checkout. pip's settings (PIP_*, pip.conf) count: nothing is overridden here."""
    from honmono.setup.tools import step

    step(
        "Installing Honmono and its packages with pip",
        [python(env), "-I", "-m", "pip", "install", "--upgrade", REPO],
        "pip fetches packages: check the network, or your own index in pip's settings, and run the same command again.",
    )


def scripts(env):
    """Folder of the environment's programs."""
    return os.path.join(env, "Scripts" if os.name == "nt" else "bin")


def python(env):
    """The environment's Python."""
    return os.path.join(scripts(env), "python.exe" if os.name == "nt" else "python")


def uninstall(args):
    """Everything back: what setup wrote (by its record), then the environment."""
    from honmono.setup import files, places, record, removal

    env = places.environment_folder()
    if args.dry_run:
        print(f"It would take back what {places.record_file()} lists, and remove {env}")
        return OK
    ours = [*record.load(places.record_file()).folders, places.data_folder()]
    status = removal.take_all(keep_settings=args.keep_settings)
    if os.path.isfile(os.path.join(env, "pyvenv.cfg")):
        shutil.rmtree(env)
        print(f"  removed: {env}")
    files.remove_empty(ours)
    print(removal.last_words())
    return status


if __name__ == "__main__":
    sys.exit(main())
