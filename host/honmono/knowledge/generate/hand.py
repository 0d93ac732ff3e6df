"""The lists and tables beside this file that people wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent

HAND_LISTS = (_HERE / "romaji.txt", _HERE / "generic.txt")
PERSONS = _HERE / "persons.txt"
LONGER = _HERE / "longer.txt"
CARRIERS = _HERE / "carriers.txt"
TABLES: dict[str, Any] = json.loads((_HERE / "tables.json").read_text("utf-8"))
LEFT_OUT: dict[str, dict[str, str]] = json.loads((_HERE / "left_out.json").read_text("utf-8"))
"""By kind (domain, name, id): what the packages say and we do not follow, with the reason."""
