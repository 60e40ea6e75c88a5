"""What the studio says: its pages, its form, and what is wrong in it."""

from __future__ import annotations

WORDING = {
    # on every page
    "studio": (
        "Studio",
        "ស្ទូឌីយោ",
    ),
    "skip-to-page": (
        "Skip to the page",
        "រំលងទៅទំព័រ",
    ),
    "write-entry": (
        "Write",
        "សរសេរ",
    ),
    "entries": (
        "Entries",
        "ធាតុ",
    ),
    "feeds": (
        "Feeds",
        "មតិព័ត៌មាន",
    ),
    "newsletter": (
        "Newsletter",
        "ព្រឹត្តិបត្រព័ត៌មាន",
    ),
    "embed": (
        "Embed",
        "ការបង្កប់",
    ),
    "what-changes": (
        "What changes",
        "អ្វីដែលប្ដូរ",
    ),
    "overview": (
        "Overview",
        "ទិដ្ឋភាពទូទៅ",
    ),
    "problems-stop-build": (
        "{count} {count:problem stops|problems stop} the next build.",
        "បញ្ហា {count} បញ្ឈប់ការ build លើកក្រោយ។",
    ),
    "readers-keep": (
        "What readers have stays as it is.",
        "អ្វីដែលអ្នកអានមាន នៅដដែល។",
    ),
    "show-problems": (
        "Show {count:it|them}",
        "បង្ហាញ{count:|}",
    ),
    "only-this-computer": (
        "Only this computer can see this page. Nothing here reaches readers before the next build.",
        "មានតែកុំព្យូទ័រនេះទេដែលអាចមើលទំព័រនេះ។ គ្មានអ្វីនៅទីនេះទៅដល់អ្នកអានមុនការ build លើកក្រោយទេ។",
    ),
    "sentence-end": (
        ".",
        "។",
    ),
    "problem": (
        "Problem",
        "បញ្ហា",
    ),
    "look-at-this": (
        "Look at this",
        "សូមមើលនេះ",
    ),
    "path-and-line": (
        "{path}, line {line}",
        "{path} បន្ទាត់ {line}",
    ),
    "show": (
        "Show",
        "បង្ហាញ",
    ),
    "with-the-waiting-one": (
        "With the entry that waits",
        "ជាមួយធាតុដែលរង់ចាំ",
    ),
    "with-those-waiting": (
        "With the {count} entries that wait",
        "ជាមួយធាតុ {count} ដែលរង់ចាំ",
    ),
    "not-as-readers": (
        "Not as readers see it.",
        "មិនដូចដែលអ្នកអានឃើញទេ។",
    ),
    "as-if-out": (
        "Drafts and embargoed entries are shown as if they were out.",
        "សេចក្ដីព្រាង និងធាតុដែលរង់ចាំកាលបរិច្ឆេទ ត្រូវបានបង្ហាញដូចជាបានចេញផ្សាយហើយ។",
    ),
    "language": (
        "Language",
        "ភាសា",
    ),
    "languages": (
        "Languages",
        "ភាសា",
    ),
    "loads-again": (
        "This page loads again when you save it.",
        "ទំព័រនេះបើកឡើងវិញ នៅពេលអ្នករក្សាទុកវា។",
    ),
    "mend-site-first": (
        "Mend site.yaml first",
        "សូមកែ site.yaml ជាមុន",
    ),
    "why-site-first": (
        "It says who publishes, in which languages and categories. Until it can be read, nothing else can be shown.",
        "វាប្រាប់ថានរណាផ្សព្វផ្សាយ ជាភាសា និងប្រភេទណាខ្លះ។ មុនពេលអាចអានវា មិនអាចបង្ហាញអ្វីផ្សេងទេ។",
    ),
    "cant-be-opened": (
        "{path} can’t be opened here",
        "មិនអាចបើក {path} នៅទីនេះបានទេ",
    ),
    "mend-in-editor": (
        "Mend it in an editor for text, or let “cchr-feeds check --fix” try.",
        "សូមកែវាក្នុងកម្មវិធីកែអត្ថបទ ឬឱ្យ “cchr-feeds check --fix” សាកល្បង។",
    ),
    "cant-be-shown": (
        "This can’t be shown now",
        "មិនអាចបង្ហាញវាឥឡូវនេះទេ",
    ),
    "nothing-at-address": (
        "There is nothing here",
        "គ្មានអ្វីនៅទីនេះទេ",
    ),
    "to-the-entries": (
        "To the entries",
        "ទៅកាន់ធាតុ",
    ),
    # the list of entries
    "title": (
        "Title",
        "ចំណងជើង",
    ),
    "category": (
        "Category",
        "ប្រភេទ",
    ),
    "date": (
        "Date",
        "កាលបរិច្ឆេទ",
    ),
    "added-then": (
        "added; when it came out is not known",
        "ថ្ងៃបន្ថែម មិនដឹងថាចេញផ្សាយពេលណា",
    ),
    "readers": (
        "Readers",
        "អ្នកអាន",
    ),
    "see-it": (
        "See it",
        "មើលវា",
    ),
    "exists-in": (
        "in {language}",
        "ជា {language}",
    ),
    "exists-not-in": (
        "not in {language}",
        "មិនមានជា {language}",
    ),
    "write-new-entry": (
        "Write a new entry",
        "សរសេរធាតុថ្មី",
    ),
    "remarks-on": (
        "{count} {count:remark|remarks} on {files}",
        "កំណត់សម្គាល់ {count} អំពី {files}",
    ),
    "search-titles": (
        "Search titles and ids",
        "ស្វែងរកចំណងជើង និង id",
    ),
    "all-entries": (
        "All {count}",
        "ទាំង {count}",
    ),
    "entries-with-problem": (
        "Entries with a problem",
        "ធាតុដែលមានបញ្ហា",
    ),
    "these-have-problem": (
        "These have a problem.",
        "ធាតុទាំងនេះមានបញ្ហា។",
    ),
    "nothing-published-until": (
        "Nothing is published until they are mended.",
        "គ្មានអ្វីត្រូវបានផ្សព្វផ្សាយមុនពេលកែពួកវាទេ។",
    ),
    "entries-unseen": (
        "Entries that readers don’t see yet",
        "ធាតុដែលអ្នកអានមិនទាន់ឃើញ",
    ),
    "readers-dont-see-these": (
        "Readers don’t see these yet.",
        "អ្នកអានមិនទាន់ឃើញធាតុទាំងនេះទេ។",
    ),
    "drafts-and-waiting": (
        "Drafts, and entries that wait for their date. Nothing of them is in the feeds, the newsletter or on the web.",
        "សេចក្ដីព្រាង និងធាតុដែលរង់ចាំកាលបរិច្ឆេទ។ គ្មានអ្វីពីពួកវានៅក្នុងមតិព័ត៌មាន ព្រឹត្តិបត្រព័ត៌មាន ឬលើគេហទំព័រទេ។",
    ),
    "out-or-next": (
        "Out, or out with the next build",
        "បានចេញផ្សាយ ឬចេញផ្សាយនៅការ build លើកក្រោយ",
    ),
    "search-to-find": (
        "And {count} more: search to find them.",
        "និង {count} ទៀត៖ សូមស្វែងរកដើម្បីឃើញពួកវា។",
    ),
    "nothing-found": (
        "Nothing is found. Search for less.",
        "រកមិនឃើញអ្វីទេ។ សូមស្វែងរកដោយពាក្យតិចជាងនេះ។",
    ),
    "no-entry-yet": (
        "There is no entry yet. Write the first one.",
        "មិនទាន់មានធាតុទេ។ សូមសរសេរធាតុដំបូង។",
    ),
    "stands-wrong": (
        "Has a problem",
        "មានបញ្ហា",
    ),
    "stands-draft": (
        "Draft",
        "សេចក្ដីព្រាង",
    ),
    "stands-waiting": (
        "Waits until",
        "រង់ចាំដល់",
    ),
    "waits-until": (
        "Waits until {moment}",
        "រង់ចាំដល់ {moment}",
    ),
    "stands-next": (
        "Out with the next build",
        "ចេញផ្សាយនៅការ build លើកក្រោយ",
    ),
    "stands-withdrawn": (
        "Withdrawn",
        "បានដកចេញ",
    ),
    "withdrawn-next": (
        "Withdrawn with the next build",
        "ដកចេញនៅការ build លើកក្រោយ",
    ),
    "stands-public": (
        "With readers",
        "នៅជាមួយអ្នកអាន",
    ),
    # the form of an entry
    "an-entry": (
        "An entry",
        "ធាតុមួយ",
    ),
    "a-new-entry": (
        "A new entry",
        "ធាតុថ្មី",
    ),
    "edit-an-entry": (
        "Edit an entry",
        "កែធាតុ",
    ),
    "see-as-readers": (
        "See it as readers do",
        "មើលវាដូចអ្នកអាន",
    ),
    "needed": (
        "needed",
        "ត្រូវការ",
    ),
    "not-saved": (
        "Not saved",
        "មិនបានរក្សាទុក",
    ),
    "one-to-mend": (
        "One thing to mend",
        "មានរឿងមួយត្រូវកែ",
    ),
    "one-counted-to-mend": (
        "1 thing to mend",
        "មានរឿង 1 ត្រូវកែ",
    ),
    "many-to-mend": (
        "{count} things to mend",
        "មានរឿង {count} ត្រូវកែ",
    ),
    "nothing-to-mend": (
        "Nothing to mend",
        "គ្មានអ្វីត្រូវកែ",
    ),
    "was-taken-back": (
        "This publication was taken back.",
        "ការបោះពុម្ពផ្សាយនេះត្រូវបានដកចេញ។",
    ),
    "readers-get-notice": (
        "Readers get the notice that it was, and none of what stands here.",
        "អ្នកអានទទួលតែដំណឹងអំពីការដកចេញ មិនមែនអ្វីដែលនៅទីនេះទេ។",
    ),
    "title-hint": (
        "One line; needed in one language at least.",
        "មួយបន្ទាត់ ត្រូវការយ៉ាងតិចជាភាសាមួយ។",
    ),
    "summary": (
        "Summary",
        "សេចក្ដីសង្ខេប",
    ),
    "summary-hint": (
        "Two or three sentences; an empty line starts a new paragraph.",
        "ពីរ ឬបីប្រយោគ បន្ទាត់ទទេចាប់ផ្ដើមកថាខណ្ឌថ្មី។",
    ),
    "address": (
        "Address",
        "អាសយដ្ឋាន",
    ),
    "address-hint": (
        "Where it can be read, such as https://example.org/report.pdf. Leave it empty, and it gets a page of its own.",
        "កន្លែងដែលអាចអានវា ដូចជា https://example.org/report.pdf។ បើទុកទទេ វានឹងមានទំព័រផ្ទាល់ខ្លួន។",
    ),
    "documents": (
        "Documents",
        "ឯកសារ",
    ),
    "documents-hint": (
        "A PDF or the like: put it into {folder}/ and choose its name here, or write its address. The first is the one that RSS readers get.",
        "PDF ឬប្រហាក់ប្រហែល៖ សូមដាក់វាក្នុង {folder}/ ហើយជ្រើសឈ្មោះរបស់វានៅទីនេះ ឬសរសេរអាសយដ្ឋានរបស់វា។ អ្នកអាន RSS ទទួលឯកសារទីមួយ។",
    ),
    "document-number": (
        "Document {number}",
        "ឯកសារទី {number}",
    ),
    "document-file": (
        "File beside the entry",
        "ឯកសារក្បែរធាតុ",
    ),
    "document-address": (
        "Or its address",
        "ឬអាសយដ្ឋានរបស់វា",
    ),
    "document-title": (
        "Title of the document",
        "ចំណងជើងនៃឯកសារ",
    ),
    "kind-and-size": (
        "Kind and size",
        "ប្រភេទ និងទំហំ",
    ),
    "document-type": (
        "Kind of file",
        "ប្រភេទឯកសារ",
    ),
    "document-type-hint": (
        "Only where the address does not show it, such as application/pdf.",
        "តែនៅពេលអាសយដ្ឋានមិនបង្ហាញវា ដូចជា application/pdf។",
    ),
    "document-length": (
        "Size in bytes",
        "ទំហំគិតជាបៃ",
    ),
    "document-length-hint": (
        "Of an address; that of a file is found out.",
        "របស់អាសយដ្ឋាន ទំហំនៃឯកសារត្រូវបានរកដោយស្វ័យប្រវត្តិ។",
    ),
    "take-document-out": (
        "Take this document out",
        "ដកឯកសារនេះចេញ",
    ),
    "another-document": (
        "Add another document",
        "បន្ថែមឯកសារមួយទៀត",
    ),
    "document-named": (
        "{field}, document {number} ({language})",
        "{field} ឯកសារទី {number} ({language})",
    ),
    "field-named": (
        "{field} ({language})",
        "{field} ({language})",
    ),
    "picture": (
        "Picture",
        "រូបភាព",
    ),
    "picture-url": (
        "Address of the picture",
        "អាសយដ្ឋាននៃរូបភាព",
    ),
    "picture-url-hint": (
        "Such as https://example.org/picture.jpg.",
        "ដូចជា https://example.org/picture.jpg។",
    ),
    "picture-alt": (
        "What it shows",
        "អ្វីដែលវាបង្ហាញ",
    ),
    "picture-alt-hint": (
        "For those who can’t see it: one sentence.",
        "សម្រាប់អ្នកដែលមើលវាមិនឃើញ៖ មួយប្រយោគ។",
    ),
    "full-text-and-dates": (
        "Full text, and dates of this language",
        "អត្ថបទពេញ និងកាលបរិច្ឆេទនៃភាសានេះ",
    ),
    "full-text": (
        "Full text",
        "អត្ថបទពេញ",
    ),
    "full-text-hint": (
        "Markdown: **bold**, *italic*, - for a list, ## for a heading.",
        "Markdown៖ **ដិត**, *ទ្រេត*, - សម្រាប់បញ្ជី, ## សម្រាប់ក្បាលអត្ថបទ។",
    ),
    "published": (
        "Published",
        "ចេញផ្សាយ",
    ),
    "published-in-this": (
        "Published in this language",
        "ចេញផ្សាយជាភាសានេះ",
    ),
    "published-in-this-hint": (
        "Only if it came out on another day than the rest.",
        "តែបើវាចេញផ្សាយនៅថ្ងៃខុសពីភាសាផ្សេង។",
    ),
    "updated": (
        "Updated",
        "បានកែ",
    ),
    "updated-in-this": (
        "Updated in this language",
        "បានកែជាភាសានេះ",
    ),
    "updated-hint": (
        "The day of a change that readers should notice.",
        "ថ្ងៃនៃការកែដែលអ្នកអានគួរដឹង។",
    ),
    "about-the-entry": (
        "About the entry",
        "អំពីធាតុ",
    ),
    "permanent-name": (
        "Permanent name",
        "ឈ្មោះអចិន្ត្រៃយ៍",
    ),
    "permanent-name-hint": (
        "Small letters, digits and hyphens, such as upr-4-outcomes. Once readers have it, it never changes.",
        "អក្សរឡាតាំងតូច លេខ និងសហសញ្ញា ដូចជា upr-4-outcomes។ ពេលអ្នកអានមានវាហើយ វាមិនប្ដូរទេ។",
    ),
    "readers-know-it": (
        "Readers know it; it never changes. It is in",
        "អ្នកអានស្គាល់វា វាមិនប្ដូរទេ។ វានៅក្នុង",
    ),
    "published-hint": (
        "2024-10-31, or 2024-10, or 2024. A day to come keeps the entry in until then.",
        "2024-10-31 ឬ 2024-10 ឬ 2024។ ថ្ងៃនៅអនាគតទុកធាតុរហូតដល់ពេលនោះ។",
    ),
    "draft-box": (
        "Draft: readers see nothing of it",
        "សេចក្ដីព្រាង៖ អ្នកអានមិនឃើញអ្វីពីវាទេ",
    ),
    "more-fields": (
        "More",
        "បន្ថែមទៀត",
    ),
    "added": (
        "Added",
        "បានបន្ថែម",
    ),
    "added-hint": (
        "Where nobody knows when it came out: the day it came into the catalogue.",
        "ពេលគ្មាននរណាដឹងថាវាចេញផ្សាយពេលណា៖ ថ្ងៃដែលវាចូលក្នុងបញ្ជី។",
    ),
    "newsletter-month": (
        "Newsletter month",
        "ខែនៃព្រឹត្តិបត្រព័ត៌មាន",
    ),
    "newsletter-month-hint": (
        "Such as 2024-10, where it is not the month it was published in.",
        "ដូចជា 2024-10 បើវាមិនមែនជាខែដែលវាចេញផ្សាយ។",
    ),
    "topics": (
        "Topics",
        "ប្រធានបទ",
    ),
    "topics-hint": (
        "Free words, with commas between them.",
        "ពាក្យដោយសេរី មានសញ្ញាក្បៀស (,) នៅចន្លោះ។",
    ),
    "stays-in-file": (
        "Authors and a withdrawal stay as they are in the file, and so do remarks. To change those,",
        "អ្នកនិពន្ធ ការដកចេញ និងកំណត់សម្គាល់ នៅដដែលក្នុងឯកសារ។ ដើម្បីប្ដូរវា សូម",
    ),
    "edit-as-text": (
        "edit the file as text",
        "កែឯកសារជាអត្ថបទ",
    ),
    "to-take-back": (
        "To take a publication back, run",
        "ដើម្បីដកការបោះពុម្ពផ្សាយចេញ សូមដំណើរការ",
    ),
    "save": (
        "Save",
        "រក្សាទុក",
    ),
    "leave-unsaved": (
        "Leave without saving",
        "ចាកចេញដោយមិនរក្សាទុក",
    ),
    # what is wrong in the form
    "form-cant-change": (
        "this file is written in a way that a form can't safely change: {reason}",
        "ឯកសារនេះត្រូវបានសរសេរតាមរបៀបដែលទម្រង់មិនអាចប្ដូរដោយសុវត្ថិភាព៖ {reason}",
    ),
    "change-in-editor": (
        "change it in an editor for text",
        "សូមប្ដូរវាក្នុងកម្មវិធីកែអត្ថបទ",
    ),
    "id-is-taken": (
        "the id is taken by {path}",
        "id នេះត្រូវបានប្រើដោយ {path}",
    ),
    "choose-one-listed": (
        "choose one of those listed",
        "សូមជ្រើសមួយក្នុងបញ្ជី",
    ),
    "no-title-in-this": (
        "there is no title in this language",
        "គ្មានចំណងជើងជាភាសានេះទេ",
    ),
    "write-or-leave-empty": (
        "write it, or leave everything in this language empty",
        "សូមសរសេរវា ឬទុកអ្វីៗទាំងអស់ជាភាសានេះឱ្យទទេ",
    ),
    "no-title": (
        "there is no title",
        "គ្មានចំណងជើងទេ",
    ),
    "write-in-one-language": (
        "write it in one language at least",
        "សូមសរសេរវាយ៉ាងតិចជាភាសាមួយ",
    ),
    "no-permanent-name": (
        "there is no permanent name",
        "គ្មានឈ្មោះអចិន្ត្រៃយ៍ទេ",
    ),
    "few-words": (
        "write a few words in small letters, with hyphens between them, such as upr-4-outcomes",
        "សូមសរសេរពាក្យពីរបីជាអក្សរឡាតាំងតូច មានសហសញ្ញានៅចន្លោះ ដូចជា upr-4-outcomes",
    ),
    "there-is-no-date": (
        "there is no date",
        "គ្មានកាលបរិច្ឆេទទេ",
    ),
    "write-when": (
        "write when it came out; where nobody knows, write today's date in Added, under More",
        "សូមសរសេរថាវាចេញផ្សាយពេលណា បើគ្មាននរណាដឹង សូមសរសេរថ្ងៃនេះក្នុង «បានបន្ថែម» ក្រោម «បន្ថែមទៀត»",
    ),
    "there-is-no-category": (
        "there is no category",
        "គ្មានប្រភេទទេ",
    ),
    "choose-one-at-least": (
        "choose one at least",
        "សូមជ្រើសយ៉ាងតិចមួយ",
    ),
    "no-document": (
        "there is no document",
        "គ្មានឯកសារទេ",
    ),
    "two-documents": (
        "a file and an address are written here",
        "នៅទីនេះមានទាំងឯកសារ និងអាសយដ្ឋាន",
    ),
    "name-or-address": (
        "choose a file, or write an address; or empty all of this document",
        "សូមជ្រើសឯកសារ ឬសរសេរអាសយដ្ឋាន ឬទុកអ្វីៗទាំងអស់នៃឯកសារនេះឱ្យទទេ",
    ),
    "leave-one-empty": (
        "leave one of the two empty",
        "សូមទុកមួយក្នុងចំណោមពីរនេះឱ្យទទេ",
    ),
    "write-size-below": (
        "write it below, under Kind and size",
        "សូមសរសេរវានៅខាងក្រោម ក្រោម «ប្រភេទ និងទំហំ»",
    ),
    "write-kind-below": (
        "write its kind below, under Kind and size, such as application/pdf",
        "សូមសរសេរប្រភេទរបស់វានៅខាងក្រោម ក្រោម «ប្រភេទ និងទំហំ» ដូចជា application/pdf",
    ),
    "write-in-khmer-pane": (
        "write it in Khmer, or move it to the fields of its language",
        "សូមសរសេរវាជាភាសាខ្មែរ ឬផ្លាស់វាទៅវាលនៃភាសារបស់វា",
    ),
    "move-to-khmer-pane": (
        "move it to the fields for Khmer",
        "សូមផ្លាស់វាទៅវាលសម្រាប់ភាសាខ្មែរ",
    ),
    "no-picture-address": (
        "the picture has no address",
        "រូបភាពគ្មានអាសយដ្ឋានទេ",
    ),
    "picture-address": (
        "write its address, or empty what it shows",
        "សូមសរសេរអាសយដ្ឋានរបស់វា ឬលុបអ្វីដែលវាបង្ហាញ",
    ),
    "say-what-it-shows": (
        "write what there is to see",
        "សូមសរសេរថាមានអ្វីឃើញ",
    ),
    "changed-since-opened": (
        "the file was changed elsewhere since you opened it here; nothing was saved. Open it again in another window, and copy over what you wrote",
        "ឯកសារត្រូវបានប្ដូរនៅកន្លែងផ្សេង តាំងពីអ្នកបើកវានៅទីនេះ មិនបានរក្សាទុកអ្វីទេ។ សូមបើកវាម្ដងទៀតក្នុងបង្អួចផ្សេង ហើយចម្លងអ្វីដែលអ្នកបានសរសេរ",
    ),
    "not-served": (
        "nothing can be served on port {port}: {reason}; try another --port",
        "មិនអាចដំណើរការលើច្រក {port} បានទេ៖ {reason} សូមសាកល្បង --port ផ្សេង",
    ),
    # a file as text, and an entry as readers see it
    "back-to-form": (
        "Back to the form",
        "ត្រឡប់ទៅទម្រង់",
    ),
    "form-cant-show": (
        "A form can’t show this file",
        "ទម្រង់មិនអាចបង្ហាញឯកសារនេះទេ",
    ),
    "mend-its-text": (
        "until it can be read. Mend its text here.",
        "មុនពេលអាចអានវា។ សូមកែអត្ថបទរបស់វានៅទីនេះ។",
    ),
    "the-files-text": (
        "The file’s text",
        "អត្ថបទនៃឯកសារ",
    ),
    "edit": (
        "Edit",
        "កែ",
    ),
    "saved": (
        "Saved",
        "បានរក្សាទុក",
    ),
    "saved-in": (
        "in",
        "ក្នុង",
    ),
    "readers-get-it-next": (
        "Readers get it with the next build:",
        "អ្នកអានទទួលវានៅការ build លើកក្រោយ៖",
    ),
    "see-what-changes": (
        "see what changes for them",
        "មើលអ្វីដែលប្ដូរសម្រាប់ពួកគេ",
    ),
    "readers-dont-see-this": (
        "Readers don’t see this yet; nothing of it is in the feeds, the newsletter or on the web.",
        "អ្នកអានមិនទាន់ឃើញវាទេ គ្មានអ្វីពីវានៅក្នុងមតិព័ត៌មាន ព្រឹត្តិបត្រព័ត៌មាន ឬលើគេហទំព័រទេ។",
    ),
    "readers-are-led": (
        "Readers are led to {url}; in feeds and the newsletter they read this:",
        "អ្នកអានត្រូវបាននាំទៅ {url} ក្នុងមតិព័ត៌មាន និងព្រឹត្តិបត្រព័ត៌មាន ពួកគេអាននេះ៖",
    ),
    "entry-in-language": (
        "{id} in {language}",
        "{id} ជា {language}",
    ),
    # feeds, newsletter and embed
    "feeds-as-shown": (
        "Feeds, as a reader shows them",
        "មតិព័ត៌មាន ដូចដែលកម្មវិធីអានបង្ហាញ",
    ),
    "feed": (
        "Feed",
        "មតិព័ត៌មាន",
    ),
    "format": (
        "Format",
        "ទម្រង់",
    ),
    "open-document": (
        "Open the document itself",
        "បើកឯកសារដើម",
    ),
    "pictures-not-loaded": (
        "pictures from the web are not loaded here",
        "រូបភាពពីអ៊ីនធឺណិតមិនត្រូវបានទាញយកនៅទីនេះទេ",
    ),
    "nothing-out-in-feed": (
        "Nothing that is out is in this feed yet.",
        "មិនទាន់មានអ្វីដែលបានចេញផ្សាយក្នុងមតិព័ត៌មាននេះទេ។",
    ),
    "nothing-in-feed": (
        "Nothing is in this feed yet.",
        "មិនទាន់មានអ្វីក្នុងមតិព័ត៌មាននេះទេ។",
    ),
    "no-newsletter-of-what-is-out": (
        "No entry that is out belongs to a month yet, so there is no newsletter.",
        "មិនទាន់មានធាតុដែលបានចេញផ្សាយណាមួយស្ថិតក្នុងខែណាទេ ដូច្នេះគ្មានព្រឹត្តិបត្រព័ត៌មានទេ។",
    ),
    "no-newsletter": (
        "No entry belongs to a month yet, so there is no newsletter.",
        "មិនទាន់មានធាតុណាមួយស្ថិតក្នុងខែណាទេ ដូច្នេះគ្មានព្រឹត្តិបត្រព័ត៌មានទេ។",
    ),
    "month": (
        "Month",
        "ខែ",
    ),
    "size": (
        "Size",
        "ទំហំ",
    ),
    "desktop": (
        "Desktop",
        "កុំព្យូទ័រ",
    ),
    "phone": (
        "Phone",
        "ទូរសព្ទ",
    ),
    "light": (
        "Light",
        "ភ្លឺ",
    ),
    "light-choice": (
        "Light",
        "ពន្លឺ",
    ),
    "dark": (
        "Dark",
        "ងងឹត",
    ),
    "shows": (
        "Shows",
        "បង្ហាញ",
    ),
    "pictures": (
        "Pictures",
        "រូបភាព",
    ),
    "images-off": (
        "Images off",
        "គ្មានរូបភាព",
    ),
    "plain-text": (
        "Plain text",
        "អក្សរសុទ្ធ",
    ),
    "subject": (
        "Subject",
        "ប្រធានបទ",
    ),
    "preheader": (
        "Preheader",
        "អត្ថបទនាំមុខ",
    ),
    "size-of": (
        "{size} of {limit}",
        "{size} ក្នុងចំណោម {limit}",
    ),
    "left-to-the-web": (
        "{count} entries are left to the web",
        "ធាតុ {count} ត្រូវទុកសម្រាប់គេហទំព័រ",
    ),
    "large": (
        "large",
        "ធំ",
    ),
    "mail-in-window": (
        "The mail in a window",
        "សំបុត្រក្នុងបង្អួច",
    ),
    "mail-on-desktop": (
        "The mail at desktop width, light",
        "សំបុត្រលើកុំព្យូទ័រ ផ្ទៃភ្លឺ",
    ),
    "mail-on-desktop-dark": (
        "The mail at desktop width, dark",
        "សំបុត្រលើកុំព្យូទ័រ ផ្ទៃងងឹត",
    ),
    "mail-on-phone": (
        "The mail at phone width, light",
        "សំបុត្រលើទូរសព្ទ ផ្ទៃភ្លឺ",
    ),
    "mail-on-phone-dark": (
        "The mail at phone width, dark",
        "សំបុត្រលើទូរសព្ទ ផ្ទៃងងឹត",
    ),
    "grey-boxes": (
        "Grey boxes stand for pictures from the web, which are not loaded here.",
        "ប្រអប់ពណ៌ប្រផេះជំនួសរូបភាពពីអ៊ីនធឺណិត ដែលមិនត្រូវបានទាញយកនៅទីនេះទេ។",
    ),
    "on-other-sites": (
        "On other sites’ pages",
        "លើទំព័ររបស់គេហទំព័រផ្សេង",
    ),
    "way": (
        "Way",
        "របៀបដាក់",
    ),
    "web-component": (
        "Web component",
        "ស្គ្រីប",
    ),
    "frame": (
        "Frame",
        "ស៊ុម",
    ),
    "so-it-looks": (
        "So it looks on a page of somebody else’s. Links do not open here.",
        "វាមើលទៅដូចនេះលើទំព័ររបស់អ្នកដទៃ។ តំណមិនបើកនៅទីនេះទេ។",
    ),
    "nothing-out-in-language": (
        "Nothing that is out is in this language yet.",
        "មិនទាន់មានអ្វីដែលបានចេញផ្សាយជាភាសានេះទេ។",
    ),
    "nothing-in-language": (
        "Nothing is in this language yet.",
        "មិនទាន់មានអ្វីជាភាសានេះទេ។",
    ),
    "newest-in": (
        "The newest entries in {language}",
        "ធាតុថ្មីបំផុតជា {language}",
    ),
    "what-to-paste": (
        "What to paste there",
        "អ្វីដែលត្រូវបិទភ្ជាប់នៅទីនោះ",
    ),
    "once-online": (
        "They work as soon as the feeds are online.",
        "វាដំណើរការភ្លាម ពេលមតិព័ត៌មាននៅលើអ៊ីនធឺណិត។",
    ),
    "page-of-feeds": (
        "The page of feeds",
        "ទំព័រមតិព័ត៌មាន",
    ),
    "has-all-lines": (
        "has them for every category, and a form to make others.",
        "មានវាសម្រាប់ប្រភេទនីមួយៗ និងទម្រង់សម្រាប់បង្កើតបន្ទាត់ផ្សេង។",
    ),
    # what changes, and figures
    "what-readers-see-change": (
        "What readers will see change",
        "អ្វីដែលអ្នកអាននឹងឃើញប្ដូរ",
    ),
    "held-against": (
        "This is what the next build does, held against what readers have been given.",
        "នេះជាអ្វីដែលការ build លើកក្រោយធ្វើ បើប្រៀបធៀបនឹងអ្វីដែលអ្នកអានបានទទួល។",
    ),
    "build-does-nothing": (
        "A build would do nothing",
        "ការ build នឹងមិនធ្វើអ្វីទេ",
    ),
    "until-mended": (
        "until every problem is mended; entries with one are left out below.",
        "មុនពេលកែបញ្ហាទាំងអស់ ធាតុដែលមានបញ្ហាមិនមាននៅខាងក្រោមទេ។",
    ),
    "build-refuses": (
        "A build would refuse this",
        "ការ build នឹងបដិសេធចំណុចនេះ",
    ),
    "nothing-changes": (
        "Nothing. Readers have everything that they are to see now.",
        "គ្មានអ្វីទេ។ អ្នកអានមានអ្វីៗទាំងអស់ដែលពួកគេត្រូវឃើញឥឡូវនេះ។",
    ),
    "entries-wait": (
        "{count} {count:entry waits: it is a draft, or its date is|entries wait: they are drafts, or their dates are} to come.",
        "ធាតុ {count} រង់ចាំ៖ ជាសេចក្ដីព្រាង ឬកាលបរិច្ឆេទរបស់វាមិនទាន់មកដល់។",
    ),
    "see-the-list": (
        "See the list",
        "មើលបញ្ជី",
    ),
    "of-what-readers-have": (
        "Of what readers have. Drafts, embargoed and withdrawn entries are not counted.",
        "អំពីអ្វីដែលអ្នកអានមាន។ មិនរាប់សេចក្ដីព្រាង ធាតុដែលរង់ចាំកាលបរិច្ឆេទ និងធាតុដែលបានដកចេញទេ។",
    ),
    "translated": (
        "Translated",
        "បានបកប្រែ",
    ),
    "publications": (
        "Publications",
        "ការបោះពុម្ពផ្សាយ",
    ),
    "publications-per-language": (
        "Publications in each language",
        "ការបោះពុម្ពផ្សាយជាភាសានីមួយៗ",
    ),
    "count-of": (
        "{count} of {total}",
        "{count} ក្នុងចំណោម {total}",
    ),
    "by-category": (
        "By category",
        "តាមប្រភេទ",
    ),
    "publications-per-category": (
        "Publications in each category",
        "ការបោះពុម្ពផ្សាយក្នុងប្រភេទនីមួយៗ",
    ),
    "by-month": (
        "By month",
        "តាមខែ",
    ),
    "no-known-month-out": (
        "Nothing with a month that is known is out yet.",
        "មិនទាន់មានអ្វីដែលដឹងខែបានចេញផ្សាយទេ។",
    ),
    "chart-by-month": (
        "Chart of publications by month",
        "តារាងក្រាហ្វិកនៃការបោះពុម្ពផ្សាយតាមខែ",
    ),
    "chart-from-to": (
        "Publications in each month from {first} to {last}; the table below has the same figures",
        "ការបោះពុម្ពផ្សាយក្នុងខែនីមួយៗ ពី {first} ដល់ {last} តារាងខាងក្រោមមានតួលេខដូចគ្នា",
    ),
    "undated-not-in-chart": (
        "{count} came out in no month that anybody knows, and {count:is|are} not in this chart.",
        "{count} ចេញផ្សាយក្នុងខែដែលគ្មាននរណាដឹង ហើយមិនមានក្នុងតារាងក្រាហ្វិកនេះទេ។",
    ),
    "by-month-and-category": (
        "By month and category",
        "តាមខែ និងប្រភេទ",
    ),
    "publications-by-both": (
        "Publications by month and category",
        "ការបោះពុម្ពផ្សាយតាមខែ និងប្រភេទ",
    ),
    "all": (
        "All",
        "ទាំងអស់",
    ),
    "not-in-every-language": (
        "Not in every language",
        "មិនមានជាភាសាទាំងអស់",
    ),
    "everything-in-every-language": (
        "Everything is in every language.",
        "អ្វីៗទាំងអស់មានជាភាសាទាំងអស់។",
    ),
    # the languages to choose from
    "this-language": (
        "English",
        "ខ្មែរ",
    ),
}
