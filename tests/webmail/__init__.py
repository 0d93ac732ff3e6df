"""Tests in real webmails: Roundcube and SOGo over Dovecot, on loopback addresses."""
