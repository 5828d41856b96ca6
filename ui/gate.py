"""What every request passes: whose it is, where it comes from, how large it is; and the headers of
every answer.

Written straight on ASGI, so that a body too large is refused while it arrives.
"""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.live import new_owner

COOKIE = "viva_owner"
_YEAR_S = 365 * 24 * 3600
LOOPBACK = ("127.0.0.1", "localhost", "::1")

# Gradio's own page needs inline scripts and evaluates component templates; nothing from elsewhere
# is ever loaded, and nothing is sent elsewhere.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "media-src 'self' blob: data:; connect-src 'self' blob: data:; worker-src 'self' blob:; "
    "frame-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
)

# Of Gradio's own routes, those that the page uses. Its routes for programs, for files and for
# uploads are closed: the sound and the pictures of this page go to /viva, into memory.
_PAGES = ("/", "/theme.css", "/favicon.ico", "/robots.txt", "/config", "/gradio_api/startup-events")
_FOLDERS = ("/viva/", "/assets/", "/static/", "/gradio_api/queue/", "/gradio_api/heartbeat/")


def token_of(headers: Headers) -> str:
    """The visitor's cookie; empty if there is none."""
    try:
        cookies = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    return cookies[COOKIE].value if COOKIE in cookies else ""


class Gate:
    """``loopback``: served to this machine only, so that any other host name is refused (a page of
    another site that resolves its name to this machine would use one).  ``embedded``: shown in a
    frame of Hugging Face's, where the cookie must be allowed to come along."""

    def __init__(
        self, app: ASGIApp, *, max_bytes: int, loopback: bool, embedded: bool = False
    ) -> None:
        self._app = app
        self._max_bytes = max_bytes
        self._loopback = loopback
        self._embedded = embedded
        frames = "'self' https://huggingface.co" if embedded else "'self'"
        self._policy = _POLICY + f"frame-ancestors {frames}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan" or self._refusal(scope) is None:
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookie = "" if token_of(headers) else self._new_cookie()

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._dress(MutableHeaders(scope=message), cookie)
            await send(message)

        refused = self._refusal(scope)
        if refused is not None:
            await refused(scope, receive, sent)
            return
        try:
            await self._app(scope, _Counted(receive, self._max_bytes), sent)
        except _TooLarge:
            await self._too_large()(scope, receive, sent)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self._loopback and urlsplit(f"//{host}").hostname not in LOOPBACK:
            return PlainTextResponse("This page is served to this machine only.", 421)
        if scope["path"] not in _PAGES and not scope["path"].startswith(_FOLDERS):
            return PlainTextResponse("There is nothing here.", 404)
        origin = headers.get("origin", "")
        if scope.get("method", "GET") not in ("GET", "HEAD") and not _same(origin, host):
            return PlainTextResponse("This request comes from another site.", 403)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._max_bytes:
            return self._too_large()
        return None

    def _too_large(self) -> PlainTextResponse:
        return PlainTextResponse(f"More than {self._max_bytes:,} bytes.", 413)

    def _new_cookie(self) -> str:
        same_site = "None; Secure; Partitioned" if self._embedded else "Strict"
        return f"{COOKIE}={new_owner()}; Path=/; Max-Age={_YEAR_S}; HttpOnly; SameSite={same_site}"

    def _dress(self, headers: MutableHeaders, cookie: str) -> None:
        if cookie and headers.get("content-type", "").startswith("text/html"):
            headers.append("set-cookie", cookie)
        headers["content-security-policy"] = self._policy
        headers["x-content-type-options"] = "nosniff"
        headers["referrer-policy"] = "no-referrer"
        headers["cross-origin-resource-policy"] = "same-origin"
        headers["permissions-policy"] = "camera=(self), microphone=(self), geolocation=()"
        if not self._embedded:
            headers["x-frame-options"] = "SAMEORIGIN"


def _same(origin: str, host: str) -> bool:
    """No origin is sent by programs that are not browsers; those hold no visitor's cookie."""
    return not origin or urlsplit(origin).netloc == host


class _TooLarge(Exception): ...


class _Counted:
    """A request's body, cut off as soon as it is larger than it may be."""

    def __init__(self, receive: Receive, max_bytes: int) -> None:
        self._receive = receive
        self._left = max_bytes

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                raise _TooLarge
        return message
