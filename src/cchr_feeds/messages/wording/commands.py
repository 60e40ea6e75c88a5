"""What the commands say when they are done."""

from __future__ import annotations

WORDING = {
    "result-not-shown": (
        "the result could not be shown: {reason}",
        "មិនអាចបង្ហាញលទ្ធផលបានទេ៖ {reason}",
    ),
    "stopped": (
        "stopped; nothing is half written",
        "បានឈប់ គ្មានអ្វីដែលសរសេរបានតែពាក់កណ្ដាលទេ",
    ),
    "stopped-at-question": (
        "stopped; nothing was written",
        "បានឈប់ មិនបានសរសេរអ្វីទេ",
    ),
    "error-is": (
        "Error: {message}",
        "កំហុស៖ {message}",
    ),
    "yes-goes-with-fix": (
        "--yes goes with --fix",
        "--yes ប្រើជាមួយ --fix",
    ),
    "not-both-formats": (
        "--json and --format {form} can't both be on standard output",
        "--json និង --format {form} មិនអាចចេញលើលទ្ធផលស្តង់ដារទាំងពីរបានទេ",
    ),
    "to-learn-more": (
        "To learn more: cchr-feeds check --explain {code}",
        "ដើម្បីដឹងបន្ថែម៖ cchr-feeds check --explain {code}",
    ),
    "to-have-mended": (
        "To have mended what can be for certain: cchr-feeds check --fix",
        "ដើម្បីឱ្យកែអ្វីដែលអាចកែបានដោយប្រាកដ៖ cchr-feeds check --fix",
    ),
    "files-written": (
        "Written: {files}.",
        "បានសរសេរ៖ {files}។",
    ),
    "no-code": (
        "--explain: {name!r} is no code; write one such as E018, or its word: date",
        "--explain: {name!r} មិនមែនជាកូដទេ សូមសរសេរកូដ ដូចជា E018 ឬពាក្យរបស់វា៖ date",
    ),
    "codes-of-kind": (
        "{word}: {error} as an error, {warning} as a warning",
        "{word}: {error} ជាកំហុស {warning} ជាការព្រមាន",
    ),
    "wrong-in": (
        "Wrong, in {file}:",
        "ខុស ក្នុង {file}៖",
    ),
    "right": (
        "Right:",
        "ត្រូវ៖",
    ),
    "right-in": (
        "Right, in {file}:",
        "ត្រូវ ក្នុង {file}៖",
    ),
    "can-be-meant": (
        'A warning can be meant: the remark "# {code} is meant" in its file silences it there.',
        'ការព្រមានអាចជាចេតនា៖ កំណត់សម្គាល់ "# {code} is meant" ក្នុងឯកសាររបស់វា បិទវានៅទីនោះ។',
    ),
    "hub-told": (
        "{hub} was told of {told} of {feeds} feeds.",
        "បានប្រាប់ {hub} អំពីមតិព័ត៌មាន {told} ក្នុងចំណោម {feeds}។",
    ),
    "no-news": (
        "None of the {feeds} feeds has news for a hub; nothing was sent.",
        "ក្នុងចំណោមមតិព័ត៌មាន {feeds} គ្មានណាមួយមានដំណឹងសម្រាប់ hub ទេ មិនបានផ្ញើអ្វីទេ។",
    ),
    "studio-at": (
        "The studio is at {url}\nIt ends with Ctrl-C.",
        "ស្ទូឌីយោនៅ {url}\nចុច Ctrl-C ដើម្បីបញ្ចប់។",
    ),
    "problems-left": (
        "{count} {count:problem|problems} left, for people to mend",
        "នៅសល់បញ្ហា {count} ដែលត្រូវកែដោយមនុស្ស",
    ),
    "problems-to-mend": (
        "{count} {count:problem|problems} to mend; nothing was written",
        "មានបញ្ហា {count} ត្រូវកែ មិនបានសរសេរអ្វីទេ",
    ),
    "not-mailed-yet": (
        "The newsletter can't be mailed yet: in site.yaml, fill in {names} under newsletter:. Its HTML and text are made, the ready message (.eml) is not.",
        "មិនទាន់អាចផ្ញើព្រឹត្តិបត្រព័ត៌មានបានទេ៖ ក្នុង site.yaml សូមបំពេញ {names} ក្រោម newsletter:។ បានបង្កើត HTML និងអត្ថបទ តែមិនទាន់បានបង្កើតសំបុត្រសម្រេច (.eml) ទេ។",
    ),
    "new-to-readers": (
        "New to readers",
        "ថ្មីសម្រាប់អ្នកអាន",
    ),
    "shown-as-updated": (
        "Shown to readers as updated",
        "បង្ហាញដល់អ្នកអានថាបានកែ",
    ),
    "corrected-silently": (
        "Corrected without a word",
        "បានកែដោយមិនប្រាប់",
    ),
    "withdrawn-with-notice": (
        "Withdrawn, with a notice",
        "បានដកចេញ ដោយមានដំណឹង",
    ),
    "gone-after-notice": (
        "Gone, its notice has had its time",
        "បាត់ ដំណឹងរបស់វាបានចប់ពេលហើយ",
    ),
    "gone-without-notice": (
        "Gone without a notice",
        "បាត់ដោយគ្មានដំណឹង",
    ),
    "back-with-readers": (
        "Back with readers",
        "ត្រឡប់មកដល់អ្នកអានវិញ",
    ),
    "change-line": (
        "{change}: {names}.",
        "{change}៖ {names}។",
    ),
    "with-a-build-now": (
        "With a build now:",
        "បើ build ឥឡូវនេះ៖",
    ),
    "build-would-refuse": (
        "{count} {count:warning|warnings}. But a build would refuse, because of {codes}: it writes nothing until that is mended.",
        "មានការព្រមាន {count}។ ប៉ុន្តែការ build នឹងបដិសេធ ដោយសារ {codes}៖ វាមិនសរសេរអ្វីទេ មុនពេលកែវា។",
    ),
    "written-in": (
        "{written} files written, {unchanged} unchanged, {removed} removed in {out}.",
        "បានសរសេរឯកសារ {written} មិនប្ដូរ {unchanged} លុប {removed} ក្នុង {out}។",
    ),
    "pictures-are": (
        "Pictures: {names}.",
        "រូបភាព៖ {names}។",
    ),
    "nothing-wrong": (
        "Nothing is wrong.",
        "គ្មានអ្វីខុសទេ។",
    ),
    "entries-are": (
        "Entries {counts}.",
        "ធាតុ {counts}។",
    ),
    "one-waits": (
        "{count} waits for its date or is a draft.",
        "មាន {count} រង់ចាំកាលបរិច្ឆេទ ឬជាសេចក្ដីព្រាង។",
    ),
    "some-wait": (
        "{count} wait for their date or are drafts.",
        "មាន {count} រង់ចាំកាលបរិច្ឆេទ ឬជាសេចក្ដីព្រាង។",
    ),
    "newsletters-from-to": (
        "Newsletters: {count}, from {first} to {last}.",
        "ព្រឹត្តិបត្រព័ត៌មាន៖ {count} ពី {first} ដល់ {last}។",
    ),
    "newsletters-are": (
        "Newsletters: {names}.",
        "ព្រឹត្តិបត្រព័ត៌មាន៖ {names}។",
    ),
    "an-error": (
        "error",
        "កំហុស",
    ),
    "a-warning": (
        "warning",
        "ព្រមាន",
    ),
    "warnings-counted": (
        "Warnings: {counts}. What one means: cchr-feeds check --explain {code}",
        "ការព្រមាន៖ {counts}។ អត្ថន័យនៃកូដមួយ៖ cchr-feeds check --explain {code}",
    ),
    "some-warnings-counted": (
        "Warnings: {counts}. {limit} of a kind are shown. What one means: cchr-feeds check --explain {code}",
        "ការព្រមាន៖ {counts}។ បង្ហាញតែ {limit} ក្នុងប្រភេទនីមួយៗ។ អត្ថន័យនៃកូដមួយ៖ cchr-feeds check --explain {code}",
    ),
    "nothing-to-mend-but-warnings": (
        "Nothing to mend, {count} {count:warning|warnings}.",
        "គ្មានអ្វីត្រូវកែទេ មានការព្រមាន {count}។",
    ),
    "nothing-written-but-warnings": (
        "Nothing to mend, {count} {count:warning|warnings}; nothing was written.",
        "គ្មានអ្វីត្រូវកែទេ មានការព្រមាន {count} មិនបានសរសេរអ្វីទេ។",
    ),
    "nothing-wrong-or-written": (
        "Nothing is wrong; nothing was written.",
        "គ្មានអ្វីខុសទេ មិនបានសរសេរអ្វីទេ។",
    ),
}
