"""What single values may be, and what to type instead."""

from __future__ import annotations

WORDING = {
    "must-be-one-line": (
        "this must be one line",
        "នេះត្រូវតែជាបន្ទាត់តែមួយ",
    ),
    "write-on-one-line": (
        "write it on one line, without tabs",
        "សូមសរសេរវាជាបន្ទាត់តែមួយ ដោយគ្មានថេប",
    ),
    "coded-mail-text": (
        "this looks like coded e-mail text (=?…?=)",
        "នេះមើលទៅដូចជាអត្ថបទអ៊ីមែលដែលបានអ៊ិនកូដ (=?…?=)",
    ),
    "write-in-plain-letters": (
        "write it in plain letters",
        "សូមសរសេរវាជាអក្សរធម្មតា",
    ),
    "too-many-characters": (
        "this has {count:,} characters; at most {limit:,} fit here",
        "នេះមាន {count:,} តួអក្សរ តែនៅទីនេះដាក់បានយ៉ាងច្រើន {limit:,}",
    ),
    "shorten-it": (
        "shorten it",
        "សូមធ្វើឱ្យវាខ្លីជាងនេះ",
    ),
    "date-in-wrong-shape": (
        "{text!r} is not a date in the right shape",
        "{text!r} មិនមែនជាកាលបរិច្ឆេទក្នុងទម្រង់ត្រឹមត្រូវទេ",
    ),
    "not-in-calendar": (
        "there is no {text} in the calendar",
        "គ្មាន {text} ក្នុងប្រតិទិនទេ",
    ),
    "correct-day-month-time": (
        "correct the day, the month or the time",
        "សូមកែថ្ងៃ ខែ ឬម៉ោង",
    ),
    "year-not-meant": (
        "the year {year} can't be meant",
        "ឆ្នាំ {year} ប្រហែលជាសរសេរខុស",
    ),
    "correct-year": (
        "correct the year",
        "សូមកែឆ្នាំ",
    ),
    "year-first": (
        "the year first: ",
        "ឆ្នាំនៅមុខ៖ ",
    ),
    "year-first-so": (
        "write the year first: {value}",
        "សូមសរសេរឆ្នាំនៅមុខ៖ {value}",
    ),
    "year-first-either": (
        "write the year first: {first}, or {second} if the month stood before the day",
        "សូមសរសេរឆ្នាំនៅមុខ៖ {first} ឬ {second} បើខែនៅមុខថ្ងៃ",
    ),
    "whole-year": (
        "write the year first and with all its four digits, such as 2024-10-31",
        "សូមសរសេរឆ្នាំនៅមុខ ដោយមានលេខទាំងបួនខ្ទង់ ដូចជា 2024-10-31",
    ),
    "date-examples": (
        "write {first}2024-10-31, or 2024-10, or 2024, or 2024-10-31T09:00+07:00",
        "សូមសរសេរ {first}2024-10-31 ឬ 2024-10 ឬ 2024 ឬ 2024-10-31T09:00+07:00",
    ),
    "not-a-month": (
        "{text!r} is not a month",
        "{text!r} មិនមែនជាខែទេ",
    ),
    "write-year-and-month": (
        "write the year and the month, such as 2024-10",
        "សូមសរសេរឆ្នាំ និងខែ ដូចជា 2024-10",
    ),
    "write-a-period": (
        "write a month (2024-10), a quarter (2024-Q4) or a year (2024)",
        "សូមសរសេរខែ (2024-10) ត្រីមាស (2024-Q4) ឬឆ្នាំ (2024)",
    ),
    "not-a-period": (
        "{text!r} is no period",
        "{text!r} មិនមែនជារយៈពេលទេ",
    ),
    "not-a-year": (
        "{text!r} is not a year",
        "{text!r} មិនមែនជាឆ្នាំទេ",
    ),
    "write-four-digits": (
        "write four digits, such as 2024",
        "សូមសរសេរលេខបួនខ្ទង់ ដូចជា 2024",
    ),
    "neither-true-nor-false": (
        "{text!r} is neither true nor false",
        "{text!r} មិនមែន true ហើយក៏មិនមែន false ដែរ",
    ),
    "not-a-whole-number": (
        "{text!r} is not a whole number above zero",
        "{text!r} មិនមែនជាចំនួនគត់ធំជាងសូន្យទេ",
    ),
    "write-digits-only": (
        "write digits only, such as 1482933",
        "សូមសរសេរតែលេខ ដូចជា 1482933",
    ),
    "not-a-full-address": (
        "{text!r} is not a full address",
        "{text!r} មិនមែនជាអាសយដ្ឋានពេញលេញទេ",
    ),
    "write-in-full": (
        "write it in full, such as {address}",
        "សូមសរសេរវាឱ្យពេញ ដូចជា {address}",
    ),
    "document-below-files": (
        "put the file beside the entry, and name it under files: [{{file: {file}}}]",
        "សូមដាក់ឯកសារនៅក្បែរធាតុ ហើយសរសេរឈ្មោះវាក្រោម files: [{{file: {file}}}]",
    ),
    "own-document-below-files": (
        "this is a file on your computer: put it beside the entry, and name it under files: [{{file: {file}}}]",
        "នេះជាឯកសារក្នុងកុំព្យូទ័ររបស់អ្នក៖ សូមដាក់វានៅក្បែរធាតុ ហើយសរសេរឈ្មោះវាក្រោម files: [{{file: {file}}}]",
    ),
    "own-file-to-the-web": (
        "this is a file on your computer: put it on the web, and write its address that starts with https://",
        "នេះជាឯកសារក្នុងកុំព្យូទ័ររបស់អ្នក៖ សូមដាក់វាលើបណ្ដាញ ហើយសរសេរអាសយដ្ឋានដែលចាប់ផ្ដើមដោយ https://",
    ),
    "may-not-start-with": (
        "an address may not start with {scheme}:",
        "អាសយដ្ឋានមិនអាចចាប់ផ្ដើមដោយ {scheme}: ទេ",
    ),
    "start-with-https": (
        "write an address that starts with https://",
        "សូមសរសេរអាសយដ្ឋានដែលចាប់ផ្ដើមដោយ https://",
    ),
    "two-slashes": (
        "write two slashes after the colon: https://example.org/",
        "សូមសរសេរសញ្ញា / ពីរនៅក្រោយសញ្ញាចុចពីរ៖ https://example.org/",
    ),
    "not-an-address": (
        "{text!r} is not an address",
        "{text!r} មិនមែនជាអាសយដ្ឋានទេ",
    ),
    "copy-from-browser": (
        "copy it again from the browser",
        "សូមចម្លងវាម្ដងទៀតពីកម្មវិធីរុករក",
    ),
    "a-space": (
        "a space or an invisible character",
        "ដកឃ្លា ឬតួអក្សរដែលមើលមិនឃើញ",
    ),
    "write-percent-20": (
        "write %20 for a space, or copy the address again",
        "សូមសរសេរ %20 ជំនួសដកឃ្លា ឬចម្លងអាសយដ្ឋានម្ដងទៀត",
    ),
    "a-backslash": (
        "a backslash",
        "សញ្ញា \\",
    ),
    "write-slash": (
        "write / instead",
        "សូមសរសេរ / ជំនួសវិញ",
    ),
    "not-in-addresses": (
        "a character that an address can't hold",
        "តួអក្សរដែលអាសយដ្ឋានមិនអាចមាន",
    ),
    "copy-address-from-browser": (
        "copy the address again from the browser",
        "សូមចម្លងអាសយដ្ឋានម្ដងទៀតពីកម្មវិធីរុករក",
    ),
    "address-contains": (
        "the address contains {name}",
        "អាសយដ្ឋាននេះមាន{name}",
    ),
    "bad-percent": (
        "the address has a % that is not followed by two digits",
        "អាសយដ្ឋាននេះមានសញ្ញា % ដែលមិនមានលេខពីរខ្ទង់តាមក្រោយ",
    ),
    "write-percent-25": (
        "write %25 for a percent sign",
        "សូមសរសេរ %25 សម្រាប់សញ្ញាភាគរយ",
    ),
    "address-too-long": (
        "the address has over 2,000 characters",
        "អាសយដ្ឋាននេះមានលើសពី 2,000 តួអក្សរ",
    ),
    "write-shorter": (
        "write a shorter one",
        "សូមសរសេរអាសយដ្ឋានខ្លីជាងនេះ",
    ),
    "address-has-user": (
        "the address contains a user name (@ before the host)",
        "អាសយដ្ឋាននេះមានឈ្មោះអ្នកប្រើ (@ នៅមុខឈ្មោះម៉ាស៊ីន)",
    ),
    "leave-out-user": (
        "leave out everything up to the @",
        "សូមលុបអ្វីៗទាំងអស់រហូតដល់សញ្ញា @",
    ),
    "address-has-port": (
        "the address contains a port or a numeric host",
        "អាសយដ្ឋាននេះមានច្រក ឬម៉ាស៊ីនជាលេខ",
    ),
    "host-alone": (
        "write the host's name alone, such as example.org",
        "សូមសរសេរតែឈ្មោះម៉ាស៊ីន ដូចជា example.org",
    ),
    "not-a-host": (
        "{netloc!r} is not the name of a host",
        "{netloc!r} មិនមែនជាឈ្មោះម៉ាស៊ីនទេ",
    ),
    "write-a-host": (
        "write a name such as example.org",
        "សូមសរសេរឈ្មោះ ដូចជា example.org",
    ),
    "not-in-host": (
        "{label!r} can't be part of a host's name",
        "{label!r} មិនអាចជាផ្នែកនៃឈ្មោះម៉ាស៊ីនបានទេ",
    ),
    "correct-host": (
        "correct the host; it has letters, digits and hyphens",
        "សូមកែឈ្មោះម៉ាស៊ីន ដែលមានតែអក្សរឡាតាំង លេខ និងសហសញ្ញា",
    ),
    "bad-coded-host": (
        "{label!r} is not a valid coded host",
        "{label!r} មិនមែនជាឈ្មោះម៉ាស៊ីនដែលអ៊ិនកូដត្រឹមត្រូវទេ",
    ),
    "mixed-scripts": (
        "the host {label!r} mixes {names} letters, as forged addresses do",
        "ឈ្មោះម៉ាស៊ីន {label!r} លាយអក្សរ {names} ដូចអាសយដ្ឋានក្លែងក្លាយ",
    ),
    "type-host-again": (
        "type the host again by hand",
        "សូមវាយឈ្មោះម៉ាស៊ីនម្ដងទៀតដោយដៃ",
    ),
    "no-query-here": (
        "this address may have no ? or #",
        "អាសយដ្ឋាននេះមិនអាចមាន ? ឬ # ទេ",
    ),
    "folder-address": (
        "write the folder's address alone, such as https://example.org/feeds/",
        "សូមសរសេរតែអាសយដ្ឋាននៃថត ដូចជា https://example.org/feeds/",
    ),
    "not-an-email": (
        "{text!r} is not an e-mail address",
        "{text!r} មិនមែនជាអាសយដ្ឋានអ៊ីមែលទេ",
    ),
    "write-an-email": (
        "write it as name@example.org, in Latin letters",
        "សូមសរសេរវាជា name@example.org ជាអក្សរឡាតាំង",
    ),
    "too-long-for-header": (
        "the address is too long for a mail's header",
        "អាសយដ្ឋាននេះវែងពេកសម្រាប់ក្បាលអ៊ីមែល",
    ),
    "at-most-characters": (
        "write one of at most {limit} characters",
        "សូមសរសេរអាសយដ្ឋានដែលមានយ៉ាងច្រើន {limit} តួអក្សរ",
    ),
    "must-be-encrypted": (
        "an unsubscribe address must be encrypted",
        "អាសយដ្ឋានឈប់ជាវត្រូវតែអ៊ិនគ្រីប",
    ),
    "start-with-https-or-mailto": (
        "write an address that starts with https:// or mailto:",
        "សូមសរសេរអាសយដ្ឋានដែលចាប់ផ្ដើមដោយ https:// ឬ mailto:",
    ),
    "not-an-id": (
        "{text!r} is not an id",
        "{text!r} មិនមែនជា id ទេ",
    ),
    "kept-by-windows": (
        "{text!r} is a name that Windows keeps for itself",
        "{text!r} ជាឈ្មោះដែល Windows ទុកសម្រាប់ខ្លួនវា",
    ),
    "write-another-word": (
        "write {text}-1 or another word",
        "សូមសរសេរ {text}-1 ឬពាក្យផ្សេង",
    ),
    "id-rule": (
        "use 1 to 80 of a-z, 0-9 and hyphens",
        "សូមប្រើ a-z, 0-9 និងសហសញ្ញា ពី 1 ទៅ 80 តួ",
    ),
    "such-as": (
        "{rule}, such as {suggestion}",
        "{rule} ដូចជា {suggestion}",
    ),
    "archive-reserved": (
        "'archive' is reserved for the feeds' archives",
        "'archive' ទុកសម្រាប់បណ្ណសារនៃមតិព័ត៌មាន",
    ),
    "choose-another-term": (
        "choose another term, such as archives",
        "សូមជ្រើសពាក្យផ្សេង ដូចជា archives",
    ),
    "not-a-term": (
        "{text!r} can't be a category's term",
        "{text!r} មិនអាចជាពាក្យសម្គាល់ប្រភេទបានទេ",
    ),
    "as-in-site-yaml": (
        "write it as in site.yaml; {rule}",
        "សូមសរសេរវាដូចក្នុង site.yaml; {rule}",
    ),
    "not-a-media-type": (
        "{text!r} is not a media type",
        "{text!r} មិនមែនជាប្រភេទឯកសារ (media type) ទេ",
    ),
    "write-media-type": (
        "write for instance application/pdf or image/png",
        "សូមសរសេរ ឧទាហរណ៍ application/pdf ឬ image/png",
    ),
    "not-a-file-beside": (
        "{text!r} is not the name of a file beside this one",
        "{text!r} មិនមែនជាឈ្មោះឯកសារនៅក្បែរឯកសារនេះទេ",
    ),
    "put-file-in-folder": (
        "put the file in this folder and write its name alone",
        "សូមដាក់ឯកសារក្នុងថតនេះ ហើយសរសេរតែឈ្មោះវា",
    ),
    "not-a-domain": (
        "{text!r} is not a domain name",
        "{text!r} មិនមែនជាឈ្មោះដែនទេ",
    ),
    "write-domain": (
        "write it in small letters without https://, such as example.org",
        "សូមសរសេរវាជាអក្សរតូច ដោយគ្មាន https:// ដូចជា example.org",
    ),
    "not-a-time-zone": (
        "{text!r} is not a time zone",
        "{text!r} មិនមែនជាតំបន់ម៉ោងទេ",
    ),
    "write-time-zone": (
        "write for instance Asia/Phnom_Penh",
        "សូមសរសេរ ឧទាហរណ៍ Asia/Phnom_Penh",
    ),
    "not-a-colour": (
        "{text!r} is not a colour",
        "{text!r} មិនមែនជាពណ៌ទេ",
    ),
    "write-colour": (
        'write # and six digits in quotes, such as "#123f5c"',
        'សូមសរសេរ # និងលេខប្រាំមួយខ្ទង់ក្នុងសញ្ញាសម្រង់ ដូចជា "#123f5c"',
    ),
    "not-a-choice": (
        "{text!r} is not a choice here",
        "{text!r} មិនមែនជាជម្រើសនៅទីនេះទេ",
    ),
    "titles-or-none-wanted": (
        "write titles or none",
        "សូមសរសេរ titles ឬ none",
    ),
    "not-in-an-address": (
        "{text!r} can't stand in an address",
        "{text!r} មិនអាចមានក្នុងអាសយដ្ឋានបានទេ",
    ),
    "use-letters-and-digits": (
        "use letters, digits, dots, hyphens and underscores",
        "សូមប្រើអក្សរឡាតាំង លេខ ចុច សហសញ្ញា និងសញ្ញា _",
    ),
    "an-id": (
        "an id",
        "id មួយ",
    ),
    "a-term": (
        "a category's term",
        "ពាក្យសម្គាល់ប្រភេទ",
    ),
    "a-word-or-two": (
        "a word or two",
        "ពាក្យមួយ ឬពីរ",
    ),
    "one-line": (
        "one line of text",
        "អត្ថបទមួយបន្ទាត់",
    ),
    "some-text": (
        "text",
        "អត្ថបទ",
    ),
    "text-in-markdown": (
        "text in Markdown",
        "អត្ថបទជា Markdown",
    ),
    "a-date": (
        "a date such as 2024-10-31",
        "កាលបរិច្ឆេទ ដូចជា 2024-10-31",
    ),
    "a-month": (
        "a month such as 2024-10",
        "ខែ ដូចជា 2024-10",
    ),
    "a-year": (
        "a year such as 2024",
        "ឆ្នាំ ដូចជា 2024",
    ),
    "a-whole-number": (
        "a whole number",
        "ចំនួនគត់",
    ),
    "a-report-address": (
        "an address such as https://example.org/report",
        "អាសយដ្ឋាន ដូចជា https://example.org/report",
    ),
    "a-base-address": (
        "an address such as https://example.org/feeds/",
        "អាសយដ្ឋាន ដូចជា https://example.org/feeds/",
    ),
    "a-way-out": (
        "an address that starts with https:// or mailto:",
        "អាសយដ្ឋានដែលចាប់ផ្ដើមដោយ https:// ឬ mailto:",
    ),
    "an-email": (
        "an e-mail address",
        "អាសយដ្ឋានអ៊ីមែល",
    ),
    "a-file-name": (
        "the name of a file",
        "ឈ្មោះឯកសារ",
    ),
    "a-media-type": (
        "a media type such as application/pdf",
        "ប្រភេទឯកសារ (media type) ដូចជា application/pdf",
    ),
    "a-domain": (
        "a domain name such as example.org",
        "ឈ្មោះដែន ដូចជា example.org",
    ),
    "a-list-name": (
        "a name such as news.example.org",
        "ឈ្មោះ ដូចជា news.example.org",
    ),
    "a-time-zone": (
        "a time zone such as Asia/Phnom_Penh",
        "តំបន់ម៉ោង ដូចជា Asia/Phnom_Penh",
    ),
    "a-colour": (
        'a colour such as "#123f5c"',
        'ពណ៌ ដូចជា "#123f5c"',
    ),
    "titles-or-none": (
        "titles or none",
        "titles ឬ none",
    ),
    "a-short-word": (
        "a short word",
        "ពាក្យខ្លីមួយ",
    ),
}
