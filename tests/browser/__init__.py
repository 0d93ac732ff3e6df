"""Real browsers for tests: drivers, a network that records, a native host that misbehaves on request, pages of mail."""
