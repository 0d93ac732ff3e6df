"""Honmono judges the links and the sender of a mail on this machine."""

__version__ = "0.1.0"
PROTOCOL_VERSION = 1
