"""Who has this version already: entity-tags as visitors, and the proxies between us, send them back."""

from __future__ import annotations

import pytest

from agreements.http.conditional import is_known

TAG = '"0123456789abcdef"'


@pytest.mark.parametrize(
    "header",
    [
        '"0123456789abcdef"',
        'W/"0123456789abcdef"',
        '"0123456789abcdef-gzip"',
        'W/"0123456789abcdef-gzip"',
        '"0123456789abcdef-br"',
        'W/"0123456789abcdef-zstd"',
        '"0123456789abcdef-deflate"',
        '"0123456789abcdef--gzip"',
        '"0123456789abcdef;gzip"',
        '"0123456789abcdef-gzip-gzip"',
        '"0123456789abcdef"-gzip',
        '"x", "0123456789abcdef-gzip"',
        'W/"x-gzip",W/"0123456789abcdef-gzip" , "y"',
        '"a, b", "0123456789abcdef"',
        "*",
        " * ",
    ],
)
def test_a_version_is_known_also_by_the_name_that_a_proxy_gives_to_its_compressed_form(header: str) -> None:
    assert is_known(header, TAG)


@pytest.mark.parametrize(
    "header",
    [
        "",
        '""',
        '"-gzip"',
        '"0123456789abcde"',
        '"0123456789abcdef-other"',
        '"0123456789abcdefgzip"',
        '"x0123456789abcdef-gzip"',
        "0123456789abcdef-gzip",
        '"x*"',
        '"a, *, b"',
        '"' * 3000 + "-gzip" * 3000,
    ],
)
def test_any_other_version_is_not(header: str) -> None:
    assert not is_known(header, TAG)
