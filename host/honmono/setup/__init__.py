"""Installation on one person's account: files, launcher, registration with browsers, checks, demo, removal.

Nothing here is imported by the running host except `places`, which is why that module and this one stay light.
"""

HOST_NAME = "org.honmono.host"
GECKO_ID = "honmono@honmono.org"
