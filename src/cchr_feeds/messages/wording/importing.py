"""What an import can't take, and what it leaves out."""

from __future__ import annotations

WORDING = {
    "encoding-not-read": (
        "its encoding {encoding!r} is not read here",
        "នៅទីនេះមិនអានការអ៊ិនកូដ {encoding!r} ទេ",
    ),
    "save-as-plain-utf-8": (
        "save it as UTF-8",
        "សូមរក្សាទុកវាជា UTF-8",
    ),
    "not-encoded-so": (
        "this is not {encoding} text (octet {octet:#04x})",
        "នេះមិនមែនជាអត្ថបទ {encoding} ទេ (អុកតេ {octet:#04x})",
    ),
    "save-as-csv-utf-8": (
        "save it again with the encoding UTF-8; in Excel, as CSV UTF-8",
        "សូមរក្សាទុកវាម្ដងទៀតជា UTF-8 ក្នុង Excel ជា CSV UTF-8",
    ),
    "not-xml": (
        "this is not well-formed XML ({reason})",
        "នេះមិនមែនជា XML ត្រឹមត្រូវទេ ({reason})",
    ),
    "export-again": (
        "export it again, or save it anew from the browser",
        "សូមនាំចេញវាម្ដងទៀត ឬរក្សាទុកវាម្ដងទៀតពីកម្មវិធីរុករក",
    ),
    "has-doctype": (
        "it has a document type (<!DOCTYPE …>), which can hide anything and is not read here",
        "វាមានប្រភេទឯកសារ (<!DOCTYPE …>) ដែលអាចលាក់អ្វីក៏បាន ហើយមិនអាននៅទីនេះទេ",
    ),
    "delete-doctype": (
        "delete that line, if you trust the file",
        "សូមលុបបន្ទាត់នោះ បើអ្នកទុកចិត្តឯកសារនេះ",
    ),
    "date-not-clear": (
        "its date {date!r} is not clear, and is left out",
        "កាលបរិច្ឆេទ {date!r} របស់វាមិនច្បាស់ ហើយត្រូវបានទុកចោល",
    ),
    "in-no-site-language": (
        "it is in none of the languages of site.yaml",
        "វាមិនមែនជាភាសាណាមួយក្នុង site.yaml ទេ",
    ),
    "two-texts": (
        "it has two texts in {language!r}",
        "វាមានអត្ថបទពីរជា {language!r}",
    ),
    "has-no-title": (
        "it has no title",
        "វាគ្មានចំណងជើងទេ",
    ),
    "khmer-put-right": (
        "Khmer letters that were typed in the wrong order are put right",
        "អក្សរខ្មែរដែលវាយខុសលំដាប់ ត្រូវបានកែឱ្យត្រូវ",
    ),
    "does-not-fit": (
        "its {name} does not fit: {why}",
        "{name} របស់វាមិនត្រូវ៖ {why}",
    ),
    "not-coded": (
        "it can't be coded",
        "មិនអាចអ៊ិនកូដវាបានទេ",
    ),
    "link-left-out": (
        "a link is left out: {reason}",
        "តំណមួយត្រូវបានទុកចោល៖ {reason}",
    ),
    "document-left-out": (
        "a document is left out, because nobody says what kind it is: {url}",
        "ឯកសារមួយត្រូវបានទុកចោល ព្រោះគ្មាននរណាប្រាប់ថាវាជាប្រភេទអ្វី៖ {url}",
    ),
    "names-no-category": (
        "its text names no category; say which it is with --category",
        "អត្ថបទរបស់វាមិនប្រាប់ប្រភេទទេ សូមប្រាប់ដោយ --category",
    ),
    "names-no-site-category": (
        "no category of this site is called {names}; say which it is with --category",
        "គេហទំព័រនេះគ្មានប្រភេទឈ្មោះ {names} ទេ សូមប្រាប់ប្រភេទដោយ --category",
    ),
    "too-long-for-file": (
        "its text is too long for an entry's file (256 KiB)",
        "អត្ថបទរបស់វាវែងពេកសម្រាប់ឯកសារធាតុ (256 KiB)",
    ),
    "not-read-back": (
        "it can't be written in a way that is read as it was",
        "មិនអាចសរសេរវាឱ្យអានបានដូចដើមទេ",
    ),
    "an-atom-feed": (
        "an Atom feed",
        "មតិព័ត៌មាន Atom",
    ),
    "xml-no-feed": (
        "this XML is no feed; it begins with <{element}>",
        "XML នេះមិនមែនជាមតិព័ត៌មានទេ វាចាប់ផ្ដើមដោយ <{element}>",
    ),
    "give-a-feed": (
        "give the address or the file of an RSS, Atom or JSON feed",
        "សូមប្រាប់អាសយដ្ឋាន ឬឯកសារនៃមតិព័ត៌មាន RSS, Atom ឬ JSON",
    ),
    "a-wordpress-export": (
        "a WordPress export",
        "ការនាំចេញពី WordPress",
    ),
    "an-rss-feed": (
        "an RSS feed",
        "មតិព័ត៌មាន RSS",
    ),
    "save-with-browser": (
        "save it with a browser, and import the file",
        "សូមរក្សាទុកវាដោយកម្មវិធីរុករក ហើយនាំចូលឯកសារនោះ",
    ),
    "leads-on-too-often": (
        "it leads on more than {limit} times",
        "វានាំបន្តលើសពី {limit} ដង",
    ),
    "not-reached": (
        "it can't be reached ({reason})",
        "មិនអាចទៅដល់វាបានទេ ({reason})",
    ),
    "no-http-address": (
        "{address!r} is no address that starts with https:// or http://",
        "{address!r} មិនមែនជាអាសយដ្ឋានដែលចាប់ផ្ដើមដោយ https:// ឬ http:// ទេ",
    ),
    "holds-password": (
        "the address holds a name or a password, and may be remembered with it",
        "អាសយដ្ឋាននេះមានឈ្មោះ ឬពាក្យសម្ងាត់ ហើយអាចត្រូវបានចងចាំជាមួយវា",
    ),
    "sign-to-be-coded": (
        "the address holds a sign that must be coded; copy it from the browser",
        "អាសយដ្ឋាននេះមានសញ្ញាដែលត្រូវអ៊ិនកូដ សូមចម្លងវាពីកម្មវិធីរុករក",
    ),
    "from-https-to-http": (
        "it leads from https to http, where anybody may have changed it",
        "វានាំពី https ទៅ http ដែលនរណាក៏អាចកែវាបាន",
    ),
    "private-network": (
        "it leads to a machine in a private network",
        "វានាំទៅម៉ាស៊ីនក្នុងបណ្ដាញឯកជន",
    ),
    "server-answered": (
        "the server answered {status} ({reason})",
        "ម៉ាស៊ីនមេឆ្លើយ {status} ({reason})",
    ),
    "answered-compressed": (
        "the server answered in a compressed form, though it was not asked to",
        "ម៉ាស៊ីនមេឆ្លើយជាទម្រង់បង្រួម ទោះបីមិនបានសុំក៏ដោយ",
    ),
    "too-large": (
        "it is too large",
        "វាធំពេក",
    ),
    "took-too-long": (
        "it took more than {seconds:.0f} seconds",
        "វាប្រើពេលលើសពី {seconds:.0f} វិនាទី",
    ),
    "reading-items": (
        "reading {number} of {count} …",
        "កំពុងអាន {number} ក្នុងចំណោម {count} …",
    ),
    "category-of-no-site": (
        "--category: {category!r} is no category of this site; {hint}",
        "--category: {category!r} មិនមែនជាប្រភេទរបស់គេហទំព័រនេះទេ {hint}",
    ),
    "not-json": (
        "this is not well-formed JSON",
        "នេះមិនមែនជា JSON ត្រឹមត្រូវទេ",
    ),
    "download-again": (
        "download it again",
        "សូមទាញយកវាម្ដងទៀត",
    ),
    "a-json-feed": (
        "a JSON feed",
        "មតិព័ត៌មាន JSON",
    ),
    "json-no-feed": (
        "this JSON is no JSON feed",
        "JSON នេះមិនមែនជាមតិព័ត៌មាន JSON ទេ",
    ),
    "give-json-feed": (
        "give a feed whose version: names jsonfeed.org, or a CSV table",
        "សូមប្រាប់មតិព័ត៌មានដែល version: របស់វាមាន jsonfeed.org ឬតារាង CSV",
    ),
    "already-there": (
        "it is there already, in {file}",
        "វាមានរួចហើយ ក្នុង {file}",
    ),
    "address-already-there": (
        "its address is there already, in {file}",
        "អាសយដ្ឋានរបស់វាមានរួចហើយ ក្នុង {file}",
    ),
    "title-already-there": (
        "its title is there already, in {file}",
        "ចំណងជើងរបស់វាមានរួចហើយ ក្នុង {file}",
    ),
    "no-list": (
        "this is neither a feed, a table nor a list of publications",
        "នេះមិនមែនជាមតិព័ត៌មាន តារាង ឬបញ្ជីការបោះពុម្ពផ្សាយទេ",
    ),
    "what-a-list-has": (
        'a list has a title, a paragraph and "Read more" for each; save a table as CSV UTF-8 or .xlsx',
        'បញ្ជីមានចំណងជើង កថាខណ្ឌ និង "Read more" សម្រាប់នីមួយៗ សូមរក្សាទុកតារាងជា CSV UTF-8 ឬ .xlsx',
    ),
    "a-pasted-list": (
        "a pasted list",
        "បញ្ជីដែលបានបិទភ្ជាប់",
    ),
    "source-empty": (
        "there is nothing in it",
        "ក្នុងវាគ្មានអ្វីទេ",
    ),
    "saved-in-full": (
        "look whether it was saved in full",
        "សូមមើលថាវាបានរក្សាទុកពេញលេញឬទេ",
    ),
    "has-no-columns": (
        "--column: {name} is {kind}, which has no columns",
        "--column: {name} ជា{kind} ដែលគ្មានជួរឈរ",
    ),
    "too-many-publications": (
        "it has more than {limit:,} publications",
        "វាមានការបោះពុម្ពផ្សាយលើសពី {limit:,}",
    ),
    "split-into-files": (
        "split it into several files",
        "សូមបំបែកវាជាឯកសារច្រើន",
    ),
    "fetching": (
        "fetching {source} …",
        "កំពុងទាញយក {source} …",
    ),
    "no-such-file": (
        "there is no file {source!r}; name a file, or an address with https://",
        "គ្មានឯកសារ {source!r} ទេ សូមប្រាប់ឯកសារ ឬអាសយដ្ឋានដែលមាន https://",
    ),
    "source-unreadable": (
        "{source!r} can't be read ({reason})",
        "មិនអាចអាន {source!r} បានទេ ({reason})",
    ),
    "larger-than-32": (
        "the file is larger than 32 MiB",
        "ឯកសារនេះធំជាង 32 MiB",
    ),
    "export-a-part": (
        "export a part of it at a time",
        "សូមនាំចេញម្ដងមួយផ្នែក",
    ),
    "old-excel": (
        "this is an old Excel file",
        "នេះជាឯកសារ Excel ចាស់",
    ),
    "save-as-xlsx": (
        "save it as .xlsx or as CSV UTF-8",
        "សូមរក្សាទុកវាជា .xlsx ឬជា CSV UTF-8",
    ),
    "import-its-feed": (
        "import its feed instead: {address}",
        "សូមនាំចូលមតិព័ត៌មានរបស់វាជំនួស៖ {address}",
    ),
    "look-for-feed": (
        "look for its address on the page",
        "សូមរកអាសយដ្ឋានរបស់វាលើទំព័រ",
    ),
    "a-web-page": (
        "this is a web page, no feed",
        "នេះជាទំព័រគេហទំព័រ មិនមែនជាមតិព័ត៌មានទេ",
    ),
    "table-unreadable": (
        "the table can't be read from here on ({reason})",
        "មិនអាចអានតារាងចាប់ពីទីនេះបានទេ ({reason})",
    ),
    "save-again-as-csv": (
        "save it again as CSV UTF-8",
        "សូមរក្សាទុកវាម្ដងទៀតជា CSV UTF-8",
    ),
    "no-title-column": (
        "no column is the title",
        "គ្មានជួរឈរណាជាចំណងជើងទេ",
    ),
    "too-many-rows": (
        "it has more than {limit:,} rows",
        "វាមានលើសពី {limit:,} ជួរដេក",
    ),
    "split-into-tables": (
        "split it into several tables",
        "សូមបំបែកវាជាតារាងច្រើន",
    ),
    "a-table": (
        "a table",
        "តារាង",
    ),
    "column-heading": (
        "column {heading}",
        "ជួរឈរ {heading}",
    ),
    "say-which-column": (
        'say which one it is: --column title="…"; the first row has: {headings}',
        'សូមប្រាប់ថាមួយណា៖ --column title="…" ជួរដេកទីមួយមាន៖ {headings}',
    ),
    "nothing": (
        "nothing",
        "គ្មានអ្វីទេ",
    ),
    "no-row-has": (
        "--column: no row has {headings} as a heading",
        "--column: គ្មានជួរដេកណាមាន {headings} ជាក្បាលជួរឈរទេ",
    ),
    "no-field-of-table": (
        "--column: {name!r} is no field of a table; write one of {known}",
        "--column: {name!r} មិនមែនជាវាលនៃតារាងទេ សូមសរសេរមួយក្នុងចំណោម {known}",
    ),
    "standing-draft": (
        "a draft",
        "សេចក្ដីព្រាង",
    ),
    "standing-waiting": (
        "waiting for review",
        "រង់ចាំការពិនិត្យ",
    ),
    "standing-bin": (
        "in the bin",
        "នៅក្នុងធុងសំរាម",
    ),
    "standing-private": (
        "private",
        "ឯកជន",
    ),
    "standing-unpublished": (
        "not published",
        "មិនបានផ្សព្វផ្សាយ",
    ),
    "page-no-post": (
        "it is a page of the site, no post",
        "វាជាទំព័ររបស់គេហទំព័រ មិនមែនជាអត្ថបទទេ",
    ),
    "nothing-to-read": (
        "it is of the kind {kind!r}, which is nothing to read",
        "វាជាប្រភេទ {kind!r} ដែលគ្មានអ្វីត្រូវអាន",
    ),
    "behind-password": (
        "it is behind a password there",
        "នៅទីនោះវាមានពាក្យសម្ងាត់ការពារ",
    ),
    "standing-there": (
        "it is {standing} there",
        "នៅទីនោះវា{standing}",
    ),
    "no-sheet": (
        "the workbook has no sheet to be seen",
        "សៀវភៅការងារគ្មានសន្លឹកដែលមើលឃើញទេ",
    ),
    "save-table-as-csv": (
        "save the table as CSV UTF-8",
        "សូមរក្សាទុកតារាងជា CSV UTF-8",
    ),
    "sheet-named": (
        "sheet {name}",
        "សន្លឹក {name}",
    ),
    "no-workbook": (
        "this is no Excel workbook, or it is damaged or locked by a password",
        "នេះមិនមែនជាសៀវភៅការងារ Excel ទេ ឬវាខូច ឬជាប់ពាក្យសម្ងាត់",
    ),
    "save-again-as-xlsx": (
        "save it again as .xlsx or as CSV UTF-8",
        "សូមរក្សាទុកវាម្ដងទៀតជា .xlsx ឬជា CSV UTF-8",
    ),
    "too-large-unpacked": (
        "it is too large when unpacked",
        "វាធំពេកនៅពេលពន្លា",
    ),
    "split-or-csv": (
        "split the table, or save it as CSV",
        "សូមបំបែកតារាង ឬរក្សាទុកវាជា CSV",
    ),
}
