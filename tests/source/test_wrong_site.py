"""What is wrong with site.yaml or an edition file is refused where it stands, as in an entry."""

from pathlib import Path

import pytest

from cchr_feeds.model.dates import Period
from cchr_feeds.source import read_project
from project_files import MARK, SITE, a_project, an_entry_file, assert_refused, problems_of, wrong


def instead(old: str, new: str, *expected: str) -> object:
    """A row: a site with a part of it written otherwise; the mark is at its start unless it is elsewhere."""
    assert SITE.count(old) == 1
    return wrong(("" if MARK in new else MARK) + SITE.replace(old, new), *expected)


def more(addition: str, *expected: str) -> object:
    """A row: a site with more fields."""
    return wrong(SITE + addition + "\n", *expected)


AUTHORITY, SINCE, ZONE = "authority: example.org\n", "since: 2024\n", "timezone: Asia/Phnom_Penh\n"
ENGLISH, LABELS = "en: {name: English, organisation: The Organisation}", "{en: Fact sheets, km: ព័ត៌មានពិត}"
FOLDER = "write the folder's address alone"
NO_DOMAIN, DOMAIN = "is not a domain name", "write it in small letters without https://"
NO_MAIL, MAIL = "is not an e-mail address", "write it as name@example.org, in Latin letters"
FORM = "newsletter: {form: {action: "
IN_BOTH = "newsletter: {from: {name: A, address: "
PLAIN = (
    wrong("▶# later\n", "the file is empty", "run cchr-feeds init, which writes a new one"),
    instead(AUTHORITY, "", "'authority' is missing here", "authority:"),
    instead(ZONE, "", "'timezone' is missing here", "timezone:"),
    instead(AUTHORITY, "authority: ▶https://a.org/\n", NO_DOMAIN, f"{DOMAIN}, such as a.org"),
    instead(AUTHORITY, "authority: ▶Example.org\n", NO_DOMAIN, DOMAIN),
    instead(AUTHORITY, "authority: ▶00.0\n", NO_DOMAIN, DOMAIN),
    instead(AUTHORITY, "authority: ▶example\n", NO_DOMAIN, DOMAIN),
    instead(SINCE, "since: ▶2024-10\n", "'2024-10' is not a year", "write 2024"),
    instead(SINCE, "since: ▶soon\n", "'soon' is not a year", "write four digits, such as 2024"),
    instead(SINCE, "since: ▶2567\n", "the year 2567 can't be right", "on): write 2024"),
    instead(ZONE, "timezone: ▶Phnom Penh\n", "is not a time zone", "Asia/Phnom_Penh"),
    instead(ZONE, "timezone: ▶../../etc/passwd\n", "is not a time zone", "Asia/Phnom_Penh"),
    instead(ZONE, "timezone: ▶Asia\n", "is not a time zone", "Asia/Phnom_Penh"),
    instead(
        "https://example.org/feeds/",
        "▶https://example.org/feeds/?a",
        "this address can't have a ? or #",
        FOLDER,
    ),
    instead(
        "https://example.org/feeds/",
        "▶“https://example.org/feeds/”",
        "is not a full address",
        "write https://example.org/feeds/",
    ),
    more("▶color: red", "'color' is not a field here", "these fields can be here:"),
    more("▶sponsors: [{name: A}]", "'sponsors' is not a field here", "supporters:"),
    more("brand: {colour: ▶blue}", "'blue' is not a colour", 'such as "#123f5c"'),
    more("brand: {colour: ▶#123f5c}", "everything after a # is a comment", 'quotes: "#123f5c"'),
    more("brand:\n  colour: ▶#123f5c", "a comment that readers never see", '"#123f5c"'),
    more("feeds: {limit: ▶all}", "'all' is not a whole number above zero", "write digits only"),
    more("feeds: {license: ▶CC BY}", "contains a space", "write the licence's address, such as https://"),
    more("feeds: {license: ▶CC0}", "is not a full address", "write the licence's address, such as https://"),
    more("feeds: {tombstones: ▶yes}", "'yes' is neither true nor false", "write true"),
    more(IN_BOTH + "▶news}}", "'news' is not an e-mail address", MAIL),
    more(IN_BOTH + "▶CCHR <a@b.org>}}", NO_MAIL, MAIL),
    more(IN_BOTH + "▶'a@b.org,c@d.org'}}", NO_MAIL, MAIL),
    more(IN_BOTH + "▶ខ្មែរ@b.org}}", NO_MAIL, MAIL),
    more("newsletter: {from: ▶{name: A}}", "'address' is missing here", "address:"),
    more("newsletter: {unsubscribe: ▶'http://a.org/'}", "must be encrypted", "mailto:"),
    more("newsletter: {unsubscribe: ▶'mailto:a'}", NO_MAIL, MAIL),
    more("newsletter: {unsubscribe: ▶a@b.org}", "'a@b.org' is not a full address", "mailto:a@b.org"),
    more("newsletter: {subscribe: ▶'a@b.org?subject=Hi'}", "not a full address", "mailto:a@b.org?subject=Hi"),
    more("newsletter: {unsubscribe: ['mailto:a@b.org', ▶'mailto:a']}", NO_MAIL, MAIL),
    more("newsletter:\n  unsubscribe: ▶https://a.org/{token}", "names one reader", "mailto:leave"),
    more("newsletter: {subscribe: ▶'mailto:a'}", NO_MAIL, MAIL),
    more(FORM + "▶'http://a.org/', email: email}}", "must be encrypted", "https://"),
    more(FORM + "'https://a.org/', email: ▶'e mail'}}", "can't be the name of a form's field", "copy it"),
    more("newsletter: {form: ▶{email: email}}", "'action' is missing here", "action:"),
    more("newsletter: {other_languages: ▶all}", "is not a choice here", "titles or none"),
    more("newsletter: {utm: {source: ▶my news}}", "can't stand in an address", "use letters, digits"),
    more("newsletter: {list_id: ▶news}", "is not a domain name", "such as example.org"),
    more("supporters: [▶USAID]", "the name of a field is missing", "name: USAID"),
    more("brand: {logo: ▶C:\\logo.png}", "neither an address nor a file of this", "such as brand/logo.png"),
    more("relay: ▶[a]", "the name of a field is missing", "write {host: …} in its place"),
    more("contact: ▶office@example.org", "the name of a field is missing", '{email: "office@example.org"}'),
    more("publish: ▶pub", "the name of a field is missing", "write {folder: pub} in its place"),
    more("publish: ▶me@example.org:/srv", "the name of a field", 'write {rsync: "me@example.org:/srv"}'),
    more(
        "publish: ▶https://a.org/b.git", "the name of a field", "{git: {remote: https://a.org/b.git, branch"
    ),
    more("publish: ▶out", "the name of a field is missing", "write {folder: ../website} in its place"),
    more("publish: {git: ▶x}", "the name of a field is missing", "write {remote: x} in its place"),
    more("brand: ▶red", "the name of a field is missing", "write {colour: red} in its place"),
    more("brand: ▶'#123f5c'", "the name of a field is missing", 'write {colour: "#123f5c"} in its place'),
    more("brand: ▶logo.png", "the name of a field is missing", "write {icon: logo.png} in its place"),
    more("newsletter: ▶x", "the name of a field is missing", "write {from: x} in its place"),
    more("contact: ▶Sopheap", "the name of a field is missing", "write {name: Sopheap} in its place"),
    more("publish: {git: {remote: /a, branch: ▶a b}}", "can't be published to", "without spaces"),
    more("feeds: {limit: ▶many}", "'many' is not a whole number", "write digits only, such as 50"),
    more("supporters: [{name: A, logo: ▶logo.png}]", "there is no file 'logo.png' in this", "or correct its"),
    more("publish: {folder: ▶out}", "the project uses this folder itself", "such as ../website"),
    more("relay: {host: a.example.org, security: ▶none}", "in clear text", "leave security: out"),
    more("contact: {name: {en: A, km: ក, ▶fr: B}}", "'fr' is not a language", "en, km"),
)
LANGUAGES = (
    instead("km: {name", "▶kh: {name", "'kh' is not a language tag (BCP 47)", "write km"),
    instead(ENGLISH, "▶english" + ENGLISH[2:], "'english' is not a language tag (BCP 47)", "write en"),
    instead(
        "categories:",
        "  ▶french: {organisation: B}\ncategories:",
        "'french' is not a language tag (BCP 47)",
        "write fr",
    ),
    instead(
        "categories:",
        "  ▶العربية: {organisation: B}\ncategories:",
        "'العربية' is not a language tag (BCP 47)",
        "write ar",
    ),
    instead(ENGLISH, "▶EN" + ENGLISH[2:], "'EN' is not a language tag (BCP 47)", "write en"),
    instead(
        "categories:",
        "  ▶files: {name: A, organisation: B}\ncategories:",
        "'files' is not a language tag (BCP 47)",
        "such as en or km",
    ),
    instead(ENGLISH, "en: ▶{name: English}", "'organisation' is missing here", "organisation:"),
    instead("fact-sheet: ", "▶archive: ", "'archive' is reserved", "another term, such as archives"),
    instead("fact-sheet: ", "▶Fact-Sheet: ", "can't be a category's term", "use 1 to 80 of a-z"),
    instead(LABELS, "{▶fr: A}", "'fr' is not a language of this site", "one of en, km"),
    instead(LABELS, "▶''", "nothing is written here", "write one line of text"),
    instead(LABELS, "▶@home", "a value can't start with @", 'quotes: fact-sheet: "@home"'),
    instead(LABELS, "▶[A]", "there is a list where one value is needed", "one line of text"),
)
OWN, OTHER, IN_FORMER = (
    "{en: Fact sheets, km: ព័ត៌មានពិត, former: ",
    "fact-sheet: {en: Fact",
    "fact-sheet: {▶fr: A, en: Fact",
)
FORMER = (
    instead("fact-sheet: ", "▶undated: ", "'undated' is reserved", "another term, such as no-date"),
    instead("fact-sheet: ", "▶'2024': ", "'2024' is reserved for lists", "another term, such as in-2024"),
    instead(LABELS, OWN + "[▶archive]}", "'archive' is reserved", "another term"),
    instead(LABELS, OWN + "[sheet, ▶'2024']}", "'2024' is reserved", "another term"),
    instead(LABELS, OWN + "▶Fact Sheet}", "can't be a category's term", "such as fact-sheet"),
    instead(LABELS, OWN + "[a, ▶infographic]}", "'infographic' is still a category", "move its former terms"),
    instead(LABELS, OWN + "[a, b, ▶a]}", "'a' is a former term of 'fact-sheet' already", "leave one"),
    instead(
        LABELS,
        OWN + "a}\n  letter: {en: Letters, km: លិខិត, former: ▶a}",
        "'a' is a former term of 'fact-sheet' already",
        "leave one",
    ),
    instead(LABELS, OWN.replace("former", "▶fomer") + "a}", "'fomer' is not a field here", "former: ?"),
    instead(LABELS, OWN.replace("former", "▶aliases") + "a}", "is not a field here", "former: ?"),
    instead(OTHER, IN_FORMER, "'fr' is not a language of this site", "one of en, km"),
    instead(LABELS, "▶{former: a}", "'en' is missing here", "add en: … before the closing brace"),
    instead(LABELS, OWN + "▶{a: b}}", "there is a group of fields", "write a category's term"),
    instead(
        "categories:", "  ▶former: {name: A, organisation: B}\ncategories:", "not a language tag", "such as"
    ),
)
COPY_ID, UNKNOWN = "copy the id from the entry's file", [f"a{number}" for number in range(300)]
EDITIONS = {
    "editions/soon.yaml": ("▶en: {note: A}", "named after its period", "2024-10.yaml"),
    "editions/2024-13.yaml": ("▶en: {note: A}", "named after its period", "2024-10.yaml"),
    "editions/2024-Q5.yaml": ("▶en: {note: A}", "named after its period", "2024-10.yaml"),
    "editions/2024-10-31.yaml": ("▶en: {note: A}", "named after its period", "2024-10.yaml"),
    "editions/2024-01.yaml": ("highlight: ▶reprot", "no entry has the id reprot", COPY_ID),
    "editions/2024-02.yaml": ("order: [report, ▶reprot]", "no entry has the id reprot", COPY_ID),
    "editions/2024-08.yaml": (f"order: [▶{', '.join(UNKNOWN)}]", "a0, a1, a2, a3, a4 and 295 more", COPY_ID),
    "editions/2024-09.yaml": ("▶Dear readers", "the name of a field is missing", "that starts with en:"),
    "editions/2024-03.yaml": ("highlight: ▶A Report", "'A Report' is not an id", "such as a-report"),
    "editions/2024-04.yaml": ("en: {▶intro: A}", "'intro' is not a field here", "subject, preheader, note"),
    "editions/2024-05.yaml": ("▶fr: {note: A}", "'fr' is not a language of this site", "write one of en, km"),
    "editions/2024-06.yaml": ("▶note: A", "'note' is not a field here", "write note: below en: or km:"),
    "editions/2024-07.yaml": ("en: {subject: ▶[A]}", "there is a list where one value is needed", "one line"),
}


@pytest.mark.parametrize(("marked", "message", "fix"), [*PLAIN, *LANGUAGES, *FORMER])
def test_a_mistake_in_site_yaml_is_explained(tmp_path: Path, marked: str, message: str, fix: str) -> None:
    """The one problem stands at the mistake and says what to write."""
    assert_refused(tmp_path, "site.yaml", marked, message, fix)


@pytest.mark.parametrize("path", EDITIONS)
def test_a_mistake_in_an_edition_file_is_explained(tmp_path: Path, path: str) -> None:
    """The one problem stands at the mistake, or at the start where the file's name is wrong."""
    assert_refused(a_project(tmp_path, **{"entries/a.yaml": an_entry_file()}), path, *EDITIONS[path])


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("2024-10.yaml", Period.of_month(2024, 10)),
        ("2024-Q4.yml", Period(2024, 4)),
        ("2024.YAML", Period(2024)),
    ],
)
def test_an_edition_file_belongs_to_its_period(tmp_path: Path, name: str, period: Period) -> None:
    """Its name tells whether its words are for a month, a quarter or a year."""
    project = read_project(a_project(tmp_path, **{f"editions/{name}": "en: {subject: Hello}"}))
    assert project.edition_files[period].words["en"].subject == "Hello"


def test_a_period_has_one_edition_file(tmp_path: Path) -> None:
    """Of two files for one month the second is refused, lest one of them be lost."""
    files = {"editions/2024-10.yaml": "en: {note: A}", "editions/2024-10.yml": "en: {note: B}"}
    (problem,) = problems_of(a_project(tmp_path, **files))
    assert problem.path == "editions/2024-10.yml"
    assert problem.message == "2024-10 has another edition file"


def test_a_highlight_may_name_an_entry_that_has_a_problem(tmp_path: Path) -> None:
    """A mistake in an entry does not make its id unknown."""
    files = {"entries/a.yaml": an_entry_file(published="soon"), "editions/2024-10.yaml": "highlight: report"}
    assert [problem.path for problem in problems_of(a_project(tmp_path, **files))] == ["entries/a.yaml"]


def test_a_missing_translation_is_a_warning(tmp_path: Path) -> None:
    """A label in one language is shown in the other as well, and the place to complete it is named."""
    site = SITE.replace("{en: Fact sheets, km: ព័ត៌មានពិត}", "▶{en: Fact sheets}")
    assert_refused(tmp_path, "site.yaml", site, "there is no 'km' here", "add km: with the text")
    assert read_project(tmp_path).site.categories["fact-sheet"].label["km"] == "Fact sheets"


def test_no_language_and_no_category_are_problems(tmp_path: Path) -> None:
    """A site needs at least one of each."""
    site = SITE[: SITE.index("languages:")] + "languages: {}\ncategories: {}\n"
    messages = [problem.message for problem in problems_of(a_project(tmp_path, **{"site.yaml": site}))]
    assert messages == ["the site has no language", "the site has no category"]


@pytest.mark.parametrize(
    ("host", "refused"),
    [("localhost", False), ("127.0.0.1", False), ("a.example.org", True), ("127.0.0.2", True)],
)
def test_clear_text_is_for_this_computer_alone(tmp_path: Path, host: str, refused: bool) -> None:
    """Nobody reads along there; elsewhere it would carry a password and readers' addresses."""
    site = f"{SITE}relay: {{host: {host}, security: none}}\n"
    problems = problems_of(a_project(tmp_path, **{"site.yaml": site}))
    assert bool(problems) == refused


def test_the_same_language_in_other_letters_is_refused(tmp_path: Path) -> None:
    """On many disks two folders can't differ in capitals alone."""
    site = SITE.replace("  km: {name", "  EN: {name: A, organisation: B}\n  km: {name")
    (problem,) = problems_of(a_project(tmp_path, **{"site.yaml": site}))
    assert problem.message == "'EN' is not a language tag (BCP 47)"


def test_a_misspelt_field_of_languages_is_one_problem(tmp_path: Path) -> None:
    """Labels and entries are not wrong for it."""
    site = SITE.replace("languages:", "langages:")
    (problem,) = problems_of(a_project(tmp_path, **{"site.yaml": site, "entries/a.yaml": an_entry_file()}))
    assert (problem.message, problem.fix) == ("'langages' is not a field here", "did you mean languages: ?")


IN_NEPALI = SITE.replace("km:", "ne:").replace("ខ្មែរ", "नेपाली")


@pytest.mark.parametrize(
    ("right", "slip"),
    [
        ("timezone: ", "timezone "),
        ("languages:", "languages"),
        ("  ne: {name", "\tne: {name"),
        ("  ne: {name: नेपाली, organisation: អង្គការ}\n", "  ne\n    organisation: अ\n"),
        ("categories:", "brand: {colour: #c8102e}\n# labels: [A]\ncategories:"),
        ("since: ", "since:\n - : "),
    ],
)
def test_no_entry_is_accused_of_a_slip_in_site_yaml(tmp_path: Path, right: str, slip: str) -> None:
    """What looks like its languages counts, and its own mistake comes first."""
    assert right in IN_NEPALI
    entry = an_entry_file(published="10/11/2024", en="", ne="{title: नेपाली}")
    site = IN_NEPALI.replace(right, slip, 1)
    found = problems_of(a_project(tmp_path, **{"site.yaml": site, "entries/a.yaml": entry}))
    assert [(each.path, each.code) for each in found] == [("site.yaml", "yaml"), ("entries/a.yaml", "date")]
    if "#c8102e" in slip:
        assert found[0].fix.endswith('"#c8102e"')
