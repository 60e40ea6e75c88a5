"""What the kinds of problems mean that an author can bring about, and why they matter."""

from __future__ import annotations

WORDING = {
    "what-file": (
        "A file is missing, is called otherwise than it should be, or can't be read as text.",
        "ឯកសារមួយបាត់ មានឈ្មោះខុសពីអ្វីដែលវាត្រូវមាន ឬមិនអាចអានជាអត្ថបទបាន។",
    ),
    "why-file": (
        "Readers would be sent to a document that is not there.",
        "អ្នកអាននឹងត្រូវបាននាំទៅឯកសារដែលគ្មាន។",
    ),
    "what-encoding": (
        "The text was Khmer once, and was saved or copied in a wrong encoding.",
        "អត្ថបទនេះធ្លាប់ជាភាសាខ្មែរ តែបានរក្សាទុក ឬចម្លងដោយការអ៊ិនកូដខុស។",
    ),
    "why-encoding": (
        "Nobody can read it, and it can't be searched.",
        "គ្មាននរណាអាចអានវា ហើយក៏មិនអាចស្វែងរកវាបានដែរ។",
    ),
    "what-yaml": (
        "The file can't be taken apart into fields: mostly for a colon, a quotation mark, or spaces.",
        "មិនអាចបំបែកឯកសារនេះជាវាលបានទេ ភាគច្រើនដោយសារសញ្ញាចុចពីរ សញ្ញាសម្រង់ ឬដកឃ្លា។",
    ),
    "why-yaml": (
        "Until that is mended, nothing else in the file can be looked at.",
        "មុនពេលកែវា គ្មានអ្វីផ្សេងក្នុងឯកសារអាចពិនិត្យបានទេ។",
    ),
    "what-empty": (
        "Something that has to say something is left empty: a field, a file, or a feed.",
        "អ្វីដែលត្រូវមានខ្លឹមសារត្រូវបានទុកទទេ៖ វាល ឯកសារ ឬមតិព័ត៌មាន។",
    ),
    "why-empty": (
        "Readers would see nothing where they expect words.",
        "អ្នកអាននឹងមិនឃើញអ្វីនៅកន្លែងដែលគួរមានពាក្យ។",
    ),
    "what-character": (
        "The text holds a character that nobody can see or that no feed may hold.",
        "អត្ថបទមានតួអក្សរដែលមើលមិនឃើញ ឬដែលមតិព័ត៌មានមិនអាចមាន។",
    ),
    "why-character": (
        "Such characters come with copied text. They break feeds, or make words read backwards.",
        "តួអក្សរបែបនេះមកជាមួយអត្ថបទដែលបានចម្លង។ វាធ្វើឱ្យមតិព័ត៌មានខូច ឬពាក្យអានបញ្ច្រាស។",
    ),
    "what-link": (
        "A link in the text is not a full address, or a file of the project is a link to another place.",
        "តំណក្នុងអត្ថបទមិនមែនជាអាសយដ្ឋានពេញលេញ ឬឯកសារក្នុងគម្រោងជាតំណទៅកន្លែងផ្សេង។",
    ),
    "why-link": (
        "In a mail or a feed reader a link works only if it is written in full.",
        "ក្នុងអ៊ីមែល ឬកម្មវិធីអានមតិព័ត៌មាន តំណដំណើរការតែពេលសរសេរពេញ។",
    ),
    "what-alias": (
        "A value starts with an asterisk (*), which YAML keeps for itself.",
        "តម្លៃមួយចាប់ផ្ដើមដោយសញ្ញាផ្កាយ (*) ដែល YAML ទុកសម្រាប់ខ្លួនវា។",
    ),
    "why-alias": (
        "In quotation marks it is text like any other.",
        "ក្នុងសញ្ញាសម្រង់ វាជាអត្ថបទធម្មតា។",
    ),
    "what-anchor": (
        "A value starts with an ampersand (&), which YAML keeps for itself.",
        "តម្លៃមួយចាប់ផ្ដើមដោយសញ្ញា & ដែល YAML ទុកសម្រាប់ខ្លួនវា។",
    ),
    "why-anchor": (
        "In quotation marks it is text like any other.",
        "ក្នុងសញ្ញាសម្រង់ វាជាអត្ថបទធម្មតា។",
    ),
    "what-tag": (
        "A value starts with an exclamation mark (!), which YAML keeps for itself.",
        "តម្លៃមួយចាប់ផ្ដើមដោយសញ្ញាឧទាន (!) ដែល YAML ទុកសម្រាប់ខ្លួនវា។",
    ),
    "why-tag": (
        "In quotation marks it is text like any other.",
        "ក្នុងសញ្ញាសម្រង់ វាជាអត្ថបទធម្មតា។",
    ),
    "what-depth": (
        "Brackets or hyphens stand inside each other more than twenty times.",
        "តង្កៀប ឬសហសញ្ញាស្ថិតក្នុងគ្នាលើសពីម្ភៃជាន់។",
    ),
    "why-depth": (
        "No field is so deep, so they probably belong to a text.",
        "គ្មានវាលណាជ្រៅដូច្នេះទេ ដូច្នេះវាប្រហែលជាផ្នែកនៃអត្ថបទ។",
    ),
    "what-remark": (
        "A space and a # stand in a value; what follows is a remark to YAML.",
        "ក្នុងតម្លៃមួយមានដកឃ្លា និង # ហើយអ្វីដែលនៅក្រោយជាកំណត់សម្គាល់សម្រាប់ YAML។",
    ),
    "why-remark": (
        "Readers never see it. If it belongs to the text, the text needs quotation marks.",
        "អ្នកអានមិនឃើញវាទេ។ បើវាជាផ្នែកនៃអត្ថបទ អត្ថបទត្រូវការសញ្ញាសម្រង់។",
    ),
    "what-shape": (
        "One value stands where a list or a group of fields is needed, or the other way round.",
        "តម្លៃតែមួយស្ថិតនៅកន្លែងដែលត្រូវការបញ្ជី ឬក្រុមវាល ឬផ្ទុយទៅវិញ។",
    ),
    "why-shape": (
        "It can't be told what is meant.",
        "មិនអាចដឹងថាចង់មានន័យអ្វី។",
    ),
    "what-missing": (
        "A field that is needed is not there.",
        "វាលដែលត្រូវការមិនមាន។",
    ),
    "why-missing": (
        "A publication without it can't be shown.",
        "ការបោះពុម្ពផ្សាយដែលគ្មានវាលនេះមិនអាចបង្ហាញបានទេ។",
    ),
    "what-unknown": (
        "A field has a name that is not known here, often a misspelt one or one on the wrong level.",
        "វាលមួយមានឈ្មោះដែលមិនស្គាល់នៅទីនេះ ជាញឹកញាប់សរសេរខុស ឬនៅខុសជាន់។",
    ),
    "why-unknown": (
        "It would be passed over, and nobody would notice what is missing.",
        "វានឹងត្រូវរំលង ហើយគ្មាននរណាដឹងថាខ្វះអ្វី។",
    ),
    "what-duplicate": (
        "A field is written twice in the same place.",
        "វាលមួយត្រូវបានសរសេរពីរដងនៅកន្លែងតែមួយ។",
    ),
    "why-duplicate": (
        "Only one of the two can be meant.",
        "មានតែមួយក្នុងចំណោមពីរដែលអាចត្រូវ។",
    ),
    "what-duplicate-id": (
        "Two entries have the same id.",
        "ធាតុពីរមាន id ដូចគ្នា។",
    ),
    "why-duplicate-id": (
        "To readers they would be one publication, and one would replace the other.",
        "សម្រាប់អ្នកអាន វានឹងជាការបោះពុម្ពផ្សាយតែមួយ ហើយមួយនឹងជំនួសមួយទៀត។",
    ),
    "what-id": (
        "An id has other signs than a to z, 0 to 9 and hyphens, or is a name that Windows keeps for itself.",
        "id មានសញ្ញាផ្សេងពី a ដល់ z, 0 ដល់ 9 និងសហសញ្ញា ឬជាឈ្មោះដែល Windows ទុកសម្រាប់ខ្លួនវា។",
    ),
    "why-id": (
        "Addresses and file names are made of it, and it lasts for ever.",
        "អាសយដ្ឋាន និងឈ្មោះឯកសារធ្វើពីវា ហើយវានៅជារៀងរហូត។",
    ),
    "what-date": (
        "A date is not written year first (2024-10-31, 2024-10, 2024), or contradicts another.",
        "កាលបរិច្ឆេទមិនបានសរសេរឆ្នាំនៅមុខ (2024-10-31, 2024-10, 2024) ឬផ្ទុយនឹងកាលបរិច្ឆេទផ្សេង។",
    ),
    "why-date": (
        "10/11/2024 is October to some and November to others, so a date is never guessed.",
        "10/11/2024 ជាខែតុលាសម្រាប់អ្នកខ្លះ និងខែវិច្ឆិកាសម្រាប់អ្នកផ្សេង ដូច្នេះមិនដែលស្មានកាលបរិច្ឆេទទេ។",
    ),
    "what-month": (
        "A month is needed here, with its year.",
        "នៅទីនេះត្រូវការខែ ជាមួយឆ្នាំរបស់វា។",
    ),
    "why-month": (
        "An edition is a month's.",
        "លេខផ្សាយនីមួយៗជារបស់ខែមួយ។",
    ),
    "what-period": (
        "The name of an editor's file tells no month, quarter or year, or two files are for the same one.",
        "ឈ្មោះឯកសាររបស់អ្នកកែសម្រួលមិនប្រាប់ខែ ត្រីមាស ឬឆ្នាំ ឬឯកសារពីរសម្រាប់រយៈពេលតែមួយ។",
    ),
    "why-period": (
        "By its name it finds its newsletter.",
        "តាមឈ្មោះនេះ វារកឃើញព្រឹត្តិបត្រព័ត៌មានរបស់វា។",
    ),
    "what-year": (
        "A year of four digits is needed here.",
        "នៅទីនេះត្រូវការឆ្នាំជាលេខបួនខ្ទង់។",
    ),
    "why-year": (
        "It is part of every permanent id.",
        "វាជាផ្នែកនៃ id អចិន្ត្រៃយ៍ទាំងអស់។",
    ),
    "what-number": (
        "A whole number above zero is needed here, in digits alone.",
        "នៅទីនេះត្រូវការចំនួនគត់ធំជាងសូន្យ ជាលេខតែប៉ុណ្ណោះ។",
    ),
    "why-number": (
        "Feed readers reckon with it: a file's length counts octets.",
        "កម្មវិធីអានគណនាជាមួយវា៖ ទំហំឯកសាររាប់ជាអុកតេ។",
    ),
    "what-flag": (
        "Only true or false can stand here.",
        "នៅទីនេះអាចមានតែ true ឬ false ប៉ុណ្ណោះ។",
    ),
    "why-flag": (
        "Programs disagree on whether yes, on and oui mean true.",
        "កម្មវិធីមិនយល់ស្របគ្នាថា yes, on និង oui មានន័យថា true ឬទេ។",
    ),
    "what-line": (
        "This must be one line of plain letters.",
        "នេះត្រូវតែជាអក្សរធម្មតាមួយបន្ទាត់។",
    ),
    "why-line": (
        "Titles and subjects have no second line in a feed or a mail.",
        "ចំណងជើង និងប្រធានបទគ្មានបន្ទាត់ទីពីរក្នុងមតិព័ត៌មាន ឬអ៊ីមែលទេ។",
    ),
    "what-length": (
        "A text is longer than fits, or nobody wrote down how large a document is.",
        "អត្ថបទវែងលើសកំណត់ ឬគ្មាននរណាបានសរសេរទំហំឯកសារ។",
    ),
    "why-length": (
        "RSS tells readers the size of a document before they fetch it.",
        "RSS ប្រាប់អ្នកអានអំពីទំហំឯកសារមុនពេលទាញយក។",
    ),
    "what-category": (
        "A category is missing, named twice, or none of those in site.yaml.",
        "ប្រភេទបាត់ ត្រូវបានដាក់ពីរដង ឬមិនមែនជាប្រភេទក្នុង site.yaml។",
    ),
    "why-category": (
        "Every category has a feed, and an entry has to be in one.",
        "ប្រភេទនីមួយៗមានមតិព័ត៌មាន ហើយធាតុត្រូវតែស្ថិតក្នុងមួយ។",
    ),
    "what-language": (
        "A text is in another language than its block says, or a language is not one of the site's.",
        "អត្ថបទជាភាសាផ្សេងពីអ្វីដែលប្លុករបស់វាប្រាប់ ឬភាសាមួយមិនមែនជាភាសារបស់គេហទំព័រ។",
    ),
    "why-language": (
        "Readers of one language would be given the other.",
        "អ្នកអានភាសាមួយនឹងទទួលបានភាសាផ្សេង។",
    ),
    "what-old-font": (
        "The text was typed for an old Khmer font such as Limon.",
        "អត្ថបទត្រូវបានវាយដោយពុម្ពអក្សរខ្មែរចាស់ ដូចជា Limon។",
    ),
    "why-old-font": (
        "Without that font nobody can read it. It has to be converted to Unicode.",
        "គ្មានពុម្ពអក្សរនោះ គ្មាននរណាអាចអានវាបានទេ។ ត្រូវបម្លែងវាទៅ Unicode។",
    ),
    "what-translation": (
        "A text is there in one language and lacks another.",
        "អត្ថបទមានជាភាសាមួយ តែខ្វះភាសាផ្សេង។",
    ),
    "why-translation": (
        "Readers of that language see the text in the main language.",
        "អ្នកអានភាសានោះឃើញអត្ថបទជាភាសាចម្បង។",
    ),
    "what-url": (
        "An address is not whole, or has something in it that forged addresses have.",
        "អាសយដ្ឋានមិនពេញលេញ ឬមានអ្វីមួយដូចអាសយដ្ឋានក្លែងក្លាយ។",
    ),
    "why-url": (
        "Programs repair such addresses in different ways, and some lead elsewhere.",
        "កម្មវិធីកែអាសយដ្ឋានបែបនេះតាមរបៀបផ្សេងៗ ហើយខ្លះនាំទៅកន្លែងផ្សេង។",
    ),
    "what-email": (
        "This is no e-mail address.",
        "នេះមិនមែនជាអាសយដ្ឋានអ៊ីមែលទេ។",
    ),
    "why-email": (
        "Mail with it is refused or lost.",
        "អ៊ីមែលដែលប្រើវានឹងត្រូវបដិសេធ ឬបាត់។",
    ),
    "what-type": (
        "It can't be told what kind of file this is, or it is of a kind that is not published here.",
        "មិនអាចដឹងថាឯកសារនេះជាប្រភេទអ្វី ឬវាជាប្រភេទដែលមិនផ្សព្វផ្សាយនៅទីនេះ។",
    ),
    "why-type": (
        "Readers' programs decide by it what opens the file.",
        "កម្មវិធីរបស់អ្នកអានជ្រើសអ្វីដែលបើកឯកសារតាមវា។",
    ),
    "what-authority": (
        "A domain name is needed here, without https:// and in small letters.",
        "នៅទីនេះត្រូវការឈ្មោះដែន ដោយគ្មាន https:// ហើយជាអក្សរតូច។",
    ),
    "why-authority": (
        "It is part of every permanent id.",
        "វាជាផ្នែកនៃ id អចិន្ត្រៃយ៍ទាំងអស់។",
    ),
    "what-timezone": (
        "This is no name of a time zone.",
        "នេះមិនមែនជាឈ្មោះតំបន់ម៉ោងទេ។",
    ),
    "why-timezone": (
        "By it a date without an offset gets its moment.",
        "តាមវា កាលបរិច្ឆេទដែលគ្មានគម្លាតម៉ោងទទួលបានពេលវេលារបស់វា។",
    ),
    "what-colour": (
        "A colour is # and six digits, in quotation marks.",
        "ពណ៌ជា # និងលេខប្រាំមួយខ្ទង់ ក្នុងសញ្ញាសម្រង់។",
    ),
    "why-colour": (
        "Without the marks, # starts a remark.",
        "បើគ្មានសញ្ញាសម្រង់ # ចាប់ផ្ដើមកំណត់សម្គាល់។",
    ),
    "what-contrast": (
        "The brand's colour is too light to be read on white.",
        "ពណ៌របស់ម៉ាកភ្លឺពេក អានមិនច្បាស់លើផ្ទៃស។",
    ),
    "why-contrast": (
        "Links and buttons are shown in a darker shade, so that everybody can read them.",
        "តំណ និងប៊ូតុងត្រូវបានបង្ហាញជាពណ៌ងងឹតជាង ដើម្បីឱ្យគ្រប់គ្នាអាចអានបាន។",
    ),
    "what-utm": (
        "A campaign's name has signs that an address can't hold.",
        "ឈ្មោះយុទ្ធនាការមានសញ្ញាដែលអាសយដ្ឋានមិនអាចមាន។",
    ),
    "why-utm": (
        "It is added to every link of the newsletter.",
        "វាត្រូវបានបន្ថែមទៅតំណទាំងអស់នៃព្រឹត្តិបត្រព័ត៌មាន។",
    ),
    "what-other_languages": (
        "Only titles or none can stand here.",
        "នៅទីនេះអាចមានតែ titles ឬ none ប៉ុណ្ណោះ។",
    ),
    "why-other_languages": (
        "It decides what an edition says of entries in other languages only.",
        "វាកំណត់ថាលេខផ្សាយនិយាយអ្វីអំពីធាតុដែលមានតែជាភាសាផ្សេង។",
    ),
    "what-highlight": (
        "The entry that an editor's file puts first does not exist.",
        "ធាតុដែលឯកសាររបស់អ្នកកែសម្រួលដាក់នៅមុខគេមិនមានទេ។",
    ),
    "why-highlight": (
        "The edition would begin with nothing.",
        "លេខផ្សាយនឹងចាប់ផ្ដើមដោយគ្មានអ្វី។",
    ),
    "what-same-page": (
        "Two languages of an entry have the same address.",
        "ភាសាពីរនៃធាតុមួយមានអាសយដ្ឋានដូចគ្នា។",
    ),
    "why-same-page": (
        "Readers of one language would be sent to the page in another.",
        "អ្នកអានភាសាមួយនឹងត្រូវបាននាំទៅទំព័រជាភាសាផ្សេង។",
    ),
    "what-khmer-order": (
        "The parts of a Khmer letter are typed in the wrong order. It is published in the right one.",
        "ផ្នែកនៃអក្សរខ្មែរត្រូវបានវាយខុសលំដាប់។ វាត្រូវបានផ្សព្វផ្សាយតាមលំដាប់ត្រឹមត្រូវ។",
    ),
    "why-khmer-order": (
        "It looks right in most fonts, but search finds nothing. It should be right in the file too.",
        "ក្នុងពុម្ពអក្សរភាគច្រើន វាមើលទៅត្រឹមត្រូវ តែការស្វែងរករកមិនឃើញ។ វាគួរត្រឹមត្រូវក្នុងឯកសារដែរ។",
    ),
    "what-slip": (
        "A Khmer word stands twice, a quotation mark stands alone, or a name is nearly the organisation's.",
        "ពាក្យខ្មែរមួយមានពីរដង សញ្ញាសម្រង់មួយគ្មានគូ ឬឈ្មោះមួយស្រដៀងនឹងឈ្មោះអង្គការ។",
    ),
    "why-slip": (
        "All are easily overlooked while typing.",
        "ពេលវាយអក្សរ ងាយមើលរំលងទាំងអស់។",
    ),
    "what-twin": (
        "Two entries have the same title and the same date.",
        "ធាតុពីរមានចំណងជើង និងកាលបរិច្ឆេទដូចគ្នា។",
    ),
    "why-twin": (
        "If it is one publication, readers get it twice.",
        "បើវាជាការបោះពុម្ពផ្សាយតែមួយ អ្នកអានទទួលវាពីរដង។",
    ),
    "what-words": (
        "On this machine nothing knows where Khmer words end.",
        "លើម៉ាស៊ីននេះ គ្មានអ្វីដឹងថាពាក្យខ្មែរចប់ត្រង់ណា។",
    ),
    "why-words": (
        "Lines are broken and texts are cut between letters, so the output differs from another machine's.",
        "បន្ទាត់ និងអត្ថបទត្រូវបានកាត់រវាងអក្សរ ដូច្នេះលទ្ធផលខុសពីម៉ាស៊ីនផ្សេង។",
    ),
    "what-vanished": (
        "Something that was published is gone: a file, or one language of an entry.",
        "អ្វីដែលបានផ្សព្វផ្សាយបាត់៖ ឯកសារមួយ ឬភាសាមួយនៃធាតុ។",
    ),
    "why-vanished": (
        "Readers keep their copies, and no correction would reach them. Withdraw it instead.",
        "អ្នកអានរក្សាច្បាប់ចម្លងរបស់ខ្លួន ហើយការកែណាមួយនឹងមិនទៅដល់ទេ។ សូមដកវាចេញជំនួសវិញ។",
    ),
    "what-draft-again": (
        "A published entry is a draft, or its date is in the future.",
        "ធាតុដែលបានផ្សព្វផ្សាយជាសេចក្ដីព្រាង ឬកាលបរិច្ឆេទរបស់វានៅអនាគត។",
    ),
    "why-draft-again": (
        "It would vanish from readers' feeds without a word.",
        "វានឹងបាត់ពីមតិព័ត៌មានរបស់អ្នកអានដោយមិនប្រាប់។",
    ),
    "what-resurfaced": (
        "An entry that was withdrawn comes back, or a new one has its id.",
        "ធាតុដែលត្រូវបានដកចេញមកវិញ ឬធាតុថ្មីមាន id របស់វា។",
    ),
    "why-resurfaced": (
        "Readers would get what they were told is withdrawn.",
        "អ្នកអាននឹងទទួលអ្វីដែលពួកគេត្រូវបានប្រាប់ថាបានដកចេញ។",
    ),
    "what-identity": (
        "A published id would change: the entry's own, the site's authority or year, or a language.",
        "id ដែលបានផ្សព្វផ្សាយនឹងប្ដូរ៖ របស់ធាតុ authority ឬឆ្នាំរបស់គេហទំព័រ ឬភាសា។",
    ),
    "why-identity": (
        "Readers would get everything that has it a second time.",
        "អ្នកអាននឹងទទួលអ្វីៗទាំងអស់ដែលមានវាម្ដងទៀត។",
    ),
    "what-clock": (
        "It is earlier now than when something was published.",
        "ឥឡូវនេះមុនពេលដែលអ្វីមួយត្រូវបានផ្សព្វផ្សាយ។",
    ),
    "why-clock": (
        "What is dated later waits for its time, so it leaves the feeds for so long.",
        "អ្វីដែលមានកាលបរិច្ឆេទក្រោយនេះរង់ចាំពេលរបស់វា ដូច្នេះវាចេញពីមតិព័ត៌មានរហូតដល់ពេលនោះ។",
    ),
    "what-lock": (
        "published.lock can't be read or written, so nothing remembers what readers have been given.",
        "មិនអាចអាន ឬសរសេរ published.lock បានទេ ដូច្នេះគ្មានអ្វីចងចាំថាអ្នកអានបានទទួលអ្វីខ្លះ។",
    ),
    "why-lock": (
        "The next build could lose something or show it twice. Keep the file in version control.",
        "build លើកក្រោយអាចធ្វើឱ្យបាត់អ្វីមួយ ឬបង្ហាញវាពីរដង។ សូមទុកឯកសារនេះក្នុងប្រព័ន្ធគ្រប់គ្រងកំណែ។",
    ),
}
