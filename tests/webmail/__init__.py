"""Tests in a real webmail: Roundcube over Dovecot, on loopback addresses."""
