"""The words of the extension: every language says all that English says, and the right one is picked."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

EXTENSION = Path(__file__).resolve().parents[1] / "extension"
FOLDERS = sorted(path.name for path in (EXTENSION / "_locales").iterdir())
OTHERS = [locale for locale in FOLDERS if locale != "en"]

# Where to turn to is a country's own matter, so a language has as many of these as it needs.
PLACE = re.compile(r"popup_place_(\d+)")
HOLE = re.compile(r"\$([^$]*)\$")

# What may read as in English. A message that is translated after all must leave this list.
SAME_AS_ENGLISH: dict[str, set[str]] = {
    "de": {
        "popup_links", "options_sites", "options_trusted_domains", "script_bopomofo", "script_cherokee",
        "script_devanagari", "script_hangul", "script_hiragana", "script_katakana",
    },
    "fr": {"level_danger"},
    "pt_BR": {"popup_links", "options_sites"},
}  # fmt: skip
NAMES = {"extension_name"}

# Pairs. Korean has one for words and one for speech.
QUOTES = {
    "en": ["“”"], "ja": ["「」"], "de": ["„“"], "fr": ["«»"], "es": ["«»"], "pt_BR": ["“”"],
    "zh_CN": ["“”"], "zh_TW": ["「」"], "ko": ["‘’", "“”"],
}  # fmt: skip
NO_QUOTE = re.compile(r'[^"“”„‟«»‹›「」『』‘‚]')  # ’ is an apostrophe, too

# story, what a message of the language never has
NEVER = [
    ("fr", "a mark without its narrow space, or with one at which a line can break", r"[^\u202f][!?;:»]|«[^\u202f]"),
    ("fr", "an apostrophe of a typewriter", "'"),
    *((locale, "a hyphen at which “e-mail” can break", r"\b[Ee]-[Mm]ail") for locale in ("de", "fr", "pt_BR")),
    ("de", "a name for the reader that is not formal", r"\b([Dd]u|[Dd]ein\w*|[Dd]ir|[Dd]ich)\b"),
    ("fr", "a name for the reader that is not formal", r"\b([Tt]u|[Tt]on|[Tt]es|[Tt]oi)\b"),
    ("es", "a name for the reader that is not formal", r"\b([Tt]ú|[Tt]us?|[Cc]ontigo|[Vv]osotr\w+)\b"),
    ("pt_BR", "a name for the reader that is not Brazilian", r"\b([Tt]u|[Tt]eus?|[Tt]uas?|[Cc]ontigo)\b"),
]


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    assert len(set(names)) == len(names), f"twice in one object: {sorted({n for n in names if names.count(n) > 1})}"
    return dict(pairs)


def messages(locale: str) -> dict[str, dict[str, Any]]:
    text = (EXTENSION / "_locales" / locale / "messages.json").read_text("utf-8")
    table: dict[str, dict[str, Any]] = json.loads(text, object_pairs_hook=unique)
    return table


def holes(entry: dict[str, Any]) -> set[str]:
    return {name.lower() for name in HOLE.findall(entry["message"])}


@pytest.mark.parametrize("locale", OTHERS)
def test_has_the_keys_of_english_and_no_others(locale: str) -> None:
    there, wanted = ({key for key in messages(one) if not PLACE.fullmatch(key)} for one in (locale, "en"))
    assert there == wanted


@pytest.mark.parametrize("locale", FOLDERS)
def test_places_are_counted_from_one_without_a_gap(locale: str) -> None:
    """The popup reads them until one is missing (popup/next.js)."""
    numbers = [int(found[1]) for found in map(PLACE.fullmatch, messages(locale)) if found]
    assert numbers == list(range(1, len(numbers) + 1)) != []


@pytest.mark.parametrize("locale", OTHERS)
def test_placeholders_are_those_of_english(locale: str) -> None:
    """Browsers fill them by number, content/words.js by name: both must mean the same everywhere."""
    english = messages("en")
    for key, entry in messages(locale).items():
        assert entry.get("placeholders") == english.get(key, {}).get("placeholders"), key


@pytest.mark.parametrize("locale", FOLDERS)
def test_each_message_uses_its_placeholders_and_no_others(locale: str) -> None:
    for key, entry in messages(locale).items():
        assert holes(entry) == set(entry.get("placeholders", {})), key
        assert "$" not in HOLE.sub("", entry["message"]), key


@pytest.mark.parametrize("locale", FOLDERS)
def test_each_message_says_something(locale: str) -> None:
    for key, entry in messages(locale).items():
        assert set(entry) <= {"message", "placeholders"}, key
        assert entry["message"] and entry["message"] == entry["message"].strip(), key
        assert "  " not in entry["message"] and "\n" not in entry["message"], key


@pytest.mark.parametrize("locale", OTHERS)
def test_nothing_is_left_in_english(locale: str) -> None:
    english = {key: entry["message"] for key, entry in messages("en").items()}
    same = {key for key, entry in messages(locale).items() if entry["message"] == english.get(key)}
    assert same == NAMES | SAME_AS_ENGLISH.get(locale, set())


@pytest.mark.parametrize("locale", FOLDERS)
def test_quotation_marks_are_those_of_the_language(locale: str) -> None:
    pairs = re.compile("|".join(f"{first}[^{first}{last}]*{last}" for first, last in QUOTES[locale]))
    for key, entry in messages(locale).items():
        assert NO_QUOTE.sub("", pairs.sub("", entry["message"])) == "", key


@pytest.mark.parametrize(("locale", "story", "never"), NEVER, ids=[f"{row[0]}: {row[1]}" for row in NEVER])
def test_house_style(locale: str, story: str, never: str) -> None:
    for key, entry in messages(locale).items():
        # Places have names and addresses that are their own.
        assert PLACE.fullmatch(key) or not re.search(never, HOLE.sub("x", entry["message"])), f"{key}: {story}"


@pytest.mark.parametrize("locale", FOLDERS)
def test_the_stores_take_name_and_description(locale: str) -> None:
    """Chrome refuses an extension whose name has more than 75 characters or whose description has more than 132."""
    table = messages(locale)
    assert len(table["extension_name"]["message"]) <= 75
    assert len(table["extension_description"]["message"]) <= 132


# story, the setting, the browser's language, the folder whose words are shown
PICKED = [
    ("a browser in German", "", "de", "de"),
    ("in Austria", "", "de-AT", "de"),
    ("in Canada", "", "fr-CA", "fr"),
    ("Spanish of Latin America as a whole", "", "es-419", "es"),
    ("Portuguese, of which there is one", "", "pt", "pt_BR"),
    ("of Portugal: nearer than English", "", "pt-PT", "pt_BR"),
    ("its own folder", "", "pt-BR", "pt_BR"),
    ("Chinese with nothing said is simplified", "", "zh", "zh_CN"),
    ("simplified by country", "", "zh-SG", "zh_CN"),
    ("simplified by script, whatever the country", "", "zh-Hans-HK", "zh_CN"),
    ("traditional by country", "", "zh-TW", "zh_TW"),
    ("traditional in Hong Kong", "", "zh-HK", "zh_TW"),
    ("traditional by script", "", "zh-Hant", "zh_TW"),
    ("traditional by script and country", "", "zh-Hant-MO", "zh_TW"),
    ("Korean", "", "ko-KR", "ko"),
    ("Japanese on a Mac, as Firefox says it", "", "ja-JP-macos", "ja"),
    ("letters of another case", "", "JA-jp", "ja"),
    ("underscores, as some systems write", "", "pt_PT", "pt_BR"),
    ("English of anywhere", "", "en-GB", "en"),
    ("a language that is not there", "", "sv-SE", "en"),
    ("one that only begins like another", "", "fry-NL", "en"),
    ("no language at all", "", "C.UTF-8", "en"),
    ("nothing", "", "", "en"),
    ("the setting goes before the browser", "zh_TW", "de", "zh_TW"),
    ("a setting as an administrator may write it", "pt-br", "de", "pt_BR"),
    ("a setting for a language that is not there", "sv", "de", "en"),
]  # fmt: skip

SCRIPT = """
let browser = "";
globalThis.chrome = { runtime: { getURL: (path) => path }, i18n: { getUILanguage: () => browser } };
const { LANGUAGES, pickLanguage } = await import("./locales.js");
const rows = JSON.parse(process.argv[2]);
const picked = rows.map(([wanted, own]) => ((browser = own), pickLanguage(wanted)));
console.log(JSON.stringify({ languages: LANGUAGES, picked }));
"""


@pytest.fixture(scope="module")
def run_for_real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The extension's own file, run by node over all rows at once."""
    node = shutil.which("node")
    if not node:
        pytest.skip("no node here: apt-get install nodejs")
    folder = tmp_path_factory.mktemp("locales")
    for name in ("locales.js", "browser-api.js"):
        shutil.copy(EXTENSION / "lib" / name, folder)
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")
    (folder / "ask.js").write_text(SCRIPT, "utf-8")
    rows = json.dumps([row[1:3] for row in PICKED])
    done = subprocess.run([node, folder / "ask.js", rows], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("row", range(len(PICKED)), ids=[row[0] for row in PICKED])
def test_the_language_that_is_picked(row: int, run_for_real: dict[str, Any]) -> None:
    assert run_for_real["picked"][row] == PICKED[row][3]


def test_each_folder_can_be_picked(run_for_real: dict[str, Any]) -> None:
    manifest = json.loads((EXTENSION / "manifest.json").read_text("utf-8"))
    assert sorted(run_for_real["languages"]) == FOLDERS
    assert run_for_real["languages"][0] == manifest["default_locale"]
