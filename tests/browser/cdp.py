"""What the answers and events of the Chrome DevTools Protocol say."""

from __future__ import annotations

from typing import Any

from .wire import WireError


def value(answer: dict[str, Any]) -> Any:
    if "exceptionDetails" in answer:
        raise WireError(exception(answer["exceptionDetails"]))
    return answer["result"].get("value")


def exception(details: dict[str, Any]) -> str:
    return str(details.get("exception", {}).get("description") or details.get("text"))


def complaint(method: str, params: dict[str, Any]) -> str:
    """What an event says when it is about an error, else ``""``."""
    if method == "Runtime.exceptionThrown":
        return exception(params["exceptionDetails"])
    if method == "Runtime.consoleAPICalled" and params["type"] in ("error", "assert"):
        return " ".join(str(part.get("value", part.get("description", ""))) for part in params["args"])
    if method == "Log.entryAdded" and params["entry"]["level"] == "error":
        return f"{params['entry']['text']} {params['entry'].get('url', '')}"
    return ""
