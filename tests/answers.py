"""Prints the fingerprint of public answers of a database file, as one process gives them on one fixed day."""

from __future__ import annotations

import asyncio
import hashlib
import sys

import httpx

from agreements.app import create_app
from agreements.clock import moment_at
from agreements.publication.shapes import shapes
from agreements.settings import Settings
from tests.browser.serve_sample import NOON, SECRET, fill
from tests.transport import transport_to

WORDS = (
    "status=geldig&status=aankomend&q=schulden&partnersoort=politie&sorteer=einddatum&eindigtVan=2026-01-01&pagina=1"
)
ADDRESSES = ("/", f"/?{WORDS}", "/?taal=en&q=wonen", "/?onbekend=1&nogiets=2", "/over", "/open-data", "/sitemap.xml")
CHANGES = ("/wijzigingen", "/wijzigingen/60", "/wijzigingen?thema=wonen", "/afspraken.atom?voor=40")
LINKED = ("/dcat.ttl", "/dcat.jsonld", "/dcat/feed/1", "/afspraken/AFS-2025-0004.odrl.jsonld")
FILES = (
    *(shape.path for shape in shapes()),
    *(shape.beside(one) for shape in shapes() for one in shape.companions),
    f"/afspraken.csv?{WORDS.removesuffix('&pagina=1')}",
)


async def main(database: str, url: str) -> None:
    """Fill the file when asked to, else answer from it."""
    settings = Settings.model_validate(
        {"database_url": f"sqlite:///{database}", "base_url": url, "secret_key": SECRET, "scheduler": False}
    )
    moment = moment_at(NOON, settings.zone)
    if sys.argv[2:] == ["fill"]:
        await fill(settings, moment)
        return
    app = create_app(settings, lambda: moment)
    async with app.lifespan(), httpx.AsyncClient(transport=transport_to(app), base_url=url) as client:
        for address in (*ADDRESSES, *CHANGES, *LINKED, *FILES):
            answer = await client.get(address)
            fingerprint = hashlib.sha256(answer.content).hexdigest()
            sys.stdout.write(f"{answer.status_code} {fingerprint} {answer.headers.get('etag', '-')} {address}\n")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], "https://afspraken.voorbeeldstad.example"))
