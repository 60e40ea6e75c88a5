"""What is asked on a terminal, and what is wrong with an answer."""

from __future__ import annotations

WORDING = {
    "option-no-language": (
        "--{option}: {language!r} is no language of this site; write {wanted}",
        "--{option}: {language!r} មិនមែនជាភាសារបស់គេហទំព័រនេះទេ សូមសរសេរ {wanted}",
    ),
    "once-per-language": (
        "--{option}: give one for each language, as in --{option} {language}=…",
        "--{option}: សូមប្រាប់មួយសម្រាប់ភាសានីមួយៗ ដូចជា --{option} {language}=…",
    ),
    "title-and-category-needed": (
        "an entry needs a title and a category; add {missing}",
        "ធាតុត្រូវការចំណងជើង និងប្រភេទ សូមបន្ថែម {missing}",
    ),
    "no-title-in": (
        '--{option}: there is no title in {language!r}; add --title {language}="…"',
        '--{option}: គ្មានចំណងជើងជា {language!r} ទេ សូមបន្ថែម --title {language!r}="…"',
    ),
    "category-with": (
        "--category with {terms}",
        "--category ជាមួយ {terms}",
    ),
    "refused": (
        "{option}{message}; {fix}",
        "{option}{message}។ {fix}",
    ),
    "ask-title": (
        "Title",
        "ចំណងជើង",
    ),
    "ask-summary": (
        "Summary",
        "សេចក្ដីសង្ខេប",
    ),
    "ask-in-language": (
        "{label}, {name} ({language})",
        "{label} {name} ({language})",
    ),
    "ask-address": (
        "Address where it can be read",
        "អាសយដ្ឋានដែលអាចអានវាបាន",
    ),
    "ask-date": (
        "When did it come out? A date, or: unknown",
        "តើវាចេញផ្សាយនៅពេលណា? កាលបរិច្ឆេទ ឬ៖ unknown",
    ),
    "ask-id": (
        "Its permanent name",
        "ឈ្មោះអចិន្ត្រៃយ៍របស់វា",
    ),
    "ask-ready": (
        "May the next build show it to readers?",
        "តើការ build លើកក្រោយអាចបង្ហាញវាដល់អ្នកអានបានទេ?",
    ),
    "ask-titles": (
        "What is its title? Press Enter for a language in which it does not exist.",
        "តើចំណងជើងរបស់វាជាអ្វី? សូមចុច Enter សម្រាប់ភាសាដែលវាមិនមាន។",
    ),
    "ask-category": (
        "Category: {terms}",
        "ប្រភេទ៖ {terms}",
    ),
    "entry-written": (
        "{path} is written; the entry's permanent name is {id}.",
        "បានសរសេរ {path}។ ឈ្មោះអចិន្ត្រៃយ៍របស់ធាតុគឺ {id}។",
    ),
    "to-mend": (
        "To mend: {note}",
        "ត្រូវកែ៖ {note}",
    ),
    "next-fill-in": (
        'Next: fill in the rest there, take away "draft: true", and run "cchr-feeds check".',
        'បន្ទាប់៖ សូមបំពេញអ្វីដែលនៅសល់នៅទីនោះ លុប "draft: true" ហើយដំណើរការ "cchr-feeds check"។',
    ),
    "next-check": (
        'Next: run "cchr-feeds check". The next build shows it to readers.',
        'បន្ទាប់៖ សូមដំណើរការ "cchr-feeds check"។ ការ build លើកក្រោយបង្ហាញវាដល់អ្នកអាន។',
    ),
    "column-form": (
        '--column: write a field, = and a heading: --column title="Name of report"',
        '--column: សូមសរសេរវាល = និងក្បាលជួរឈរ៖ --column title="Name of report"',
    ),
    "ask-drafts": (
        "Write {count} {count:draft|drafts} into entries/?",
        "តើសរសេរសេចក្ដីព្រាង {count} ចូលក្នុង entries/ ឬទេ?",
    ),
    "source-is": (
        "{source} is {kind} of {count} {count:publication|publications}.",
        "{source} ជា{kind}ដែលមានការបោះពុម្ពផ្សាយ {count}។",
    ),
    "field-is-column": (
        "  {field} is the column {heading!r}",
        "  {field} ជាជួរឈរ {heading!r}",
    ),
    "another-column": (
        "  Another column is meant? Say it with --column FIELD=HEADING.",
        "  បើចង់បានជួរឈរផ្សេង សូមប្រាប់វាដោយ --column FIELD=HEADING។",
    ),
    "new-ones": (
        "New:",
        "ថ្មី៖",
    ),
    "left-out": (
        "Left out:",
        "ទុកចោល៖",
    ),
    "passed-over": (
        "No publication, and passed over: {names}",
        "មិនមែនជាការបោះពុម្ពផ្សាយ ហើយត្រូវបានរំលង៖ {names}",
    ),
    "and-more-lines": (
        "  and {more} more",
        "  និង {more} ទៀត",
    ),
    "no-date-known": (
        "no date",
        "គ្មានកាលបរិច្ឆេទ",
    ),
    "as-text-says": (
        "{date} (as its text says)",
        "{date} (តាមអត្ថបទរបស់វា)",
    ),
    "guessed": (
        "{terms} (guessed)",
        "{terms} (ស្មាន)",
    ),
    "drafts-written": (
        '{count} {count:draft|drafts} written into entries/. Read each, mend it, delete its line "draft: true", and build.',
        'បានសរសេរសេចក្ដីព្រាង {count} ចូលក្នុង entries/។ សូមអាននីមួយៗ កែវា លុបបន្ទាត់ "draft: true" ហើយដំណើរការ build។',
    ),
    "drafts-not-written": (
        "Nothing was written. To write {count} {count:draft|drafts}, add --yes.",
        "មិនបានសរសេរអ្វីទេ។ ដើម្បីសរសេរសេចក្ដីព្រាង {count} សូមបន្ថែម --yes។",
    ),
    "nothing-new": (
        "Nothing is new; nothing was written.",
        "គ្មានអ្វីថ្មីទេ មិនបានសរសេរអ្វីទេ។",
    ),
    "mended": (
        "Mended: {files}.",
        "បានកែ៖ {files}។",
    ),
    "not-mended": (
        "Nothing was written. To write these changes: cchr-feeds check --fix --yes",
        "មិនបានសរសេរអ្វីទេ។ ដើម្បីសរសេរការកែទាំងនេះ៖ cchr-feeds check --fix --yes",
    ),
    "ask-mends": (
        "Write these changes?",
        "តើសរសេរការកែទាំងនេះឬទេ?",
    ),
    "nothing-to-mend-for-certain": (
        "There is nothing that can be mended for certain.",
        "គ្មានអ្វីដែលអាចកែបានដោយប្រាកដទេ។",
    ),
    "no-word-changes": (
        "{path}: the encoding or the ends of lines, and no word",
        "{path}: ការអ៊ិនកូដ ឬចុងបន្ទាត់ គ្មានពាក្យណាប្ដូរទេ",
    ),
    "ask-domain": (
        "Your domain",
        "ឈ្មោះដែនរបស់អ្នក",
    ),
    "ask-time-zone": (
        "Your time zone",
        "តំបន់ម៉ោងរបស់អ្នក",
    ),
    "organisation-form": (
        "--organisation: write a language, = and a name: en={name}",
        "--organisation: សូមសរសេរភាសា = និងឈ្មោះ៖ en={name}",
    ),
    "ask-languages": (
        "Your languages, the main one first",
        "ភាសារបស់អ្នក ភាសាចម្បងនៅមុខ",
    ),
    "ask-organisation": (
        "Your organisation's name ({language})",
        "ឈ្មោះអង្គការរបស់អ្នក ({language})",
    ),
    "project-made": (
        "A project of {count} files is made in {folder}; README.md tells what they are for.",
        "បានបង្កើតគម្រោងដែលមានឯកសារ {count} ក្នុង {folder}។ README.md ប្រាប់ថាវាសម្រាប់អ្វី។",
    ),
    "write-own-domain": (
        "Before you build, write your own domain into site.yaml, in place of {domain}.",
        "មុនពេល build សូមសរសេរឈ្មោះដែនរបស់អ្នកក្នុង site.yaml ជំនួស {domain}។",
    ),
    "copy-the-program": (
        'To set up the program there, copy {wheel} into that folder ("make dist", in the folder of cchr-feeds, writes it into dist/), and run "make build" there.',
        'ដើម្បីរៀបចំកម្មវិធីនៅទីនោះ សូមចម្លង {wheel} ទៅក្នុងថតនោះ ("make dist" ក្នុងថតរបស់ cchr-feeds សរសេរវាទៅក្នុង dist/) ហើយដំណើរការ "make build" នៅទីនោះ។',
    ),
    "next-preview": (
        'Next, in that folder: run "{program} preview", to write in the browser and see what comes of it.',
        'បន្ទាប់ ក្នុងថតនោះ៖ សូមដំណើរការ "{program} preview" ដើម្បីសរសេរក្នុងកម្មវិធីរុករក ហើយមើលលទ្ធផល។',
    ),
    "then-build": (
        'When it is right, run "{program} build", and open out/index.html.',
        'ពេលត្រឹមត្រូវហើយ សូមដំណើរការ "{program} build" ហើយបើក out/index.html។',
    ),
    "sample-is-draft": (
        'The sample is a draft, so nothing that is built has it; "{program} new" begins an entry of yours.',
        'គំរូជាសេចក្ដីព្រាង ដូច្នេះអ្វីដែលបង្កើតគ្មានវាទេ "{program} new" ចាប់ផ្ដើមធាតុរបស់អ្នក។',
    ),
    "write-a-moment": (
        "{why}; write it as 2024-10-31T09:00+07:00",
        "{why} សូមសរសេរវាជា 2024-10-31T09:00+07:00",
    ),
    "needs-time-and-offset": (
        "{value!r} needs a time and an offset; write it as 2024-10-31T09:00+07:00",
        "{value!r} ត្រូវការម៉ោង និងគម្លាតម៉ោង សូមសរសេរវាជា 2024-10-31T09:00+07:00",
    ),
    "no-epoch": (
        "SOURCE_DATE_EPOCH is not a number of seconds since 1970",
        "SOURCE_DATE_EPOCH មិនមែនជាចំនួនវិនាទីគិតពី 1970 ទេ",
    ),
    "reason-no-language": (
        "--reason: {language!r} is no language of this site; write {wanted}",
        "--reason: {language!r} មិនមែនជាភាសារបស់គេហទំព័រនេះទេ សូមសរសេរ {wanted}",
    ),
    "reason-for-all-or-each": (
        "--reason: give one for all languages, or one for each: --reason en=…",
        "--reason: សូមប្រាប់មួយសម្រាប់ភាសាទាំងអស់ ឬមួយសម្រាប់ភាសានីមួយៗ៖ --reason en=…",
    ),
    "readers-are-told-why": (
        "readers are told why; add {wanted}, or one --reason for all languages",
        "អ្នកអានត្រូវបានប្រាប់មូលហេតុ សូមបន្ថែម {wanted} ឬ --reason មួយសម្រាប់ភាសាទាំងអស់",
    ),
    "ask-reasons": (
        "Why is it withdrawn? Readers see this. One line for each language:",
        "ហេតុអ្វីវាត្រូវបានដកចេញ? អ្នកអានឃើញវា។ មួយបន្ទាត់សម្រាប់ភាសានីមួយៗ៖",
    ),
    "is-withdrawn": (
        "{id} is withdrawn as of {day}; it is written in {path}.",
        "{id} ត្រូវបានដកចេញតាំងពី {day}។ វាត្រូវបានសរសេរក្នុង {path}។",
    ),
    "next-build-publish": (
        'Next: run "cchr-feeds build" and publish out/. Readers then see your reason for {days} days, until {until}.',
        'បន្ទាប់៖ សូមដំណើរការ "cchr-feeds build" ហើយផ្សព្វផ្សាយ out/។ បន្ទាប់មកអ្នកអានឃើញមូលហេតុរបស់អ្នកក្នុង {days} ថ្ងៃ រហូតដល់ {until}។',
    ),
    "was-in-newsletters": (
        "It was in newsletters, and the build makes them anew without it: {names}.",
        "វាមានក្នុងព្រឹត្តិបត្រព័ត៌មាន ហើយការ build បង្កើតវាឡើងវិញដោយគ្មានវា៖ {names}។",
    ),
    "was-all-of-newsletters": (
        "Newsletters that it was all of go away with the next build: {names}. “View in browser” in mails of them then leads nowhere.",
        "ព្រឹត្តិបត្រព័ត៌មានដែលមានតែវា នឹងបាត់នៅការ build លើកក្រោយ៖ {names}។ បន្ទាប់មក តំណ «មើលក្នុងកម្មវិធីរុករក» ក្នុងអ៊ីមែលនោះនាំទៅរកអ្វីមិនឃើញទេ។",
    ),
    "nobody-calls-back": (
        "Nobody can call back: mails that were sent, and copies that readers' programs or archives keep.",
        "គ្មាននរណាអាចហៅត្រឡប់មកវិញ៖ អ៊ីមែលដែលបានផ្ញើ និងច្បាប់ចម្លងដែលកម្មវិធីរបស់អ្នកអាន ឬបណ្ណសាររក្សាទុក។",
    ),
    "take-down-yourself": (
        "Take down yourself what is not in out/: {addresses}",
        "សូមយកអ្វីដែលមិននៅក្នុង out/ ចុះដោយខ្លួនឯង៖ {addresses}",
    ),
    "draft-unseen": (
        "It is a draft, so readers see no notice. If they have had it already, take away draft: true.",
        "វាជាសេចក្ដីព្រាង ដូច្នេះអ្នកអានមិនឃើញដំណឹងទេ។ បើពួកគេមានវារួចហើយ សូមលុប draft: true។",
    ),
    "future-unseen": (
        "Its date is in the future, so readers see no notice before then.",
        "កាលបរិច្ឆេទរបស់វានៅអនាគត ដូច្នេះអ្នកអានមិនឃើញដំណឹងមុនពេលនោះទេ។",
    ),
}
