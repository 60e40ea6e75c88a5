"""The table of all kinds of problems; a number is never changed, and never used again."""

from __future__ import annotations

from cchr_feeds.explanations.explanation import Example, Explanation

_SITE = "site.yaml"
_SECOND = "entries/second.yaml"
_OURS = "It is a fault of the program, not of an entry: tell the people who keep it, with the message."
_UNTAKEN = "Nothing was taken from it. What can be read is read whole, and nothing is guessed."

EXPLANATIONS: tuple[Explanation, ...] = (
    # --- files and their signs --------------------------------------------------------------------
    Explanation(
        1,
        "file",
        "A file is missing, is called otherwise than the entry says, or can't be read as text.",
        "Readers would be sent to a document that is not there.",
        Example(
            "en:\n  title: A report\n  files:\n    - {file: repotr.pdf}",
            "en:\n  title: A report\n  files:\n    - {file: report.pdf}",
        ),
    ),
    Explanation(
        2,
        "encoding",
        "The text was Khmer once, and was saved or copied in a wrong encoding.",
        "Nobody can read it, and it can't be searched.",
        Example(
            "km:\n  title: áž—áž¶áž–áž’áž“áŸ‹",
            "km:\n  title: ភាពធន់",
        ),
    ),
    Explanation(
        3,
        "yaml",
        "The file can't be taken apart into fields: mostly for a colon, a quotation mark, or spaces.",
        "Until that is mended, nothing else in the file can be looked at.",
        Example("en:\n  title: Human rights: a report", 'en:\n  title: "Human rights: a report"'),
    ),
    Explanation(
        4,
        "empty",
        "Something that has to say something is left empty: a field, a file, or a feed.",
        "Readers would see nothing where they expect words.",
        Example("en:\n  title:", "en:\n  title: A report"),
    ),
    Explanation(
        5,
        "character",
        "The text holds a character that nobody can see or that no feed may hold.",
        "Such characters come with copied text. They break feeds, or make words read backwards.",
        Example("en:\n  title: A \u202ereport", "en:\n  title: A report"),
    ),
    Explanation(
        6,
        "link",
        "A link in the text is not a full address, or a file of the project is a link to another place.",
        "In a mail or a feed reader a link works only if it is written in full.",
        Example(
            "en:\n  title: A report\n  body: Read [the report](report.html).",
            "en:\n  title: A report\n  body: Read [the report](https://example.org/report.html).",
        ),
    ),
    # --- YAML -------------------------------------------------------------------------------------
    Explanation(
        7,
        "alias",
        "A value starts with an asterisk (*), which YAML keeps for itself.",
        "In quotation marks it is text like any other.",
        Example("en:\n  title: *Important", 'en:\n  title: "*Important"'),
    ),
    Explanation(
        8,
        "anchor",
        "A value starts with an ampersand (&), which YAML keeps for itself.",
        "In quotation marks it is text like any other.",
        Example("en:\n  title: &Rights and duties", 'en:\n  title: "&Rights and duties"'),
    ),
    Explanation(
        9,
        "tag",
        "A value starts with an exclamation mark (!), which YAML keeps for itself.",
        "In quotation marks it is text like any other.",
        Example("en:\n  title: !Urgent call", 'en:\n  title: "!Urgent call"'),
    ),
    Explanation(
        10,
        "depth",
        "Brackets or hyphens stand inside each other more than twenty times.",
        "No field is so deep, so they probably belong to a text.",
        Example(f"en:\n  title: {'[' * 21}A{']' * 21}", f'en:\n  title: "{"[" * 21}A{"]" * 21}"'),
    ),
    Explanation(
        11,
        "remark",
        "A space and a # stand in a value; what follows is a remark to YAML.",
        "Readers never see it. If it belongs to the text, the text needs quotation marks.",
        Example("en:\n  title: Report #2 of 2024", 'en:\n  title: "Report #2 of 2024"'),
    ),
    Explanation(
        12,
        "shape",
        "One value stands where a list or a group of fields is needed, or the other way round.",
        "It can't be told what is meant.",
        Example("topics: upr", "topics: [upr]"),
    ),
    Explanation(
        13,
        "missing",
        "A field that is needed is not there.",
        "A publication without it can't be shown.",
        Example("en:\n  summary: What the report says.", "en:\n  title: A report"),
    ),
    Explanation(
        14,
        "unknown",
        "A field has a name that is not known here, often a misspelt one or one on the wrong level.",
        "It would be passed over, and nobody would notice what is missing.",
        Example("en:\n  titel: A report", "en:\n  title: A report"),
    ),
    Explanation(
        15,
        "duplicate",
        "A field is written twice in the same place.",
        "Only one of the two can be meant.",
        Example("published: 2024-10-10\npublished: 2024-10-11", "published: 2024-10-11"),
    ),
    # --- values -----------------------------------------------------------------------------------
    Explanation(
        16,
        "duplicate-id",
        "Two entries have the same id.",
        "To readers they would be one publication, and one would replace the other.",
        Example("id: report", "id: second-report", _SECOND),
    ),
    Explanation(
        17,
        "id",
        "An id has other signs than a to z, 0 to 9 and hyphens, or is a name that Windows keeps for itself.",
        "Addresses and file names are made of it, and it lasts for ever.",
        Example("id: Report 1", "id: report-1"),
    ),
    Explanation(
        18,
        "date",
        "A date is not written year first (2024-10-31, 2024-10, 2024), or contradicts another.",
        "10/11/2024 is October to some and November to others, so a date is never guessed.",
        Example("published: 10/11/2024", "published: 2024-11-10"),
    ),
    Explanation(
        19,
        "month",
        "A month is needed here, with its year.",
        "An edition is a month's.",
        Example("edition: 2024-10-01", "edition: 2024-10"),
    ),
    Explanation(
        20,
        "period",
        "The name of an editor's file tells no month, quarter or year, or two files are for the same one.",
        "By its name it finds its newsletter.",
        Example(
            "en:\n  subject: News of October",
            "en:\n  subject: News of October",
            "editions/October.yaml",
            "editions/2024-10.yaml",
        ),
    ),
    Explanation(
        21,
        "year",
        "A year of four digits is needed here.",
        "It is part of every permanent id.",
        Example("since: 2024-10", "since: 2024", _SITE),
    ),
    Explanation(
        22,
        "number",
        "A whole number above zero is needed here, in digits alone.",
        "Feed readers reckon with it: a file's length counts octets.",
        Example(
            "en:\n  title: A report\n  files:\n    - {url: https://example.org/a.pdf, length: 1.4 MB}",
            "en:\n  title: A report\n  files:\n    - {url: https://example.org/a.pdf, length: 1482933}",
        ),
    ),
    Explanation(
        23,
        "flag",
        "Only true or false can stand here.",
        "Programs disagree on whether yes, on and oui mean true.",
        Example("draft: yes", "draft: true"),
    ),
    Explanation(
        24,
        "line",
        "This must be one line of plain letters.",
        "Titles and subjects have no second line in a feed or a mail.",
        Example("en:\n  title: |\n    A report\n    in two lines", "en:\n  title: A report in two lines"),
    ),
    Explanation(
        25,
        "length",
        "A text is longer than fits, or nobody wrote down how large a document is.",
        "RSS tells readers the size of a document before they fetch it.",
        Example(
            "en:\n  title: A report\n  files:\n    - {url: https://example.org/a.pdf}",
            "en:\n  title: A report\n  files:\n    - {url: https://example.org/a.pdf, length: 1482933}",
        ),
    ),
    Explanation(
        26,
        "category",
        "A category is missing, named twice, or none of those in site.yaml.",
        "Every category has a feed, and an entry has to be in one.",
        Example("category: infografic", "category: infographic"),
    ),
    Explanation(
        27,
        "language",
        "A text is in another language than its block says, or a language is not one of the site's.",
        "Readers of one language would be given the other.",
        Example("en:\n  title: ភាពធន់", "km:\n  title: ភាពធន់"),
    ),
    Explanation(
        28,
        "old-font",
        "The text was typed for an old Khmer font such as Limon.",
        "Without that font nobody can read it. It has to be converted to Unicode.",
        Example("km:\n  title: mCÄmNÐlsiTimnusSkm<úCa", "km:\n  title: មជ្ឈមណ្ឌលសិទ្ធិមនុស្សកម្ពុជា"),
    ),
    Explanation(
        29,
        "translation",
        "A text is there in one language and lacks another.",
        "Readers of that language see the text in the main language.",
        Example(
            "categories:\n  infographic: {en: Infographics}",
            "categories:\n  infographic: Infographics",
            _SITE,
        ),
    ),
    Explanation(
        30,
        "url",
        "An address is not whole, or has something in it that forged addresses have.",
        "Programs repair such addresses in different ways, and some lead elsewhere.",
        Example(
            "en:\n  title: A report\n  url: www.example.org/report",
            "en:\n  title: A report\n  url: https://www.example.org/report",
        ),
    ),
    Explanation(
        31,
        "email",
        "This is no e-mail address.",
        "Mail with it is refused or lost.",
        Example("contact: {email: The office}", "contact: {email: office@example.org}", _SITE),
    ),
    Explanation(
        32,
        "type",
        "It can't be told what kind of file this is, or it is of a kind that is not published here.",
        "Readers' programs decide by it what opens the file.",
        Example(
            "en:\n  title: A report\n  files:\n    - {url: https://example.org/download?7, length: 1482933}",
            "en:\n  title: A report\n  files:\n"
            "    - {url: https://example.org/download?7, length: 1482933, type: application/pdf}",
        ),
    ),
    Explanation(
        33,
        "authority",
        "A domain name is needed here, without https:// and in small letters.",
        "It is part of every permanent id.",
        Example("authority: https://example.org/", "authority: example.org", _SITE),
    ),
    Explanation(
        34,
        "timezone",
        "This is no name of a time zone.",
        "By it a date without an offset gets its moment.",
        Example("timezone: Phnom Penh", "timezone: Asia/Phnom_Penh", _SITE),
    ),
    Explanation(
        35,
        "colour",
        "A colour is # and six digits, in quotation marks.",
        "Without the marks, # starts a remark.",
        Example("brand: {colour: blue}", 'brand: {colour: "#123f5c"}', _SITE),
    ),
    Explanation(
        36,
        "contrast",
        "The brand's colour is too light to be read on white.",
        "Links and buttons are shown in a darker shade, so that everybody can read them.",
        Example('brand: {colour: "#ffee00"}', 'brand: {colour: "#123f5c"}', _SITE),
    ),
    Explanation(
        37,
        "utm",
        "A campaign's name has signs that an address can't hold.",
        "It is added to every link of the newsletter.",
        Example(
            "newsletter: {utm: {source: our newsletter}}", "newsletter: {utm: {source: newsletter}}", _SITE
        ),
    ),
    Explanation(
        38,
        "other_languages",
        "Only titles or none can stand here.",
        "It decides what an edition says of entries in other languages only.",
        Example("newsletter: {other_languages: all}", "newsletter: {other_languages: titles}", _SITE),
    ),
    Explanation(
        39,
        "highlight",
        "The entry that an editor's file puts first does not exist.",
        "The edition would begin with nothing.",
        Example("highlight: reprot", "highlight: report", "editions/2024-10.yaml"),
    ),
    # --- what a proofreader would say -------------------------------------------------------------
    Explanation(
        40,
        "same-page",
        "Two languages of an entry have the same address.",
        "Readers of one language would be sent to the page in another.",
        Example(
            "en:\n  title: A report\n  url: https://example.org/a\n"
            "km:\n  title: ភាពធន់\n  url: https://example.org/a",
            "en:\n  title: A report\n  url: https://example.org/a\n"
            "km:\n  title: ភាពធន់\n  url: https://example.org/km/a",
        ),
    ),
    Explanation(
        41,
        "khmer-order",
        "The parts of a Khmer letter are typed in the wrong order. It is published in the right one.",
        "It looks right in most fonts, but search finds nothing. It should be right in the file too.",
        Example(
            "km:\n  title: \u179f\u17b7\u1791\u17b7\u17d2\u1792\u1798\u1793\u17bb\u179f\u17d2\u179f",
            "km:\n  title: \u179f\u17b7\u1791\u17d2\u1792\u17b7\u1798\u1793\u17bb\u179f\u17d2\u179f",
        ),
    ),
    Explanation(
        42,
        "slip",
        "A Khmer word stands twice, or a name is nearly the organisation's.",
        "Both are easily overlooked while typing.",
        Example("km:\n  title: ភាពធន់ភាពធន់", "km:\n  title: ភាពធន់"),
    ),
    Explanation(
        43,
        "twin",
        "Two entries have the same title and the same date.",
        "If it is one publication, readers get it twice.",
        Example("id: second-report", "id: second-report\nen:\n  title: Another report", _SECOND),
    ),
    Explanation(
        44,
        "words",
        "On this machine nothing knows where Khmer words end.",
        "Lines are broken and texts are cut between letters, so the output differs from another machine's.",
    ),
    # --- what readers have been given -------------------------------------------------------------
    Explanation(
        45,
        "vanished",
        "Something that was published is gone: a file, or one language of an entry.",
        "Readers keep their copies, and no correction would reach them. Withdraw it instead.",
        Example(
            "en:\n  title: A report",
            "en:\n  title: A report\nkm:\n  title: ភាពធន់",
            published=True,
        ),
    ),
    Explanation(
        46,
        "draft-again",
        "A published entry is a draft, or its date is in the future.",
        "It would vanish from readers' feeds without a word.",
        Example("draft: true", "published: 2024-10-10", published=True),
    ),
    Explanation(
        47,
        "resurfaced",
        "An entry that was withdrawn comes back, or a new one has its id.",
        "Readers would get what they were told is withdrawn.",
        Example(
            "published: 2024-10-10",
            "withdrawn: {on: 2024-11-01, reason: The figures were wrong.}",
            published=True,
        ),
    ),
    Explanation(
        48,
        "identity",
        "A published id would change: the entry's own, the site's authority or year, or a language.",
        "Readers would get everything that has it a second time.",
        Example("id: report-2024", "id: report", published=True),
    ),
    Explanation(
        49,
        "clock",
        "It is earlier now than when something was published.",
        "What is dated later waits for its time, so it leaves the feeds for so long.",
    ),
    Explanation(
        50,
        "lock",
        "published.lock can't be read or written, so nothing remembers what readers have been given.",
        "The next build could lose something or show it twice. Keep the file in version control.",
    ),
    # --- the newsletter, templates, other commands ------------------------------------------------
    Explanation(
        51,
        "hub",
        "No hub is named in site.yaml, or a feed does not name it.",
        "A hub tells readers' programs at once of what is new.",
    ),
    Explanation(
        52,
        "newsletter",
        "Something is missing without which a newsletter must not be mailed.",
        "The law wants a sender, an address and a way out in every mail.",
    ),
    Explanation(
        53,
        "size",
        "A newsletter's mail is so large that entries are left to the web, or nearly so large.",
        "Gmail cuts a mail off at 102 kB, and the way out of the list with it.",
    ),
    Explanation(
        54,
        "template",
        "A template of the project can't be used.",
        "Nothing is made of it until it is mended, or taken away so that ours is used.",
    ),
    # --- what the finished feeds say --------------------------------------------------------------
    Explanation(55, "same-time", "Two entries of a feed have the same second.", "Some readers lose one."),
    Explanation(56, "title", "A title in a feed is not plain text.", _OURS),
    Explanation(57, "content", "An entry in a feed has no content, or content that could act.", _OURS),
    Explanation(58, "enclosure", "A document in a feed lacks its length or its type.", _OURS),
    Explanation(59, "document", "A finished document can't be read.", _OURS),
    Explanation(60, "opml", "The list of feeds lacks a feed or names one twice.", _OURS),
    Explanation(61, "alternate", "A feed or an entry opens the wrong page.", _OURS),
    Explanation(62, "address", "An address in a feed is not whole.", _OURS),
    Explanation(63, "contradiction", "Two documents say different things of one entry.", _OURS),
    Explanation(64, "entries", "A feed lacks an entry, or holds one that is not public.", _OURS),
    Explanation(65, "archive", "The chain of archives is broken.", _OURS),
    Explanation(66, "self", "A feed does not say its own address.", _OURS),
    Explanation(67, "license", "A feed does not name the site's licence.", _OURS),
    Explanation(68, "order", "The entries of a feed are not in order.", _OURS),
    # --- what is worth a second look --------------------------------------------------------------
    Explanation(
        69,
        "untranslated",
        "Some entries are not there in one of the site's languages.",
        "Readers of that language get a list of titles, or nothing.",
        Example("en:\n  title: A report", "en:\n  title: A report\nkm:\n  title: ភាពធន់"),
    ),
    Explanation(
        70,
        "outdated",
        "An entry was changed in its main language, and another language was not.",
        "Its readers may still be reading what was corrected for the others.",
        Example(
            "en:\n  title: A report\n  updated: 2024-11-02\nkm:\n  title: ភាពធន់",
            "en:\n  title: A report\n  updated: 2024-11-02\nkm:\n  title: ភាពធន់\n  updated: 2024-11-05",
        ),
    ),
    Explanation(
        71,
        "summary",
        "A summary is missing, very short, or so long that it is a text of its own.",
        "Feeds and newsletters show it in place of the publication.",
        Example(
            "en:\n  title: A report\n  summary: New.",
            "en:\n  title: A report\n  summary: What the report says, in two or three sentences.",
        ),
    ),
    Explanation(
        72,
        "said-date",
        "The text says that it comes out on another day than its date.",
        "One of the two is a slip of the pen.",
        Example(
            "en:\n  title: A report\n  summary: Today, 11 October 2024, we are publishing a report.",
            "en:\n  title: A report\n  summary: Today, 10 October 2024, we are publishing a report.",
        ),
    ),
    Explanation(
        73,
        "capitals",
        "A title is all in capitals.",
        "It reads as shouting, and programs that read aloud spell it letter by letter.",
        Example("en:\n  title: A REPORT ON RIGHTS", "en:\n  title: A report on rights"),
    ),
    Explanation(
        74,
        "look-alike",
        "An address is nearly one of the organisation's own.",
        "It may be a slip, or a forged page that looks like yours.",
        Example(
            "en:\n  title: A report\n  url: https://examp1e.org/report",
            "en:\n  title: A report\n  url: https://example.org/report",
        ),
    ),
    Explanation(
        75,
        "alt",
        "A picture has no words for those who can't see it.",
        "Who can't see it, or has pictures switched off, learns nothing of it.",
        Example(
            "en:\n  title: A report\n  image: {url: https://example.org/a.png}",
            "en:\n  title: A report\n  image: {url: https://example.org/a.png, alt: A map of Cambodia}",
        ),
    ),
    Explanation(
        76,
        "private",
        "A file of the project holds many e-mail addresses, a password or a key.",
        "The folder is kept in version control and shared; what is secret does not belong there.",
        Example(
            "contact: {name: The office} # password: open-sesame-1", "contact: {name: The office}", _SITE
        ),
    ),
    # --- what an import or the form of the preview can't take ------------------------------------
    Explanation(77, "xml", "A source is no well-formed XML, or asks for other files.", _UNTAKEN),
    Explanation(78, "json", "A source is no well-formed JSON, or no JSON Feed.", _UNTAKEN),
    Explanation(79, "html", "A source is a web page, and no feed.", _UNTAKEN),
    Explanation(80, "feed", "A source is no feed that is known here.", _UNTAKEN),
    Explanation(81, "listing", "A source has no publications in blocks of a title and its text.", _UNTAKEN),
    Explanation(82, "items", "A source holds more publications than are taken at once.", _UNTAKEN),
    Explanation(83, "csv", "A table can't be parted into rows and cells.", _UNTAKEN),
    Explanation(84, "xlsx", "A workbook can't be opened, or has nothing to be seen.", _UNTAKEN),
    Explanation(85, "columns", "It can't be told which column of a table holds what.", _UNTAKEN),
    Explanation(86, "rows", "A table has more rows than are taken at once.", _UNTAKEN),
    Explanation(87, "network", "The address of a source can't be reached, or is not allowed.", _UNTAKEN),
    Explanation(
        88,
        "form",
        "The entry's file is written in a way that the form can't change.",
        "An editor for text can, and keeps what only people understand.",
    ),
    Explanation(
        89,
        "dead-link",
        "At an address of an entry there is nothing, or nobody answers.",
        "Readers would see an error in place of the publication.",
    ),
)
