"""An entry that names a category by a former term, in the studio's form."""

import re
from pathlib import Path

from project_files import SITE, a_project
from studio.conftest import OUT, a_studio

ADDRESS = "entry?path=entries/land.yaml"


def test_an_entry_may_go_on_naming_a_former_term(tmp_path: Path) -> None:
    """It counts as its category's choice and nothing is wrong with it; no other form offers it."""
    site = SITE.replace("fact-sheet: {", "statement: {former: fact-sheet, ").replace(
        "Fact sheets", "Statements"
    )
    folder = a_project(tmp_path, **{"site.yaml": site, "entries/land.yaml": OUT})
    with a_studio(folder) as studio:
        form, new = studio.ask(ADDRESS).text, studio.ask("entry").text
        seen = re.search(r'name="seen" value="(\w+)"', form)
        assert seen
        sent = {"published": "2024-10-10", "category": "fact-sheet", "en.title": "Of land", "seen": seen[1]}
        assert studio.ask(ADDRESS, sent).status == 303
    terms = re.compile(r'name="category" value="([\w-]+)"(?: id="category")?( checked)?')
    assert terms.findall(form) == [("infographic", ""), ("fact-sheet", " checked")]
    assert terms.findall(new) == [("infographic", ""), ("statement", "")]
    assert "is not a category" not in form
    assert "category: fact-sheet\n" in (folder / "entries/land.yaml").read_text(encoding="utf-8")
