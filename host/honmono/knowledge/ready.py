"""The knowledge for the command line: opened, or compiled first where it is missing or of another version."""

from __future__ import annotations

import sys

from ..setup.places import knowledge_file
from .load import Knowledge, KnowledgeError, load


def open_knowledge(path: str | None = None) -> Knowledge:
    """Open the knowledge, compiling it first if need be (about a second, said on standard error).

    Raises KnowledgeError where it can be neither read nor made.
    """
    path = path or knowledge_file()
    try:
        return load(path)
    except KnowledgeError as error:
        print(f"honmono: compiling knowledge ({error})", file=sys.stderr)
    from .build import compile_to

    try:
        compile_to(path)
    except (OSError, ValueError, ImportError) as error:
        raise KnowledgeError(f"cannot compile {path}: {error}") from error
    return load(path)
