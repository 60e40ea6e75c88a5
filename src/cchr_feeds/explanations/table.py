"""The table of all kinds of problems; a number is never changed, and never used again."""

from __future__ import annotations

from cchr_feeds.explanations.explanation import Example, Explanation

_SITE = "site.yaml"
_SECOND = "entries/second.yaml"

RETIRED = frozenset({*range(56, 69), 91})
"""Numbers of kinds that no longer exist; a new kind gets the one after the highest of all."""

EXPLANATIONS: tuple[Explanation, ...] = (
    # --- files and their signs --------------------------------------------------------------------
    Explanation(
        1,
        "file",
        Example(
            "en:\n  title: A report\n  files:\n    - {file: repotr.pdf}",
            "en:\n  title: A report\n  files:\n    - {file: report.pdf}",
        ),
    ),
    Explanation(
        2,
        "encoding",
        Example(
            "km:\n  title: áž—áž¶áž–áž’áž“áŸ‹",
            "km:\n  title: ភាពធន់",
        ),
    ),
    Explanation(
        3,
        "yaml",
        Example("en:\n  title: Human rights: a report", 'en:\n  title: "Human rights: a report"'),
    ),
    Explanation(
        4,
        "empty",
        Example("en:\n  title:", "en:\n  title: A report"),
    ),
    Explanation(
        5,
        "character",
        Example("en:\n  title: A \u202ereport", "en:\n  title: A report"),
    ),
    Explanation(
        6,
        "link",
        Example(
            "en:\n  title: A report\n  body: Read [the report](report.html).",
            "en:\n  title: A report\n  body: Read [the report](https://example.org/report.html).",
        ),
    ),
    # --- YAML -------------------------------------------------------------------------------------
    Explanation(
        7,
        "alias",
        Example("en:\n  title: *Important", 'en:\n  title: "*Important"'),
    ),
    Explanation(
        8,
        "anchor",
        Example("en:\n  title: &Rights and duties", 'en:\n  title: "&Rights and duties"'),
    ),
    Explanation(
        9,
        "tag",
        Example("en:\n  title: !Urgent call", 'en:\n  title: "!Urgent call"'),
    ),
    Explanation(
        10,
        "depth",
        Example(f"en:\n  title: {'[' * 21}A{']' * 21}", f'en:\n  title: "{"[" * 21}A{"]" * 21}"'),
    ),
    Explanation(
        11,
        "remark",
        Example("en:\n  title: Report #2 of 2024", 'en:\n  title: "Report #2 of 2024"'),
    ),
    Explanation(
        12,
        "shape",
        Example("topics: upr", "topics: [upr]"),
    ),
    Explanation(
        13,
        "missing",
        Example("en:\n  summary: What the report says.", "en:\n  title: A report"),
    ),
    Explanation(
        14,
        "unknown",
        Example("en:\n  titel: A report", "en:\n  title: A report"),
    ),
    Explanation(
        15,
        "duplicate",
        Example("published: 2024-10-10\npublished: 2024-10-11", "published: 2024-10-11"),
    ),
    # --- values -----------------------------------------------------------------------------------
    Explanation(
        16,
        "duplicate-id",
        Example("id: report", "id: second-report", _SECOND),
    ),
    Explanation(
        17,
        "id",
        Example("id: Report 1", "id: report-1"),
    ),
    Explanation(
        18,
        "date",
        Example("published: 10/11/2024", "published: 2024-11-10"),
    ),
    Explanation(
        19,
        "month",
        Example("edition: 2024-10-01", "edition: 2024-10"),
    ),
    Explanation(
        20,
        "period",
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
        Example("since: 2024-10", "since: 2024", _SITE),
    ),
    Explanation(
        22,
        "number",
        Example(
            "en:\n  title: A report\n  files:\n    - {url: https://example.org/a.pdf, length: 1.4 MB}",
            "en:\n  title: A report\n  files:\n    - {url: https://example.org/a.pdf, length: 1482933}",
        ),
    ),
    Explanation(
        23,
        "flag",
        Example("draft: yes", "draft: true"),
    ),
    Explanation(
        24,
        "line",
        Example("en:\n  title: |\n    A report\n    in two lines", "en:\n  title: A report in two lines"),
    ),
    Explanation(
        25,
        "length",
        Example(
            "en:\n  title: A report\n  files:\n    - {url: https://example.org/a.pdf}",
            "en:\n  title: A report\n  files:\n    - {url: https://example.org/a.pdf, length: 1482933}",
        ),
    ),
    Explanation(
        26,
        "category",
        Example("category: infografic", "category: infographic"),
    ),
    Explanation(
        27,
        "language",
        Example("en:\n  title: ភាពធន់", "km:\n  title: ភាពធន់"),
    ),
    Explanation(
        28,
        "old-font",
        Example("km:\n  title: mCÄmNÐlsiTimnusSkm<úCa", "km:\n  title: មជ្ឈមណ្ឌលសិទ្ធិមនុស្សកម្ពុជា"),
    ),
    Explanation(
        29,
        "translation",
        Example(
            "categories:\n  infographic: {en: Infographics}",
            "categories:\n  infographic: Infographics",
            _SITE,
        ),
    ),
    Explanation(
        30,
        "url",
        Example(
            "en:\n  title: A report\n  url: www.example.org/report",
            "en:\n  title: A report\n  url: https://www.example.org/report",
        ),
    ),
    Explanation(
        31,
        "email",
        Example("contact: {email: The office}", "contact: {email: office@example.org}", _SITE),
    ),
    Explanation(
        32,
        "type",
        Example(
            "en:\n  title: A report\n  files:\n    - {url: https://example.org/download?7, length: 1482933}",
            "en:\n  title: A report\n  files:\n"
            "    - {url: https://example.org/download?7, length: 1482933, type: application/pdf}",
        ),
    ),
    Explanation(
        33,
        "authority",
        Example("authority: https://example.org/", "authority: example.org", _SITE),
    ),
    Explanation(
        34,
        "timezone",
        Example("timezone: Phnom Penh", "timezone: Asia/Phnom_Penh", _SITE),
    ),
    Explanation(
        35,
        "colour",
        Example("brand: {colour: blue}", 'brand: {colour: "#123f5c"}', _SITE),
    ),
    Explanation(
        36,
        "contrast",
        Example('brand: {colour: "#ffee00"}', 'brand: {colour: "#123f5c"}', _SITE),
    ),
    Explanation(
        37,
        "utm",
        Example(
            "newsletter: {utm: {source: our newsletter}}", "newsletter: {utm: {source: newsletter}}", _SITE
        ),
    ),
    Explanation(
        38,
        "other_languages",
        Example("newsletter: {other_languages: all}", "newsletter: {other_languages: titles}", _SITE),
    ),
    Explanation(
        39,
        "highlight",
        Example("highlight: reprot", "highlight: report", "editions/2024-10.yaml"),
    ),
    # --- what a proofreader would say -------------------------------------------------------------
    Explanation(
        40,
        "same-page",
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
        Example(
            "km:\n  title: \u179f\u17b7\u1791\u17b7\u17d2\u1792\u1798\u1793\u17bb\u179f\u17d2\u179f",
            "km:\n  title: \u179f\u17b7\u1791\u17d2\u1792\u17b7\u1798\u1793\u17bb\u179f\u17d2\u179f",
        ),
    ),
    Explanation(
        42,
        "slip",
        Example("km:\n  title: ភាពធន់ភាពធន់", "km:\n  title: ភាពធន់"),
    ),
    Explanation(
        43,
        "twin",
        Example("id: second-report", "id: second-report\nen:\n  title: Another report", _SECOND),
    ),
    Explanation(
        44,
        "words",
    ),
    # --- what readers have been given -------------------------------------------------------------
    Explanation(
        45,
        "vanished",
        Example(
            "en:\n  title: A report",
            "en:\n  title: A report\nkm:\n  title: ភាពធន់",
            published=True,
        ),
    ),
    Explanation(
        46,
        "draft-again",
        Example("draft: true", "published: 2024-10-10", published=True),
    ),
    Explanation(
        47,
        "resurfaced",
        Example(
            "published: 2024-10-10",
            "withdrawn: {on: 2024-11-01, reason: The figures were wrong.}",
            published=True,
        ),
    ),
    Explanation(
        48,
        "identity",
        Example("id: report-2024", "id: report", published=True),
    ),
    Explanation(
        49,
        "clock",
    ),
    Explanation(
        50,
        "lock",
    ),
    # --- the newsletter, templates, other commands ------------------------------------------------
    Explanation(
        51,
        "hub",
    ),
    Explanation(
        52,
        "newsletter",
    ),
    Explanation(
        53,
        "size",
    ),
    Explanation(
        54,
        "template",
    ),
    # --- feeds ------------------------------------------------------------------------------------
    Explanation(55, "same-time"),
    # --- what is worth a second look --------------------------------------------------------------
    Explanation(
        69,
        "untranslated",
        Example("en:\n  title: A report", "en:\n  title: A report\nkm:\n  title: ភាពធន់"),
    ),
    Explanation(
        70,
        "outdated",
        Example(
            "en:\n  title: A report\n  updated: 2024-11-02\nkm:\n  title: ភាពធន់",
            "en:\n  title: A report\n  updated: 2024-11-02\nkm:\n  title: ភាពធន់\n  updated: 2024-11-05",
        ),
    ),
    Explanation(
        71,
        "summary",
        Example(
            "en:\n  title: A report\n  summary: New.",
            "en:\n  title: A report\n  summary: What the report says, in two or three sentences.",
        ),
    ),
    Explanation(
        72,
        "said-date",
        Example(
            "en:\n  title: A report\n  summary: Today, 11 October 2024, we are publishing a report.",
            "en:\n  title: A report\n  summary: Today, 10 October 2024, we are publishing a report.",
        ),
    ),
    Explanation(
        73,
        "capitals",
        Example("en:\n  title: A REPORT ON RIGHTS", "en:\n  title: A report on rights"),
    ),
    Explanation(
        74,
        "look-alike",
        Example(
            "en:\n  title: A report\n  url: https://examp1e.org/report",
            "en:\n  title: A report\n  url: https://example.org/report",
        ),
    ),
    Explanation(
        75,
        "alt",
        Example(
            "en:\n  title: A report\n  image: {url: https://example.org/a.png}",
            "en:\n  title: A report\n  image: {url: https://example.org/a.png, alt: A map of Cambodia}",
        ),
    ),
    Explanation(
        76,
        "private",
        Example(
            "contact: {name: The office} # password: open-sesame-1", "contact: {name: The office}", _SITE
        ),
    ),
    # --- what an import or the form of the preview can't take ------------------------------------
    Explanation(77, "xml"),
    Explanation(78, "json"),
    Explanation(79, "html"),
    Explanation(80, "feed"),
    Explanation(81, "listing"),
    Explanation(82, "items"),
    Explanation(83, "csv"),
    Explanation(84, "xlsx"),
    Explanation(85, "columns"),
    Explanation(86, "rows"),
    Explanation(87, "network"),
    Explanation(88, "form"),
    Explanation(89, "dead-link"),
    Explanation(
        90,
        "notice",
        Example(
            "withdrawn: {on: 2024-01-01, reason: The figures were wrong.}",
            "published: 2024-10-10",
            published=True,
        ),
    ),
)
