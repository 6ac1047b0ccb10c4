"""The board's page names all its scripts in its head, so that they come at once and none comes twice."""

import json
import re
from posixpath import dirname, join, normpath

from cell.web.words import SCRIPTS
from tests.cast import World
from tests.web.visitor import Visitor


def test_every_script_of_the_board_is_named_once_by_the_address_it_will_have(world: World):
    html = Visitor(world, "alice").page("/cells/ctest").html
    named = re.findall(r'<link rel="modulepreload" href="([^"]+)">', html)
    imports = json.loads(re.findall(r'<script type="importmap"[^>]*>(.*?)</script>', html, re.DOTALL)[0])["imports"]
    addresses = set(imports.values())
    assert len(named) == len(set(named)) > 50
    assert set(named) <= addresses, "another address would be fetched twice"
    assert html.index('type="importmap"') < html.index("modulepreload"), "a map after the first module is not read"
    wanted = {"cell.js"} | {re.sub(r".*/js/|\?.*", "", one) for one in named if "/js/" in one}
    for script in sorted(wanted):
        source = (SCRIPTS / script).read_text()
        for name in re.findall(r'^(?:import|export) .*?from "([^"]+)";', source, re.MULTILINE):
            meant = imports.get(name) or imports[f"cell/{normpath(join(dirname(script), name))}"]
            assert meant in named, (script, name)
