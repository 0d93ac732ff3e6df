"""The host's loop: frames in, frames out. The only place where an exception becomes a code on the wire."""

from __future__ import annotations

import sys
from typing import Any

from . import __version__
from .faults import print_fault
from .framing import MAX_REPLY, FrameError, read_message, write_message
from .judge import Judge
from .knowledge.load import KnowledgeError, load
from .protocol import ProtocolError, check_version, parse_json, parse_mail, request_id
from .replies import fields_of, reply, verdict_fields
from .rules import RULE_IDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO


class Service:
    """Answers requests, one at a time. The knowledge is opened when first needed, and tried again while it fails."""

    def __init__(self, knowledge_path: str) -> None:
        self._path = knowledge_path
        self._judge: Judge | None = None

    def answer(self, message: bytes) -> bytes:
        """The reply to one frame. Never raises for anything that a frame may hold."""
        reply_id: str | None = None
        try:
            body = parse_json(message)
            reply_id = request_id(body)
            check_version(body)
            answer = reply(reply_id, self._fields(body))
            if len(answer) > MAX_REPLY:
                raise ProtocolError("reply_too_large", limit=MAX_REPLY)
        except ProtocolError as error:
            return _error(reply_id, error.code, error.params)
        except KnowledgeError as error:
            print(f"honmono: {error}; run `honmono setup`", file=sys.stderr)
            return _error(reply_id, "no_knowledge", {})
        except Exception:
            print_fault()
            return _error(reply_id, "internal", {})
        return answer

    def _fields(self, body: dict[str, Any]) -> str:
        """The reply's fields but for `v` and `id`, as JSON text."""
        kind = body.get("type")
        if kind == "inspect":
            if "mail" not in body:
                raise ProtocolError("missing_field", field="mail")
            judge = self._open()
            mail, trust, truncated = parse_mail(body["mail"], judge.catalogue.knowledge)
            return verdict_fields(judge.judge(mail, trust), truncated)
        if kind == "hello":
            knowledge = self._open().catalogue.knowledge
            catalogue = {"date": knowledge.date, "owners": knowledge.owner_count}
            return fields_of({"type": "hello", "version": __version__, "catalogue": catalogue, "rules": RULE_IDS})
        if kind == "ping":
            return fields_of({"type": "pong"})
        raise ProtocolError("unknown_type", type=kind[:64] if isinstance(kind, str) else "")

    def _open(self) -> Judge:
        if self._judge is None:
            self._judge = Judge(load(self._path))
        return self._judge


def serve(source: BinaryIO, sink: BinaryIO, service: Service) -> int:
    """Answer until the input ends. Returns the process's exit status: 0 at the end of input, 1 on a bad frame."""
    while True:
        try:
            message = read_message(source)
            if message is None:
                return 0
            write_message(sink, service.answer(message))
        except FrameError as error:
            print(f"honmono: {error}", file=sys.stderr)
            return 1
        except BrokenPipeError:  # the browser closed the port while the answer was on its way
            return 0


def _error(reply_id: str | None, code: str, params: dict[str, Any]) -> bytes:
    return reply(reply_id, fields_of({"type": "error", "code": code, "params": params}))
