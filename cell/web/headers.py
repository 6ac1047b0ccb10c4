"""What every answer carries: a policy without exceptions, and no copy kept by anybody."""

import secrets

from flask import Flask, Response, g, request


def init_app(app: Flask) -> None:
    """Put the headers on every answer."""
    app.after_request(_dress)
    app.context_processor(lambda: {"csp_nonce": _nonce})


def _nonce() -> str:
    """This answer's own; made when first asked for, since a refusal may come before any other step."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return g.nonce


def _dress(response: Response) -> Response:
    policy = response.content_security_policy
    policy.default_src = "'none'"
    policy.script_src = f"'self' 'nonce-{_nonce()}'"
    policy.style_src = "'self'"
    policy.img_src = "'self' data:"
    policy.font_src = "'self'"
    policy.connect_src = "'self'"
    policy.form_action = "'self'"
    policy.base_uri = "'none'"
    policy.frame_ancestors = "'none'"
    policy["manifest-src"] = "'self'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers.setdefault("Referrer-Policy", "same-origin")  # a page whose address is a secret sends none at all
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if request.endpoint == "static" and response.status_code == 200:
        if request.args.get("v"):
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("Cookie")
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return response
