"""How the register sends something to an address that somebody gave it, without reaching where it should not (SSRF)."""
