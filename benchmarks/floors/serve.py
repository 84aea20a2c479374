"""Serve one of the floors on loopback.

    python -m benchmarks.floors.serve site|hello|raw PORT [DATA] [PREBUILT]

`site` and `hello` run as our own server does; `raw` on uvicorn with all it can have.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import uvicorn


def app_of(kind: str, data: str = "", prebuilt: str = "") -> Any:
    """The app by its name."""
    body = Path(prebuilt).read_bytes() if prebuilt else b""
    if kind == "raw":
        from benchmarks.floors.raw import raw

        return raw(body)
    from benchmarks.floors.site import hello, site

    return hello() if kind == "hello" else site(Path(data), body)


def main() -> None:
    """Serve until ended."""
    kind, port, *rest = sys.argv[1:]
    options: dict[str, Any] = {"access_log": False, "log_level": "warning", "server_header": False}
    if kind != "raw":
        from agreements.connections import CarefulProtocol, prepare_process

        prepare_process()
        options |= {"http": CarefulProtocol, "ws": "none"}
    uvicorn.run(app_of(kind, *rest), host="127.0.0.1", port=int(port), **options)


if __name__ == "__main__":
    main()
