"""What the browser of somebody who signs in keeps: the session, and that this device signed in before."""

from __future__ import annotations

from dataclasses import dataclass

from litestar.datastructures import Cookie

from admin_ui.sign_in import devices, sessions
from agreements.http.site import SiteRequest, site_of
from agreements.http.visitor import address_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """What a browser that knocks at a door brings along."""

    address: str
    session: str
    """Token of the session it has now, if any; signing in ends that one."""
    devices: str
    """The marks of the accounts that signed in on it before."""
    kind: str = ""
    """Such as `Firefox, Windows`; empty when it does not say."""


def browser_of(request: SiteRequest) -> Browser:
    """The browser behind a request."""
    is_https = site_of(request).settings.is_https
    return Browser(
        address=address_of(request),
        session=request.cookies.get(sessions.cookie_name(is_https=is_https), ""),
        devices=request.cookies.get(devices.cookie_name(is_https=is_https), ""),
        kind=devices.kind_of(request.headers.get("user-agent", "")),
    )


def session_cookie(request: SiteRequest, token: str) -> Cookie:
    """Gone with the browser."""
    return _cookie(request, sessions.cookie_name(is_https=site_of(request).settings.is_https), token)


def no_session(request: SiteRequest) -> Cookie:
    """Takes the cookie of the session back."""
    return _cookie(request, sessions.cookie_name(is_https=site_of(request).settings.is_https), "", max_age=0)


def device_cookie(request: SiteRequest, email: str) -> Cookie:
    """Says for half a year that this account signed in on this device."""
    site = site_of(request)
    name = devices.cookie_name(is_https=site.settings.is_https)
    marks = devices.remembered(site.secret, browser_of(request).devices, email, site.read_moment().now)
    return _cookie(request, name, marks, max_age=int(devices.KNOWN_FOR.total_seconds()))


def _cookie(request: SiteRequest, name: str, value: str, max_age: int | None = None) -> Cookie:
    """For this host only, not readable by scripts, not sent along from other sites' forms."""
    is_secure = site_of(request).settings.is_https
    return Cookie(name, value=value, path="/", httponly=True, samesite="lax", secure=is_secure, max_age=max_age)
