"""What must hold for entries, site.yaml and an editor's file, and what is worth a second look."""

from __future__ import annotations

WORDING = {
    "a-tag": (
        "a tag such as en or km",
        "ស្លាក ដូចជា en ឬ km",
    ),
    "not-a-language-tag": (
        "{text!r} is not a language tag (BCP 47)",
        "{text!r} មិនមែនជាស្លាកភាសា (BCP 47) ទេ",
    ),
    "name-of-output-folder": (
        "{text!r} is the name of a folder of the output",
        "{text!r} ជាឈ្មោះថតមួយនៃលទ្ធផល",
    ),
    "write-language-tag": (
        "write a language tag such as en or km",
        "សូមសរសេរស្លាកភាសា ដូចជា en ឬ km",
    ),
    "no-text-in-any-language": (
        "this entry has no text in any language",
        "ធាតុនេះគ្មានអត្ថបទជាភាសាណាមួយទេ",
    ),
    "add-language-block": (
        "add a block such as en: with a title under it",
        "សូមបន្ថែមប្លុក ដូចជា en: ដែលមាន title នៅក្រោមវា",
    ),
    "category-named-twice": (
        "the category {term!r} is named twice",
        "ប្រភេទ {term!r} ត្រូវបានដាក់ឈ្មោះពីរដង",
    ),
    "leave-one-out": (
        "leave one of them out",
        "សូមទុកតែមួយ",
    ),
    "no-category": (
        "this entry has no category",
        "ធាតុនេះគ្មានប្រភេទទេ",
    ),
    "name-a-term": (
        "name a term from site.yaml",
        "សូមសរសេរពាក្យសម្គាល់ប្រភេទពី site.yaml",
    ),
    "address-of-other-text": (
        "this is the address of the {language!r} text too",
        "នេះក៏ជាអាសយដ្ឋាននៃអត្ថបទ {language!r} ដែរ",
    ),
    "address-of-own-page": (
        "write the address of the {language!r} page, or leave url: out and a page is made",
        "សូមសរសេរអាសយដ្ឋាននៃទំព័រ {language!r} ឬលុប url: ចោល នោះទំព័រមួយនឹងត្រូវបានបង្កើត",
    ),
    "date-of-a-change": (
        "write the date of a change that readers should notice, or leave updated: out",
        "សូមសរសេរកាលបរិច្ឆេទនៃការកែដែលអ្នកអានគួរដឹង ឬលុប updated: ចោល",
    ),
    "updated-too-early": (
        "it was updated before it came out in {language!r}",
        "អត្ថបទ {language!r} ត្រូវបានកែមុនពេលវាចេញផ្សាយ",
    ),
    "readers-cannot-see": (
        "readers cannot see {sign!r} (U+{number:04X})",
        "អ្នកអានមើលមិនឃើញ {sign!r} (U+{number:04X})",
    ),
    "type-in-unicode": (
        "type it again in Unicode",
        "សូមវាយវាម្ដងទៀតជា Unicode",
    ),
    "no-reason-in": (
        "there is no {language!r} reason; its readers see the one in {main!r}",
        "គ្មានមូលហេតុជាភាសា {language!r} ទេ អ្នកអានភាសានោះឃើញមូលហេតុជា {main!r}",
    ),
    "add-reason": (
        "add {language}: with the reason",
        "សូមបន្ថែម {language}: ជាមួយមូលហេតុ",
    ),
    "add-a-date": (
        "add published: with the date it came out or, where nobody knows that, added: with today's date",
        "សូមបន្ថែម published: ជាមួយថ្ងៃដែលវាចេញផ្សាយ ឬបើគ្មាននរណាដឹង សូមបន្ថែម added: ជាមួយថ្ងៃនេះ",
    ),
    "no-date-in": (
        "this entry has no date in {languages}",
        "ធាតុនេះគ្មានកាលបរិច្ឆេទជាភាសា {languages} ទេ",
    ),
    "no-date": (
        "this entry has no date",
        "ធាតុនេះគ្មានកាលបរិច្ឆេទទេ",
    ),
    "link-does-not-work": (
        "the link {address!r} is not a full address and won't work",
        "តំណ {address!r} មិនមែនជាអាសយដ្ឋានពេញលេញ ហើយនឹងមិនដំណើរការទេ",
    ),
    "write-link-in-full": (
        "write it in full, such as https://example.org/",
        "សូមសរសេរវាឱ្យពេញ ដូចជា https://example.org/",
    ),
    "in-the-link": (
        "in the link {address!r}: {why}",
        "ក្នុងតំណ {address!r}៖ {why}",
    ),
    "url-or-file": (
        "a file needs either url: or file:",
        "ឯកសារត្រូវមាន url: ឬ file:",
    ),
    "one-of-the-two": (
        "write one of the two",
        "សូមសរសេរតែមួយក្នុងចំណោមពីរនេះ",
    ),
    "size-unknown": (
        "its size is not known, so RSS says 0",
        "មិនដឹងទំហំរបស់វា ដូច្នេះ RSS ប្រាប់ថា 0",
    ),
    "add-length": (
        "add length: with its size in octets",
        "សូមបន្ថែម length: ជាមួយទំហំគិតជាអុកតេ",
    ),
    "no-language": (
        "the site has no language",
        "គេហទំព័រនេះគ្មានភាសាទេ",
    ),
    "add-a-language": (
        "add at least one, such as en:",
        "សូមបន្ថែមយ៉ាងតិចមួយ ដូចជា en:",
    ),
    "no-categories": (
        "the site has no category",
        "គេហទំព័រនេះគ្មានប្រភេទទេ",
    ),
    "add-a-category": (
        "add at least one term with its label",
        "សូមបន្ថែមយ៉ាងតិចមួយ ជាមួយឈ្មោះបង្ហាញរបស់វា",
    ),
    "there-already": (
        "{language!r} is there already",
        "{language!r} មានរួចហើយ",
    ),
    "too-light": (
        "{colour} is too light to be read on white; links and buttons are shown in {shown}",
        "{colour} ភ្លឺពេក អានមិនច្បាស់លើផ្ទៃស ដូច្នេះតំណ និងប៊ូតុងត្រូវបានបង្ហាញជាពណ៌ {shown}",
    ),
    "darker-colour": (
        "write a darker colour to choose the shade yourself",
        "សូមសរសេរពណ៌ងងឹតជាងនេះ បើចង់ជ្រើសពណ៌ដោយខ្លួនឯង",
    ),
    "not-in-language": (
        "there is no {language!r} here; readers of it see the text in {main!r}",
        "នៅទីនេះគ្មាន {language!r} ទេ អ្នកអានភាសានោះឃើញអត្ថបទជា {main!r}",
    ),
    "add-text": (
        "add {language}: with the text",
        "សូមបន្ថែម {language}: ជាមួយអត្ថបទ",
    ),
    "id-taken": (
        "the id {id!r} is taken by {file}",
        "id {id!r} ត្រូវបានប្រើក្នុង {file} រួចហើយ",
    ),
    "own-id": (
        "give this entry an id of its own",
        "សូមឱ្យធាតុនេះមាន id ផ្ទាល់ខ្លួន",
    ),
    "no-site-category": (
        "{term!r} is no category of this site",
        "{term!r} មិនមែនជាប្រភេទរបស់គេហទំព័រនេះទេ",
    ),
    "named-after-period": (
        "an editor's file is named after its period",
        "ឯកសាររបស់អ្នកកែសម្រួលត្រូវដាក់ឈ្មោះតាមរយៈពេលរបស់វា",
    ),
    "name-it": (
        "name it 2024-10.yaml, for instance",
        "សូមដាក់ឈ្មោះវា 2024-10.yaml ជាឧទាហរណ៍",
    ),
    "another-holds": (
        "another file holds the editor's words for {period}",
        "ឯកសារផ្សេងមានពាក្យរបស់អ្នកកែសម្រួលសម្រាប់ {period} រួចហើយ",
    ),
    "keep-one-file": (
        "keep one of the two files",
        "សូមទុកតែឯកសារមួយ",
    ),
    "write-entry-id": (
        "write an entry's id",
        "សូមសរសេរ id របស់ធាតុមួយ",
    ),
    "no-entry-with-id": (
        "no entry has the id {id!r}",
        "គ្មានធាតុណាមាន id {id!r} ទេ",
    ),
    "kind-not-told": (
        "the address does not tell what kind of file this is",
        "អាសយដ្ឋាននេះមិនប្រាប់ថាឯកសារជាប្រភេទអ្វី",
    ),
    "add-type": (
        "add type: with its media type, such as application/pdf",
        "សូមបន្ថែម type: ជាមួយប្រភេទឯកសារ ដូចជា application/pdf",
    ),
    "kind-not-published": (
        "{name!r} is of a kind that is not published here",
        "{name!r} ជាប្រភេទឯកសារដែលមិនផ្សព្វផ្សាយនៅទីនេះ",
    ),
    "make-pdf": (
        "make a PDF of it, or give its address as url:",
        "សូមធ្វើវាជា PDF ឬប្រាប់អាសយដ្ឋានរបស់វាជា url:",
    ),
    "no-file-beside": (
        "there is no file {name!r} beside this one",
        "គ្មានឯកសារ {name!r} នៅក្បែរឯកសារនេះទេ",
    ),
    "no-file-itself": (
        "{name!r} beside this one is a folder or a link, and not the file itself",
        "{name!r} នៅក្បែរឯកសារនេះ ជាថត ឬតំណ មិនមែនជាឯកសារពិតទេ",
    ),
    "same-folder": (
        "put the file in the same folder, or correct its name",
        "សូមដាក់ឯកសារក្នុងថតតែមួយ ឬកែឈ្មោះវា",
    ),
    "differ-in-capitals": (
        "{name!r} and {other!r} differ only in capitals",
        "{name!r} និង {other!r} ខុសគ្នាតែអក្សរធំតូច",
    ),
    "rename-one": (
        "rename one of the two files",
        "សូមប្ដូរឈ្មោះឯកសារមួយក្នុងចំណោមពីរ",
    ),
    "add-block-to-those": (
        "add a block {language}: to those that are to be read in it",
        "សូមបន្ថែមប្លុក {language}: ក្នុងធាតុដែលត្រូវអានជាភាសានោះ",
    ),
    "text-was-changed": (
        "the {language!r} text was changed on {day:%Y-%m-%d}, and this one was not",
        "អត្ថបទ {language!r} ត្រូវបានកែនៅ {day:%Y-%m-%d} តែអត្ថបទនេះមិនបានកែទេ",
    ),
    "bring-up-to-date": (
        "bring it up to date and add updated: below {language}:",
        "សូមធ្វើបច្ចុប្បន្នភាពវា ហើយបន្ថែម updated: ក្រោម {language}:",
    ),
    "no-summary": (
        "there is a title and no summary",
        "មានចំណងជើង តែគ្មានសេចក្ដីសង្ខេប",
    ),
    "add-summary": (
        "add summary: with two or three sentences",
        "សូមបន្ថែម summary: ដែលមានប្រយោគពីរ ឬបី",
    ),
    "two-or-three-sentences": (
        "say in two or three sentences what it is about",
        "សូមប្រាប់ជាពីរ ឬបីប្រយោគថាវានិយាយអំពីអ្វី",
    ),
    "letters-only": (
        "this summary has {count} {count:letter|letters} only",
        "សេចក្ដីសង្ខេបនេះមានតែ {count} អក្សរ",
    ),
    "rest-below-body": (
        "keep two or three sentences, and put the rest below body:",
        "សូមទុកពីរ ឬបីប្រយោគ ហើយដាក់អ្វីដែលនៅសល់ក្រោម body:",
    ),
    "many-letters": (
        "this summary has {count:,} letters",
        "សេចក្ដីសង្ខេបនេះមាន {count:,} អក្សរ",
    ),
    "all-capitals": (
        "this title is all in capitals",
        "ចំណងជើងនេះជាអក្សរធំទាំងអស់",
    ),
    "as-in-sentence": (
        "write it as in a sentence",
        "សូមសរសេរវាដូចក្នុងប្រយោគ",
    ),
    "add-alt": (
        "add alt: with what there is to see",
        "សូមបន្ថែម alt: ដែលប្រាប់ថារូបភាពបង្ហាញអ្វី",
    ),
    "picture-without-words": (
        "this picture has no words for those who can't see it",
        "រូបភាពនេះគ្មានពាក្យសម្រាប់អ្នកដែលមើលវាមិនឃើញ",
    ),
    "text-says-date": (
        "the text says {said_date!r}, and published: says {day}",
        "អត្ថបទប្រាប់ថា {said_date!r} តែ published: ប្រាប់ថា {day}",
    ),
    "correct-wrong-one": (
        "correct the one that is wrong",
        "សូមកែមួយណាដែលខុស",
    ),
    "nearly-own-domain": (
        "{domain} is nearly the organisation's {own}",
        "{domain} ស្រដៀងនឹង {own} របស់អង្គការ តែមិនដូចគ្នា",
    ),
    "see-whether-meant": (
        "see whether the address is the one you mean",
        "សូមមើលថាអាសយដ្ឋាននេះជាអាសយដ្ឋានដែលអ្នកចង់បានឬទេ",
    ),
    "entries-without": (
        "{count} of {total} entries have no {language!r} text: {names}",
        "ធាតុ {count} ក្នុងចំណោម {total} គ្មានអត្ថបទ {language!r} ទេ៖ {names}",
    ),
    "words-unknown": (
        "Khmer words can't be told apart here, so lines are broken and texts cut between letters",
        "នៅទីនេះមិនអាចបែងចែកពាក្យខ្មែរបានទេ ដូច្នេះបន្ទាត់ និងអត្ថបទត្រូវបានកាត់រវាងអក្សរ",
    ),
    "install-icu4py": (
        "pip install icu4py",
        "pip install icu4py",
    ),
    "nearly-own-name": (
        "«{found}» is nearly the organisation's name",
        "«{found}» ស្រដៀងនឹងឈ្មោះអង្គការ តែមិនដូចគ្នា",
    ),
    "write-name": (
        "write «{meant}»",
        "សូមសរសេរ «{meant}»",
    ),
    "stands-twice": (
        "«{word}» stands here twice",
        "«{word}» មាននៅទីនេះពីរដង",
    ),
    "leave-out-or-repeat": (
        "leave one out, or write «{word}ៗ»",
        "សូមទុកតែមួយ ឬសរសេរ «{word}ៗ»",
    ),
    "mark-alone": (
        "the quotation mark in «{found}» has no other one that goes with it",
        "សញ្ញាសម្រង់ក្នុង «{found}» គ្មានគូរបស់វា",
    ),
    "add-mark-or-delete": (
        "add the one that is missing, or delete this one",
        "សូមបន្ថែមសញ្ញាដែលខ្វះ ឬលុបសញ្ញានេះ",
    ),
    "same-title-and-date": (
        "{file} has the same title and the same date",
        "{file} មានចំណងជើង និងកាលបរិច្ឆេទដូចគ្នា",
    ),
    "keep-one-if-same": (
        "keep one of the two files if they are one publication",
        "សូមទុកតែឯកសារមួយ បើវាជាការបោះពុម្ពផ្សាយតែមួយ",
    ),
    "same-second": (
        "{id} and {other} have the same second; some readers show only one of them",
        "{id} និង {other} មានវិនាទីដូចគ្នា កម្មវិធីអានខ្លះបង្ហាញតែមួយ",
    ),
    "another-time": (
        "write another time for one, such as T09:01",
        "សូមសរសេរម៉ោងផ្សេងសម្រាប់មួយ ដូចជា T09:01",
    ),
    "feeds-empty": (
        "no entry is in {language!r} yet, so its feeds are empty",
        "មិនទាន់មានធាតុជា {language!r} ទេ ដូច្នេះមតិព័ត៌មានរបស់វាទទេ",
    ),
    "add-or-take-out": (
        "add {language}: to an entry, or take {language} out of site.yaml",
        "សូមបន្ថែម {language}: ក្នុងធាតុមួយ ឬយក {language} ចេញពី site.yaml",
    ),
}
