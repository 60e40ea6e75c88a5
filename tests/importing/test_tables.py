"""Tables: which column is what is guessed and shown, can be said, and every row is a draft or a reason."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from cchr_feeds.errors import ProblemsFound, WrongUsage
from importing.sources import found_in, only, plan, plan_of, publications_of
from project_files import a_project

Cell = str | int | float | bool | date | None

GUESSES = {
    "Title": "title",
    " PUBLICATION TITLE ": "title",
    "title_km": "title_km",
    "Title (Khmer)": "title_km",
    "title អង់គ្លេស": "title_en",
    "English title": "title_en",
    "Summary [kh]": "summary_km",
    "Description": "summary",
    "Web page": "url",
    "Link – English": "url_en",
    "Date of publication": "published",
    "Type": "category",
    "Keywords": "topics",
    "PDF": "file",
    "ID": "id",
    "Language": "language",
    "Name of report": "title",
    "Date of release": "published",
    "ចំណងជើង": "title",
    "កាលបរិច្ឆេទ": "published",
    "សេចក្តីសង្ខេប": "summary",
}


@pytest.mark.parametrize(("heading", "field"), GUESSES.items())
def test_what_a_heading_is_read_as(tmp_path: Path, heading: str, field: str) -> None:
    """In English words, with a language before, behind or in brackets."""
    table = f"Other,{heading}{'' if field.startswith('title') else ',Title'}\nx,ok,A report\n"
    found = found_in(tmp_path, table, "table.csv")
    assert found.columns[field] == " ".join(heading.split())
    assert found.passed_over == ("column Other",)


def test_a_row_in_two_languages_is_one_entry(tmp_path: Path) -> None:
    """With everything that columns can say."""
    table = (
        "Ref;Title EN;Title KM;Summary EN;Type;Tags;Date;PDF;Link\n"
        'r-1;A report;ភាពធន់;"One.\n\nTwo.";Fact sheet;land, housing;10 October 2024;'
        "https://example.org/a.pdf;https://example.org/a\n"
    )
    found = plan_of(tmp_path, table, "table.csv")
    publication, (draft,) = only(found), found.drafts
    assert draft.taken.path == "entries/2024-10-10-r-1.yaml"
    assert publication.category == ("fact-sheet",)
    assert publication.topics == ("land", "housing")
    english, khmer = publication.translations["en"], publication.translations["km"]
    assert (english.title, english.summary, khmer.title) == ("A report", "One.\nTwo.", "ភាពធន់")
    assert english.url == "https://example.org/a"
    assert [file.type for file in english.files] == ["application/pdf"]
    assert khmer.url is None


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_programs_save_as_csv(tmp_path: Path, mark: str, charset: str) -> None:
    """With a comma, a semicolon or a tab between cells, in Unicode's encodings."""
    table = f'Title{mark}Date\r\n"A; report,\tnew"{mark}2024-10\r\n'
    publication = only(plan_of(tmp_path, table.encode(charset), "table.csv"))
    assert publication.translations["en"].title == "A; report, new"
    assert str(publication.published and publication.published.precision.name) == "MONTH"


@pytest.mark.parametrize("name", ["table.txt", "table.xls", "table.xlsx", "table"])
def test_a_table_is_known_by_its_headings(tmp_path: Path, name: str) -> None:
    """Whatever it was named when it was saved; a text of the same name is none."""
    assert found_in(tmp_path, "Our list\n\nTitle;Date\nA report;2024-10\n", name).kind == "a table"
    assert found_in(tmp_path, "A title, a date\nText.\nRead more\n", name).kind == "a pasted list"


def test_a_web_page_that_is_named_like_a_workbook_has_no_feed(tmp_path: Path) -> None:
    """Data bases give tables to Excel so, and Excel can save them."""
    with pytest.raises(ProblemsFound) as refused:
        found_in(tmp_path, "<html><table></table></html>", "table.xls")
    assert refused.value.problems[0].fix == "save it as .xlsx or as CSV UTF-8"


def test_a_column_can_be_said(tmp_path: Path) -> None:
    """By its heading, whatever its capitals; the guess gives way."""
    table = "Title,Name of the report,Khmer\nno. 1,A report,ភាពធន់\n"
    columns = {"title": "name of the Report", "title_km": "Khmer"}
    found = plan_of(tmp_path, table, "table.csv", columns)
    assert {language: each.title for language, each in only(found).translations.items()} == {
        "en": "A report",
        "km": "ភាពធន់",
    }
    assert found.imported.columns == {"title": "Name of the report", "title_km": "Khmer"}
    assert found.imported.passed_over == ("column Title",)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"title": "Nothing"}, "--column: no heading is called 'Nothing'"),
        ({"headline": "Title"}, "--column: 'headline' is not a field; write one of title, "),
        ({"title_fr": "Title"}, "--column: 'title_fr' is not a field; write one of title, "),
        ({"published_en": "Title"}, "--column: 'published_en' is not a field; write one of title, "),
    ],
)
def test_a_column_that_is_not_there_is_refused(tmp_path: Path, columns: dict[str, str], message: str) -> None:
    """With what can be said."""
    with pytest.raises(WrongUsage) as refused:
        found_in(tmp_path, "Title\nA\n", "table.csv", columns)
    assert str(refused.value).startswith(message)


def test_columns_of_what_is_no_table_are_refused(tmp_path: Path) -> None:
    """A list has none."""
    with pytest.raises(WrongUsage, match="a pasted list, which has no columns"):
        found_in(tmp_path, "A\nText.\nRead more\n", "list.txt", {"title": "A"})


def test_a_table_without_a_title_is_refused(tmp_path: Path) -> None:
    """With its first row, to choose from."""
    with pytest.raises(ProblemsFound) as refused:
        found_in(tmp_path, "Nr,What\n1,A report\n", "table.csv")
    (problem,) = refused.value.problems
    assert problem.message == "no column holds titles"
    assert problem.fix == 'name it: --column title="…"; the first row has: Nr, What'


def test_no_publication_is_taken_for_headings(tmp_path: Path) -> None:
    """Below a row of headings that nobody knows, one cell may happen to be a word that headings have."""
    table = "List\nशीर्षक,मिति,लिङ्क\nA law,2024,Report\n"
    with pytest.raises(ProblemsFound) as refused:
        found_in(tmp_path, table, "table.csv")
    assert refused.value.problems[0].message == "no column holds titles"
    found = plan_of(tmp_path, table, "table.csv", {"title": "शीर्षक"})
    assert [each.translations["en"].title for each in publications_of(found)] == ["A law"]


def test_headings_may_stand_below_other_lines(tmp_path: Path) -> None:
    """A line above the table may say what it is; it is told."""
    table = "Our publications,,\n,,\nTitle,Date,Type\nA report,2024,infographic\n,,\n"
    found = plan_of(tmp_path, table, "table.csv")
    assert [each.id for each in publications_of(found)] == ["a-report"]
    assert found.imported.passed_over == ("Our publications",)


@pytest.mark.parametrize("headings", ["Title,ចំណងជើង", "ចំណងជើង,Name of report"])
def test_a_khmer_heading_beside_an_english_one_is_of_its_language(tmp_path: Path, headings: str) -> None:
    """Whichever comes first."""
    cells = "A report,ភាពធន់" if headings.startswith("Title") else "ភាពធន់,A report"
    publication = only(plan_of(tmp_path, f"{headings}\n{cells}\n", "table.csv"))
    assert {tag: text.title for tag, text in publication.translations.items()} == {
        "en": "A report",
        "km": "ភាពធន់",
    }


def test_an_address_without_its_beginning_is_completed(tmp_path: Path) -> None:
    """As browsers do."""
    table = "Title,Link,PDF\nA report,www.example.org/a,WWW.example.org/a.pdf\n"
    text = only(plan_of(tmp_path, table, "table.csv")).translations["en"]
    assert (text.url, text.files[0].url) == ("https://www.example.org/a", "https://www.example.org/a.pdf")


@pytest.mark.parametrize(
    ("is_first", "days"),
    [(True, ["2024-03-12", "2024-03-13"]), (False, ["2024-12-03", "2024-03-13"]), (None, ["", "2024-03-13"])],
)
def test_the_order_of_day_and_month_is_asked_once(
    tmp_path: Path, is_first: bool | None, days: list[str]
) -> None:
    """With the first date that may be two days; a date that is one day to all stays what it is."""
    asked = []

    def day_first(example: str) -> bool | None:
        asked.append(example)
        return is_first

    table = tmp_path / "table.csv"
    table.write_text("Title,Date\nA,12/03/2024\nB,13/03/2024\nC,11/02/2024\n", encoding="utf-8")
    found = plan(a_project(tmp_path / "project"), table, day_first=day_first)
    assert asked == ["12/03/2024"]
    assert [draft.taken.published for draft in found.drafts][:2] == days


def test_a_row_without_a_title_is_told(tmp_path: Path) -> None:
    """By its number in the table."""
    found = found_in(tmp_path, "Title,Date\nA report,2024\n,2024\n", "table.csv")
    assert [(each.title, each.reason) for each in found.skipped] == [("row 3", "it has no title")]


@pytest.mark.parametrize(
    ("stated", "reason"),
    [
        ("Letter", "no category of this site is called 'Letter'; give one with --category"),
        (
            "Letter; Op-ed",
            "no category of this site is called 'Letter' or 'Op-ed'; give one with --category",
        ),
        ("", "its text names no category; give one with --category"),
    ],
)
def test_a_kind_that_the_site_does_not_have_is_named(tmp_path: Path, stated: str, reason: str) -> None:
    """Where neither the table nor the text names one of the site's."""
    found = found_in(tmp_path, f"Title,Type\nTo the ministry,{stated}\n", "table.csv", category="")
    assert [(each.title, each.reason) for each in found.skipped] == [("To the ministry", reason)]


def test_a_text_in_the_wrong_column_is_told(tmp_path: Path) -> None:
    """Checking would refuse it."""
    found = found_in(tmp_path, f"title_km\n{'An English title, surely'}\n", "table.csv")
    assert found.taken[0].notes == ("this text is not in the letters of 'km'",)


def test_two_texts_in_one_language_are_told(tmp_path: Path) -> None:
    """A column without a language has a text in Khmer, and so has another one."""
    found = found_in(tmp_path, "title,title_km\nភាពធន់,ភាពធន់\n", "table.csv")
    assert [each.reason for each in found.skipped] == ["it has two texts in 'km'"]


# --- Excel ----------------------------------------------------------------------------------------


def a_workbook(*rows: Sequence[Cell], formats: dict[str, str] | None = None) -> bytes:
    """A workbook that openpyxl writes, with these rows in its only sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for place, code in (formats or {}).items():
        sheet[place].number_format = code
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The workbook's bytes."""
    content = BytesIO()
    book.save(content)
    return content.getvalue()


DATES = {
    "yyyy-mm-dd": "2024-10-10",
    "d mmmm yyyy": "2024-10-10",
    "[$-409]mmmm\\ yyyy": "2024-10",
    "mmm-yy": "2024-10",
    "yyyy": "2024",
    "General": "",
    '"day "0': "",
}


@pytest.mark.parametrize(("code", "published"), DATES.items())
def test_a_date_is_what_its_cell_shows(tmp_path: Path, code: str, published: str) -> None:
    """A cell that shows a month is a month, whatever day Excel keeps behind it."""
    content = a_workbook(["Title", "Date"], ["A report", datetime(2024, 10, 10)], formats={"B2": code})  # noqa: DTZ001
    found = found_in(tmp_path, content, "table.xlsx")
    assert found.kind == "a table"
    assert found.taken[0].published == published


def test_a_time_stays(tmp_path: Path) -> None:
    """In the site's time zone."""
    content = a_workbook(["Title", "Date"], ["A", datetime(2024, 10, 10, 9, 30)])  # noqa: DTZ001
    assert found_in(tmp_path, content, "table.xlsx").taken[0].published == "2024-10-10T09:30+07:00"


def test_cells_of_every_kind_are_text(tmp_path: Path) -> None:
    """Numbers, yes and no, nothing; a formula is what Excel has stored for it, which is nothing here."""
    content = a_workbook(
        ["ID", "Title", "Summary", "Tags", "Type"],
        [7, 2024, True, None, "=1+1"],
        [None, "ភាពធន់", "One\nTwo", 1.5, "infographic"],
    )
    first, second = publications_of(plan_of(tmp_path, content, "table.xlsx"))
    assert first.translations["en"].title == "2024"
    assert first.translations["en"].summary == "TRUE"
    assert second.translations["km"].summary == "One\nTwo"
    assert second.topics == ("1.5",)


def test_the_first_sheet_that_shows_is_read(tmp_path: Path) -> None:
    """The others are told."""
    book = Workbook()
    hidden = book.active
    assert hidden is not None
    hidden.title, hidden.sheet_state = "Old", "hidden"
    book.create_sheet("New").append(["Title"])
    book["New"].append(["A report"])
    book.create_sheet("Notes").append(["Title"])
    found = found_in(tmp_path, saved(book), "table.xlsx")
    assert [each.titles for each in found.taken] == [{"en": "A report"}]
    assert found.passed_over == ("sheet Old", "sheet Notes")


def test_cells_that_are_merged_over_rows_are_told(tmp_path: Path) -> None:
    """Only their first row says what they show; a title over several columns is no matter."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Our list"], ["Title", "Date"], ["A", "2024"], ["B"]):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("B3:B4")
    passed_over = found_in(tmp_path, saved(book), "table.xlsx").passed_over
    assert passed_over == ("Our list", "the lower rows of merged cells, which are empty (B3:B4)")


def test_days_since_1904_are_counted(tmp_path: Path) -> None:
    """As old Macs do."""
    book = Workbook()
    book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001
    sheet = book.active
    assert sheet is not None
    sheet.append(["Title", "Date"])
    sheet.append(["A report", date(2024, 10, 10)])
    assert found_in(tmp_path, saved(book), "table.xlsx").taken[0].published == "2024-10-10"


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OF_SPREADSHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TEXTS = (
    "<si><t>Title</t></si><si><t>Date</t></si>"
    '<si><r><t xml:space="preserve">A </t></r><r><t>report</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>'
)
SHEET = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c>'
    '<c t="inlineStr"><is><t>Type</t></is></c>'
    '<c r="ZZZ1" t="s"><v>0</v></c></row>'
    '<row r="4"><c r="A4" t="s"><v>2</v></c><c r="B4" t="e"><v>#REF!</v></c>'
    '<c r="C4" t="d"><v>2024-10-10</v></c></row>'
    '<row r="5"><c t="str"><f>A4</f><v>Another</v></c>'
    '<c r="C5" s="1"><v>1E+99</v></c><c r="D5" s="9"><v>7</v></c></row>'
    '<row r="6"><c r="A6" t="s"/><c r="D6" t="b"><v>1</v></c></row>'
)


def as_excel_writes_it(sheet: str, target: str = "/xl/worksheets/sheet1.xml") -> bytes:
    """A workbook with its texts apart from its cells, and names of parts from the archive's root."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{CONTENT_TYPES}">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{OF_SPREADSHEETS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{OF_SPREADSHEETS}.sharedStrings+xml"/>'
        "</Types>",
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="All" sheetId="1" r:id="rId7"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="rId7" Type="{RELATIONS}/worksheet" Target="{target}"/></Relationships>',
        "xl/sharedStrings.xml": f"<sst {MAIN}>{TEXTS}</sst>",
        "xl/styles.xml": f'<styleSheet {MAIN}><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{sheet}</sheetData></worksheet>",
    }
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize("target", ["/xl/worksheets/sheet1.xml", "worksheets/sheet1.xml"])
def test_a_workbook_as_excel_writes_it(tmp_path: Path, target: str) -> None:
    """Texts in pieces, without how they are pronounced; errors are nothing; cells may lack their names."""
    found = found_in(tmp_path, as_excel_writes_it(SHEET, target), "table.xlsx")
    assert found.columns == {"title": "Title", "published": "Date", "category": "Type"}
    assert [(each.titles["en"], each.published) for each in found.taken] == [
        ("A report", "2024-10-10"),
        ("Another", ""),
    ]
    assert found.taken[1].notes == ()
    assert [each.reason for each in found.skipped] == ["it has no title"]


@pytest.mark.usefixtures("at_length")
def test_a_workbook_with_too_many_rows_is_refused(tmp_path: Path) -> None:
    """Though it may be small when packed."""
    rows = '<row><c t="str"><v>Title</v></c></row>' + '<row><c t="str"><v>A</v></c></row>' * 20_011
    with pytest.raises(ProblemsFound) as refused:
        found_in(tmp_path, as_excel_writes_it(rows), "table.xlsx")
    assert refused.value.problems[0].message == "it has more than 20,000 rows"


def test_a_workbook_with_too_many_cells_is_refused(tmp_path: Path) -> None:
    """In a single row too, of which openpyxl would keep all of them."""
    with pytest.raises(ProblemsFound) as refused:
        found_in(tmp_path, as_excel_writes_it("<row>" + "<c/>" * 300_001 + "</row>"), "table.xlsx")
    assert refused.value.problems[0].message == "it is too large when unpacked"


def test_what_a_sheet_says_of_its_size_counts_for_nothing(tmp_path: Path) -> None:
    """Nor do the numbers of its rows: a million of empty ones are none."""
    rows = '<row r="1"><c t="str"><v>Title</v></c></row><row r="1048576"><c t="str"><v>A</v></c></row>'
    found = found_in(tmp_path, as_excel_writes_it(f"{rows}</sheetData><sheetData>"), "table.xlsx")
    assert [each.titles for each in found.taken] == [{"en": "A"}]


def test_columns_of_no_language_go_to_the_first_title(tmp_path: Path) -> None:
    """Where titles are by language and the rest is not."""
    table = "title_km,title_en,Summary,Link\nភាពធន់,,ភាពធន់,https://example.org/a\n"
    (text,) = only(plan_of(tmp_path, table, "table.csv")).translations.values()
    assert (text.summary, text.url) == ("ភាពធន់", "https://example.org/a")
