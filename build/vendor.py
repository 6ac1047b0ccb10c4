"""Brings the browser libraries: fetches what package-lock.json names, writes static/vendor/ and its manifest.

Nothing here is committed and nothing comes from a CDN. Does nothing while the stamp holds. The manifest gives, for
each bare name our modules import, the file under static/vendor/ and its hash, so that it can be cached for ever.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
VENDOR = TOP / "static" / "vendor"
MANIFEST = VENDOR / "manifest.json"
STAMP = VENDOR / "stamp"
MODULES = TOP / "node_modules"

# The bare name our modules import: npm packages whose licence goes with it, module to flatten.
LIBRARIES = {
    "lit": (["lit-html"], "build/front/lit.js"),
    "socket.io-client": (["socket.io-client"], "node_modules/socket.io-client/dist/socket.io.esm.min.js"),
    "tinykeys": (["tinykeys"], "node_modules/tinykeys/dist/tinykeys.module.js"),
    "drag": (
        ["@atlaskit/pragmatic-drag-and-drop", "bind-event-listener", "raf-schd", "@babel/runtime"],
        "build/front/drag.js",
    ),
}
INTER = "@fontsource-variable/inter"
FONTS = ("inter-latin-wght-normal.woff2", "inter-latin-ext-wght-normal.woff2")


def stamp() -> str:
    """Everything the result depends on, as one hash."""
    told = hashlib.sha256()
    for path in [TOP / "package-lock.json", Path(__file__), *sorted((TOP / "build/front").glob("*.js"))]:
        told.update(path.read_bytes())
    return told.hexdigest()


def is_fresh() -> bool:
    """Whether static/vendor already holds what the lock asks for."""
    try:
        return STAMP.read_text() == stamp()
    except OSError:
        return False


def licences(packages: list[str], folder: Path) -> None:
    """Copy each package's licence; a package without one stops the build."""
    for package in packages:
        [licence, *_] = sorted((MODULES / package).glob("LICEN[SC]E*"))
        name = "LICENSE" if package == packages[0] else f"LICENSE.{package.replace('/', '-')}"
        shutil.copyfile(licence, folder / name)


def flatten(entry: str, target: Path) -> None:
    """Turn a module and all it imports into one file the browser can load as it is."""
    import node

    options = ["--bundle", "--format=esm", "--minify", "--target=es2022", "--legal-comments=inline"]
    options += ["--log-level=warning", f"--outfile={target}"]
    node.run([*node.commands()[0], "node_modules/esbuild/bin/esbuild", entry, *options], TOP)


def build() -> None:
    """Fetch, flatten, and swap the finished folder in at once: a half-made one must never look done."""
    import node

    node.run([*node.commands()[1], "ci", "--ignore-scripts", "--loglevel=error"], TOP)
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    manifest: dict[str, dict[str, str]] = {}
    for name, (packages, entry) in LIBRARIES.items():
        file = f"{name}/{name}.js"
        flatten(entry, fresh / file)
        licences(packages, fresh / name)
        manifest[name] = {"file": file, "hash": hashlib.sha256((fresh / file).read_bytes()).hexdigest()[:12]}
    (fresh / "inter").mkdir()
    licences([INTER], fresh / "inter")
    for font in FONTS:
        shutil.copyfile(MODULES / INTER / "files" / font, fresh / "inter" / font)
    (fresh / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    (fresh / "stamp").write_text(stamp())
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


if __name__ == "__main__":
    # --tools: the checkers in node_modules are wanted too, not only the files made from it.
    tools_missing = "--tools" in sys.argv and not (MODULES / ".package-lock.json").exists()
    if tools_missing or not is_fresh():
        try:
            build()
        except subprocess.CalledProcessError as failed:
            sys.exit(f"The browser libraries could not be built: {failed}")
