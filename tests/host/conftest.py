"""Fixtures of the host's tests: the real knowledge, compiled once a session."""

from __future__ import annotations

from pathlib import Path

import pytest
from honmono.judge import Judge
from honmono.knowledge.build import compile_to
from honmono.knowledge.load import Knowledge, load
from honmono.knowledge.sources import DATA, Sources


@pytest.fixture(scope="session")
def knowledge_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("knowledge") / "knowledge.bin"
    compile_to(str(path), sources=Sources(DATA))
    return path


@pytest.fixture(scope="session")
def knowledge(knowledge_path: Path) -> Knowledge:
    return load(str(knowledge_path))


@pytest.fixture(scope="session")
def judge(knowledge: Knowledge) -> Judge:
    return Judge(knowledge)
