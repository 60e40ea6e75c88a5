"""Files and their signs, fields and YAML."""

from __future__ import annotations

WORDING = {
    "list": (
        "list",
        "បញ្ជី",
    ),
    "group-of-fields": (
        "group of fields",
        "ក្រុមវាល",
    ),
    "one-value-needed": (
        "a {kind} stands where one value is needed",
        "នៅទីនេះមាន{kind} តែត្រូវការតម្លៃតែមួយ",
    ),
    "nothing-written": (
        "nothing is written here",
        "គ្មានអ្វីសរសេរនៅទីនេះទេ",
    ),
    "start-with-hyphens": (
        "start each item on a line of its own with a hyphen and a space: - {value}",
        "សូមចាប់ផ្ដើមធាតុនីមួយៗលើបន្ទាត់ផ្ទាល់ខ្លួន ដោយសហសញ្ញា និងដកឃ្លា៖ - {value}",
    ),
    "list-needed": (
        "a list is needed here",
        "នៅទីនេះត្រូវការបញ្ជី",
    ),
    "no-site-language": (
        "{language!r} is no language of this site",
        "{language!r} មិនមែនជាភាសារបស់គេហទំព័រនេះទេ",
    ),
    "nothing-here": (
        "there is nothing here",
        "នៅទីនេះគ្មានអ្វីទេ",
    ),
    "one-value-or-per-language": (
        "write one value, or one per language",
        "សូមសរសេរតម្លៃតែមួយ ឬមួយសម្រាប់ភាសានីមួយៗ",
    ),
    "field-missing": (
        "{field!r} is missing here",
        "នៅទីនេះខ្វះ {field!r}",
    ),
    "add-a-line": (
        "add a line that starts with {field}:",
        "សូមបន្ថែមបន្ទាត់ដែលចាប់ផ្ដើមដោយ {field}:",
    ),
    "file-empty": (
        "the file is empty",
        "ឯកសារនេះទទេ",
    ),
    "write-entry-or-delete": (
        "write the entry in it, or delete the file",
        "សូមសរសេរធាតុក្នុងវា ឬលុបឯកសារនេះចោល",
    ),
    "nested-more-than": (
        "this is nested more than {limit} levels deep",
        "នៅទីនេះមានលំដាប់ក្នុងគ្នាលើសពី {limit} ជាន់",
    ),
    "quote-if-brackets-belong": (
        "put the value in quotes if the brackets belong to the text",
        "សូមដាក់តម្លៃក្នុងសញ្ញាសម្រង់ បើតង្កៀបជាផ្នែកនៃអត្ថបទ",
    ),
    "tab-for-spaces": (
        "a tab stands where spaces are needed",
        "មានថេបនៅកន្លែងដែលត្រូវការដកឃ្លា",
    ),
    "two-spaces": (
        "replace it by two spaces",
        "សូមជំនួសវាដោយដកឃ្លាពីរ",
    ),
    "quote-if-brackets-or-hyphens": (
        "put the value in quotes if the brackets or hyphens belong to the text",
        "សូមដាក់តម្លៃក្នុងសញ្ញាសម្រង់ បើតង្កៀប ឬសហសញ្ញាជាផ្នែកនៃអត្ថបទ",
    ),
    "nested-too-deep": (
        "this is nested too deep",
        "លំដាប់ក្នុងគ្នានៅទីនេះជ្រៅពេក",
    ),
    "second-entry": (
        "a line of three hyphens starts a second entry",
        "បន្ទាត់ដែលមានសហសញ្ញាបីចាប់ផ្ដើមធាតុទីពីរ",
    ),
    "one-entry-per-file": (
        "write one entry per file",
        "សូមសរសេរធាតុមួយក្នុងឯកសារមួយ",
    ),
    "three-dots": (
        "a line of three dots ends the entry",
        "បន្ទាត់ដែលមានចុចបីបញ្ចប់ធាតុ",
    ),
    "delete-line": (
        "delete this line",
        "សូមលុបបន្ទាត់នេះ",
    ),
    "unknown-escape": (
        "a backslash in double quotes starts a code, and this code is unknown",
        "សញ្ញា \\ ក្នុងសញ្ញាសម្រង់ទ្វេចាប់ផ្ដើមកូដ ហើយកូដនេះគ្មាននរណាស្គាល់",
    ),
    "two-backslashes": (
        "write two backslashes, or use single quotes",
        "សូមសរសេរ \\\\ ពីរដង ឬប្រើសញ្ញាសម្រង់ទោល",
    ),
    "space-after-colon": (
        "a space is missing after the colon",
        "ខ្វះដកឃ្លានៅក្រោយសញ្ញាចុចពីរ",
    ),
    "write-field": (
        "write {name}: {value}",
        "សូមសរសេរ {name}: {value}",
    ),
    "odd-colon": (
        "{sign} stands where an ordinary colon (:) is needed",
        "នៅទីនេះមាន {sign} តែត្រូវការសញ្ញាចុចពីរធម្មតា (:)",
    ),
    "odd-space-after-colon": (
        "the space after the colon is not an ordinary one",
        "ដកឃ្លានៅក្រោយសញ្ញាចុចពីរ មិនមែនជាដកឃ្លាធម្មតាទេ",
    ),
    "odd-spaces-before": (
        "the spaces before this line are not ordinary ones; they may come from a word processor",
        "ដកឃ្លានៅដើមបន្ទាត់នេះ មិនមែនជាដកឃ្លាធម្មតាទេ ប្រហែលវាមកពីកម្មវិធីវាយអត្ថបទ",
    ),
    "write-on-line": (
        "type them again: {line}",
        "សូមវាយវាម្ដងទៀត៖ {line}",
    ),
    "remark-with-other-sign": (
        "a remark starts with #, and not with {sign}",
        "កំណត់សម្គាល់ចាប់ផ្ដើមដោយ # មិនមែនដោយ {sign} ទេ",
    ),
    "two-fields-on-a-line": (
        "two fields stand on one line",
        "មានវាលពីរលើបន្ទាត់តែមួយ",
    ),
    "on-next-line": (
        "write this on the next line, with two more spaces before it: {field}",
        "សូមសរសេរនេះលើបន្ទាត់បន្ទាប់ ដោយមានដកឃ្លាពីរទៀតនៅមុខ៖ {field}",
    ),
    "indent-like-text": (
        "indent it like the text above",
        "សូមដាក់បន្ទាត់នេះឱ្យស្មើអត្ថបទខាងលើ",
    ),
    "list-in-a-text": (
        "a list begins here in the middle of a text",
        "មានបញ្ជីចាប់ផ្ដើមនៅកណ្ដាលអត្ថបទ",
    ),
    "write-kept": (
        "write | after the field's name, and all of the text on the lines below it, two spaces further in",
        "សូមសរសេរ | នៅក្រោយឈ្មោះវាល ហើយសរសេរអត្ថបទទាំងអស់លើបន្ទាត់ខាងក្រោម ដោយមានដកឃ្លាពីរទៀតនៅមុខ",
    ),
    "address-alone": (
        "only the address belongs here, without a text and brackets",
        "នៅទីនេះត្រូវមានតែអាសយដ្ឋាន គ្មានអត្ថបទ និងតង្កៀប",
    ),
    "add-in-braces": (
        "add {field}: … before the closing brace",
        "សូមបន្ថែម {field}: … មុនតង្កៀបបិទ",
    ),
    "quote-with-comma": (
        'if it belongs to the text before the comma, put all of that in quotes: "…, {name}"',
        'បើវាជាផ្នែកនៃអត្ថបទមុនសញ្ញាក្បៀស សូមដាក់ទាំងអស់ក្នុងសញ្ញាសម្រង់៖ "…, {name}"',
    ),
    "text-too-far-left": (
        "the text of {name}: must not start so far to the left",
        "អត្ថបទរបស់ {name}: មិនអាចចាប់ផ្ដើមខាងឆ្វេងដូច្នេះទេ",
    ),
    "write-behind-name": (
        "write it on the same line as its name: {name}: {value}",
        "សូមសរសេរវាលើបន្ទាត់តែមួយជាមួយឈ្មោះរបស់វា៖ {name}: {value}",
    ),
    "space-then-quotes": (
        'write {name}: and a space, and put all that follows in quotes: {name}: "{begun}: …"',
        'សូមសរសេរ {name}: និងដកឃ្លា ហើយដាក់អ្វីទាំងអស់ដែលនៅក្រោយក្នុងសញ្ញាសម្រង់៖ {name}: "{begun}: …"',
    ),
    "more-spaces": (
        "put {count} more spaces before each line of the text",
        "សូមដាក់ដកឃ្លា {count} ទៀតនៅមុខបន្ទាត់នីមួយៗនៃអត្ថបទ",
    ),
    "text-on-next-line": (
        "start the text on the next line, two spaces further in; if the sign belongs to it, {quoting}",
        "សូមចាប់ផ្ដើមអត្ថបទនៅបន្ទាត់បន្ទាប់ ដោយមានដកឃ្លាពីរទៀតនៅមុខ បើសញ្ញានេះជាផ្នែកនៃអត្ថបទ {quoting}",
    ),
    "text-below-body": (
        "delete the line, and write the text that follows below body: |, with four spaces before each line",
        "សូមលុបបន្ទាត់នេះ ហើយសរសេរអត្ថបទបន្ទាប់ក្រោម body: | ដោយមានដកឃ្លាបួននៅមុខបន្ទាត់នីមួយៗ",
    ),
    "no-hyphen": (
        "this line has no hyphen, unlike the one above",
        "បន្ទាត់នេះគ្មានសហសញ្ញា ខុសពីបន្ទាត់ខាងលើ",
    ),
    "write-hyphen": (
        "write - {line}",
        "សូមសរសេរ - {line}",
    ),
    "field-first": (
        "write the field's name, a colon and a space first; or indent the line like the text above",
        "សូមសរសេរឈ្មោះវាល សញ្ញាចុចពីរ និងដកឃ្លានៅមុខ ឬដាក់បន្ទាត់ឱ្យស្មើអត្ថបទខាងលើ",
    ),
    "line-without-colon": (
        "a line here has no colon",
        "បន្ទាត់មួយនៅទីនេះគ្មានសញ្ញាចុចពីរ",
    ),
    "write-folded": (
        "write >- after the field's name, and all of the text on the lines below it",
        "សូមសរសេរ >- នៅក្រោយឈ្មោះវាល ហើយសរសេរអត្ថបទទាំងអស់លើបន្ទាត់ខាងក្រោម",
    ),
    "colon-starts-field": (
        "a colon followed by a space starts a new field here",
        "សញ្ញាចុចពីរដែលមានដកឃ្លានៅក្រោយ ចាប់ផ្ដើមវាលថ្មីនៅទីនេះ",
    ),
    "close-list": (
        "add {closing} where the list ends; if it is no list, {quoting}",
        "សូមបន្ថែម {closing} នៅចុងបញ្ជី បើមិនមែនជាបញ្ជីទេ {quoting}",
    ),
    "bracket-never-closed": (
        "a bracket {sign} is opened and never closed",
        "តង្កៀប {sign} បានបើក តែមិនបានបិទ",
    ),
    "quote-the-hash": (
        'put the value that # belongs to in quotes: "{word}"',
        'សូមដាក់តម្លៃដែលមាន # ក្នុងសញ្ញាសម្រង់៖ "{word}"',
    ),
    "hash-starts-remark": (
        "from a # on, a line is a remark that nobody reads",
        "ចាប់ពី # ទៅ បន្ទាត់ជាកំណត់សម្គាល់ដែលគ្មាននរណាអាន",
    ),
    "commas-between-parts": (
        "put a comma between the parts, and quotes around a part that holds a colon, a comma or a bracket",
        "សូមដាក់សញ្ញាក្បៀសរវាងផ្នែក ហើយដាក់សញ្ញាសម្រង់ជុំវិញផ្នែកដែលមានសញ្ញាចុចពីរ សញ្ញាក្បៀស ឬតង្កៀប",
    ),
    "parts-not-apart": (
        "the parts between {opening} and {closing} can't be told apart",
        "មិនអាចបែងចែកផ្នែករវាង {opening} និង {closing} បានទេ",
    ),
    "one-closing-too-many": (
        "there is one closing bracket too many",
        "មានតង្កៀបបិទលើសមួយ",
    ),
    "quotation-mark": (
        "quotation mark",
        "សញ្ញាសម្រង់",
    ),
    "bracket": (
        "bracket",
        "តង្កៀប",
    ),
    "follows-closing": (
        "something follows the closing {name}",
        "មានអ្វីមួយនៅក្រោយ{name}បិទ",
    ),
    "add-at-end": (
        "add {mark} at the end; if it belongs to the text, {quoting}",
        "សូមបន្ថែម {mark} នៅចុង បើវាជាផ្នែកនៃអត្ថបទ {quoting}",
    ),
    "quotation-never-closed": (
        "a quotation mark is opened and never closed",
        "សញ្ញាសម្រង់បានបើក តែមិនបានបិទ",
    ),
    "start-in-column": (
        "start it in column {column}, like its neighbours; or, if it is text, put all of it in quotes",
        "សូមចាប់ផ្ដើមវានៅជួរឈរទី {column} ដូចបន្ទាត់ជិតខាង ឬបើវាជាអត្ថបទ សូមដាក់ទាំងអស់ក្នុងសញ្ញាសម្រង់",
    ),
    "indented-differently": (
        "this line is indented differently from what stands above it",
        "ដកឃ្លានៅដើមបន្ទាត់នេះមិនស្មើនឹងបន្ទាត់ខាងលើទេ",
    ),
    "compare-entry": (
        "compare it with another entry; put values with unusual signs in quotes",
        "សូមប្រៀបធៀបវាជាមួយធាតុផ្សេង ហើយដាក់តម្លៃដែលមានសញ្ញាមិនធម្មតាក្នុងសញ្ញាសម្រង់",
    ),
    "not-understood": (
        "this can't be understood",
        "មិនអាចយល់អត្ថន័យនៅទីនេះបានទេ",
    ),
    "quote-first-bracket": (
        'put the value in quotes if a bracket starts it: "[…"',
        'សូមដាក់តម្លៃក្នុងសញ្ញាសម្រង់ បើវាចាប់ផ្ដើមដោយតង្កៀប៖ "[…"',
    ),
    "name-one-word": (
        "a field's name must be one word",
        "ឈ្មោះវាលត្រូវតែជាពាក្យមួយ",
    ),
    "written-twice": (
        "{name!r} is written twice (first in line {line})",
        "{name!r} ត្រូវបានសរសេរពីរដង (លើកទីមួយក្នុងបន្ទាត់ {line})",
    ),
    "leave-one-of-two-out": (
        "leave one of the two out",
        "សូមទុកតែមួយក្នុងចំណោមពីរនេះ",
    ),
    "write-fields-below": (
        "write its fields on the lines below, each with two more spaces before it; or delete this line",
        "សូមសរសេរវាលរបស់វាលើបន្ទាត់ខាងក្រោម ដោយមានដកឃ្លាពីរទៀតនៅមុខ ឬលុបបន្ទាត់នេះចោល",
    ),
    "nothing-under-name": (
        "nothing stands under this name",
        "គ្មានអ្វីនៅក្រោមឈ្មោះនេះទេ",
    ),
    "put-file-there": (
        "put the file in this folder, and write {name}",
        "សូមដាក់ឯកសារក្នុងថតនេះ ហើយសរសេរ {name}",
    ),
    "write-in-place": (
        "write {value} in its place",
        "សូមសរសេរ {value} ជំនួសវិញ",
    ),
    "begin-with-field": (
        "begin the file with a line that starts with {field}: and write each field on a line of its own",
        "សូមចាប់ផ្ដើមឯកសារដោយបន្ទាត់ដែលចាប់ផ្ដើមដោយ {field}: ហើយសរសេរវាលនីមួយៗលើបន្ទាត់ផ្ទាល់ខ្លួន",
    ),
    "write-at-margin": (
        "write {meant}: at the very beginning of a line, without spaces before it",
        "សូមសរសេរ {meant}: នៅដើមបន្ទាត់ ដោយគ្មានដកឃ្លានៅមុខ",
    ),
    "name-missing": (
        "the name of a field is missing before this value",
        "ខ្វះឈ្មោះវាលនៅមុខតម្លៃនេះ",
    ),
    "folder-unreadable": (
        "the folder can't be read ({reason})",
        "មិនអាចអានថតនេះបានទេ ({reason})",
    ),
    "put-a-folder": (
        "put a folder here",
        "សូមដាក់ថតនៅទីនេះ",
    ),
    "entry-not-read": (
        "this looks like an entry, and is not read: the file's name does not end in .yaml",
        "នេះមើលទៅដូចជាធាតុ តែមិនត្រូវបានអានទេ៖ ឈ្មោះឯកសារមិនបញ្ចប់ដោយ .yaml",
    ),
    "rename-to-yaml": (
        "call it {name}; where Windows hides the endings of names, let it show them first",
        "សូមដាក់ឈ្មោះវា {name} ហើយបើ Windows លាក់កន្ទុយឈ្មោះ សូមបង្ហាញវាជាមុន",
    ),
    "odd-name": (
        "this name has a character that no text may hold",
        "ឈ្មោះនេះមានតួអក្សរដែលអត្ថបទមិនអាចមាន",
    ),
    "plain-names": (
        "give the file and its folders plain names",
        "សូមដាក់ឈ្មោះធម្មតាឱ្យឯកសារ និងថតរបស់វា",
    ),
    "link-elsewhere": (
        "this is a link to another place",
        "នេះជាតំណទៅកន្លែងផ្សេង",
    ),
    "put-file-itself": (
        "put the file itself here",
        "សូមដាក់ឯកសារពិតនៅទីនេះ",
    ),
    "run-in-folder": (
        "run this in the folder that has {path}, or name that folder with --project",
        "សូមដំណើរការពាក្យបញ្ជានេះក្នុងថតដែលមាន {path} ឬប្រាប់ថតនោះដោយ --project",
    ),
    "file-missing": (
        "the file is missing",
        "រកមិនឃើញឯកសារនេះទេ",
    ),
    "changed-while-reading": (
        "this file was changed while the command was reading",
        "ឯកសារនេះត្រូវបានកែប្រែ ខណៈពេលដែលពាក្យបញ្ជាកំពុងអាន",
    ),
    "run-again": (
        "run the command again",
        "ដំណើរការពាក្យបញ្ជានេះម្ដងទៀត",
    ),
    "file-unreadable": (
        "the file can't be read ({reason})",
        "មិនអាចអានឯកសារនេះបានទេ ({reason})",
    ),
    "put-ordinary-file": (
        "put an ordinary file here",
        "សូមដាក់ឯកសារធម្មតានៅទីនេះ",
    ),
    "larger-than-256": (
        "the file is larger than 256 KiB",
        "ឯកសារនេះធំជាង 256 KiB",
    ),
    "shorten-or-pdf": (
        "shorten it, or put long texts into a PDF beside it",
        "សូមធ្វើឱ្យវាខ្លី ឬដាក់អត្ថបទវែងក្នុង PDF នៅក្បែរវា",
    ),
    "not-ordinary": (
        "not an ordinary file",
        "មិនមែនជាឯកសារធម្មតា",
    ),
    "saved-as-utf-16": (
        "the file is saved as UTF-16",
        "ឯកសារនេះបានរក្សាទុកជា UTF-16",
    ),
    "save-as-utf-8": (
        "save it again with the encoding UTF-8",
        "សូមរក្សាទុកវាម្ដងទៀតជា UTF-8",
    ),
    "not-utf-8": (
        "this is not UTF-8 text (octet {octet:#04x}); perhaps the file was saved as Windows-1252",
        "នេះមិនមែនជាអត្ថបទ UTF-8 ទេ (អុកតេ {octet:#04x}) ប្រហែលឯកសារបានរក្សាទុកជា Windows-1252",
    ),
    "hash-is-remark": (
        "what follows the # is a remark that readers never see",
        "អ្វីដែលនៅក្រោយ # ជាកំណត់សម្គាល់ដែលអ្នកអានមិនឃើញ",
    ),
    "if-it-belongs": (
        "if it belongs to the text, {fix}",
        "បើវាជាផ្នែកនៃអត្ថបទ {fix}",
    ),
    "bad-start": (
        "a value can't start with {sign} unless it is in quotes",
        "តម្លៃមិនអាចចាប់ផ្ដើមដោយ {sign} បានទេ លើកលែងតែវាស្ថិតក្នុងសញ្ញាសម្រង់",
    ),
    "put-in-quotes": (
        'put it in quotes: "{sign}…"',
        'សូមដាក់វាក្នុងសញ្ញាសម្រង់៖ "{sign}…"',
    ),
    "quote-single": (
        "put the whole value in quotes: {before} '{value}'",
        "សូមដាក់តម្លៃទាំងមូលក្នុងសញ្ញាសម្រង់៖ {before} '{value}'",
    ),
    "quote-double": (
        'put the whole value in quotes: {before} "{value}"',
        'សូមដាក់តម្លៃទាំងមូលក្នុងសញ្ញាសម្រង់៖ {before} "{value}"',
    ),
    "too-many-marks": (
        "a letter carries more than {limit} marks",
        "អក្សរមួយមានសញ្ញាផ្សំលើសពី {limit}",
    ),
    "type-text-again": (
        "type the text again",
        "សូមវាយអត្ថបទម្ដងទៀត",
    ),
    "khmer-misordered": (
        "the letters of «{cluster}» are typed in the wrong order ({codes})",
        "អក្សរក្នុង «{cluster}» ត្រូវបានវាយខុសលំដាប់ ({codes})",
    ),
    "type-khmer": (
        "type «{cluster}» ({codes})",
        "សូមវាយ «{cluster}» ({codes})",
    ),
    "merge-keys": (
        "merge keys (<<) are not used here",
        "សញ្ញា << មិនប្រើនៅទីនេះទេ",
    ),
    "write-fields-out": (
        "write the fields out",
        "សូមសរសេរវាលទាំងអស់ឱ្យពេញ",
    ),
    "unknown-field": (
        "{name!r} is not a field here",
        "{name!r} មិនមែនជាវាលនៅទីនេះទេ",
    ),
    "invisible-in-name": (
        "an invisible character stands in this name",
        "មានតួអក្សរមើលមិនឃើញក្នុងឈ្មោះនេះ",
    ),
    "type-name-again": (
        "type it again: {meant}:",
        "សូមវាយវាម្ដងទៀត៖ {meant}:",
    ),
    "did-you-mean-field": (
        "did you mean {meant}: ?",
        "តើអ្នកចង់សរសេរ {meant}: មែនទេ?",
    ),
    "write-below": (
        "write {meant}: below {blocks}, with two spaces before it",
        "សូមសរសេរ {meant}: ក្រោម {blocks} ដោយមានដកឃ្លាពីរនៅមុខ",
    ),
    "write-one-or-add": (
        "write one of {names}, or add it to site.yaml",
        "សូមសរសេរមួយក្នុងចំណោម {names} ឬបន្ថែមវាក្នុង site.yaml",
    ),
    "can-stand-here": (
        "these can stand here: {names}",
        "នៅទីនេះអាចមាន៖ {names}",
    ),
    "write-or-leave-out": (
        "write something, or leave it out",
        "សូមសរសេរអ្វីមួយ ឬកុំដាក់វា",
    ),
    "delete-it": (
        "delete it",
        "សូមលុបវា",
    ),
    "new-line": (
        "start a new line instead",
        "សូមចាប់ផ្ដើមបន្ទាត់ថ្មីជំនួសវិញ",
    ),
    "retype-character": (
        "type the character again",
        "សូមវាយតួអក្សរនេះម្ដងទៀត",
    ),
    "control-character": (
        "is a control character",
        "ជាតួអក្សរបញ្ជា",
    ),
    "carriage-return": (
        "is a carriage return without a line feed",
        "ជាសញ្ញាត្រឡប់ដើមបន្ទាត់ ដែលគ្មានសញ្ញាបន្ទាត់ថ្មី",
    ),
    "taken-for-new-line": (
        "is a control character that some programs take for a new line",
        "ជាតួអក្សរបញ្ជាដែលកម្មវិធីខ្លះយល់ថាជាបន្ទាត់ថ្មី",
    ),
    "line-separator": (
        "is a line separator that some programs take for a new line",
        "ជាសញ្ញាបំបែកបន្ទាត់ដែលកម្មវិធីខ្លះយល់ថាជាបន្ទាត់ថ្មី",
    ),
    "changes-order": (
        "is invisible and changes the order in which text is read",
        "មើលមិនឃើញ ហើយប្ដូរលំដាប់អានអត្ថបទ",
    ),
    "half-a-character": (
        "is half a character",
        "ជាតួអក្សរពាក់កណ្ដាល",
    ),
    "not-a-character": (
        "is not a character",
        "មិនមែនជាតួអក្សរទេ",
    ),
    "invisible-tag": (
        "is an invisible tag",
        "ជាស្លាកមើលមិនឃើញ",
    ),
    "code-point": (
        "U+{code:04X} {reason}",
        "U+{code:04X} {reason}",
    ),
    "not-in-khmer": (
        "this text is not in Khmer",
        "អត្ថបទនេះមិនមែនជាភាសាខ្មែរទេ",
    ),
    "write-in-khmer": (
        "write it in Khmer, or move it to the block of its language",
        "សូមសរសេរវាជាភាសាខ្មែរ ឬផ្លាស់វាទៅប្លុកនៃភាសារបស់វា",
    ),
    "in-khmer": (
        "this text is in Khmer",
        "អត្ថបទនេះជាភាសាខ្មែរ",
    ),
    "move-to-km": (
        "move it to the block km:",
        "សូមផ្លាស់វាទៅប្លុក km:",
    ),
    "was-khmer": (
        "this was Khmer before it was saved or copied in a wrong encoding",
        "នេះធ្លាប់ជាភាសាខ្មែរ មុនពេលបានរក្សាទុក ឬចម្លងដោយការអ៊ិនកូដខុស",
    ),
    "copy-as-utf-8": (
        "copy it again from where it is right, as UTF-8",
        "សូមចម្លងវាម្ដងទៀតពីកន្លែងដែលវាត្រឹមត្រូវ ជា UTF-8",
    ),
    "old-khmer-font": (
        "this looks like Khmer for an old font such as Limon, and is unreadable without it",
        "នេះមើលទៅដូចជាខ្មែរសម្រាប់ពុម្ពអក្សរចាស់ ដូចជា Limon ហើយគ្មានពុម្ពអក្សរនោះ អានមិនបានទេ",
    ),
    "convert-to-unicode": (
        "convert it to Unicode, or type it anew",
        "សូមបម្លែងវាទៅ Unicode ឬវាយវាម្ដងទៀត",
    ),
    "not-utf-8-text": (
        "this is not UTF-8 text",
        "នេះមិនមែនជាអត្ថបទ UTF-8 ទេ",
    ),
    "bring-back": (
        "bring the file back from version control",
        "សូមយកឯកសារមកវិញពីប្រព័ន្ធគ្រប់គ្រងកំណែ",
    ),
    "move-out": (
        "move it out of the project, and change what was secret: version control forgets nothing",
        "សូមយកវាចេញពីគម្រោង ហើយប្ដូរអ្វីដែលជាសម្ងាត់៖ ប្រព័ន្ធគ្រប់គ្រងកំណែមិនភ្លេចអ្វីឡើយ",
    ),
    "private-key": (
        "this looks like a private key",
        "នេះមើលទៅដូចជាសោឯកជន",
    ),
    "holds-addresses": (
        "this holds {count} e-mail addresses",
        "ឯកសារនេះមានអាសយដ្ឋានអ៊ីមែល {count}",
    ),
    "password-or-key": (
        "this looks like a password or a key",
        "នេះមើលទៅដូចជាពាក្យសម្ងាត់ ឬសោ",
    ),
}
