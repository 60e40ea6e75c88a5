"""What the other kinds of problems mean, of newsletters, feeds and imports, and why they matter."""

from __future__ import annotations

_UNTAKEN = (
    "Nothing was taken from it. What can be read is read whole, and nothing is guessed.",
    "គ្មានអ្វីត្រូវបានយកពីវាទេ។ អ្វីដែលអាចអានបានត្រូវបានអានទាំងមូល ហើយគ្មានអ្វីត្រូវបានស្មានទេ។",
)
WORDING = {
    "what-hub": (
        "No hub is named in site.yaml.",
        "គ្មាន hub ក្នុង site.yaml ទេ។",
    ),
    "why-hub": (
        "A hub tells readers' programs at once of what is new.",
        "hub ប្រាប់កម្មវិធីរបស់អ្នកអានភ្លាមៗអំពីអ្វីដែលថ្មី។",
    ),
    "what-newsletter": (
        "Something is missing without which a newsletter must not be mailed.",
        "ខ្វះអ្វីមួយដែលព្រឹត្តិបត្រព័ត៌មានត្រូវតែមានមុនពេលផ្ញើ។",
    ),
    "why-newsletter": (
        "The law wants a sender, an address and a way out in every mail.",
        "ច្បាប់តម្រូវឱ្យអ៊ីមែលនីមួយៗមានអ្នកផ្ញើ អាសយដ្ឋាន និងវិធីឈប់ជាវ។",
    ),
    "what-size": (
        "A newsletter's mail is so large that entries are left to the web, or nearly so large.",
        "អ៊ីមែលនៃព្រឹត្តិបត្រព័ត៌មានធំរហូតដល់ធាតុខ្លះត្រូវទុកនៅលើគេហទំព័រ ឬជិតដល់ហើយ។",
    ),
    "why-size": (
        "Gmail cuts a mail off at 102 kB, and the way out of the list with it.",
        "Gmail កាត់អ៊ីមែលត្រឹម 102 kB រួមទាំងតំណឈប់ជាវ។",
    ),
    "what-template": (
        "A template of the project can't be used.",
        "ពុម្ពគំរូរបស់គម្រោងមិនអាចប្រើបានទេ។",
    ),
    "why-template": (
        "Nothing is made of it until it is mended, or taken away so that ours is used.",
        "គ្មានអ្វីធ្វើពីវាទេ រហូតដល់វាត្រូវបានកែ ឬយកចេញដើម្បីប្រើពុម្ពគំរូរបស់យើង។",
    ),
    "what-same-time": (
        "Two entries of a feed have the same second.",
        "ធាតុពីរនៃមតិព័ត៌មានមានវិនាទីដូចគ្នា។",
    ),
    "why-same-time": (
        "Some readers lose one.",
        "កម្មវិធីអានខ្លះបាត់មួយ។",
    ),
    "what-untranslated": (
        "Some entries are not there in one of the site's languages.",
        "ធាតុខ្លះគ្មានជាភាសាមួយរបស់គេហទំព័រ។",
    ),
    "why-untranslated": (
        "Readers of that language get a list of titles, or nothing.",
        "អ្នកអានភាសានោះទទួលបានបញ្ជីចំណងជើង ឬគ្មានអ្វីសោះ។",
    ),
    "what-outdated": (
        "An entry was changed in its main language, and another language was not.",
        "ធាតុមួយត្រូវបានកែជាភាសាចម្បង តែភាសាផ្សេងមិនបានកែទេ។",
    ),
    "why-outdated": (
        "Its readers may still be reading what was corrected for the others.",
        "អ្នកអានភាសានោះអាចនៅតែអានអ្វីដែលបានកែសម្រាប់អ្នកដទៃ។",
    ),
    "what-summary": (
        "A summary is missing, very short, or so long that it is a text of its own.",
        "សេចក្ដីសង្ខេបបាត់ ខ្លីណាស់ ឬវែងរហូតដល់ក្លាយជាអត្ថបទ។",
    ),
    "why-summary": (
        "Feeds and newsletters show it in place of the publication.",
        "មតិព័ត៌មាន និងព្រឹត្តិបត្រព័ត៌មានបង្ហាញវាជំនួសការបោះពុម្ពផ្សាយ។",
    ),
    "what-said-date": (
        "The text says that it comes out on another day than its date.",
        "អត្ថបទប្រាប់ថាវាចេញផ្សាយនៅថ្ងៃផ្សេងពីកាលបរិច្ឆេទរបស់វា។",
    ),
    "why-said-date": (
        "One of the two is a slip of the pen.",
        "មួយក្នុងចំណោមពីរជាកំហុសពេលសរសេរ។",
    ),
    "what-capitals": (
        "A title is all in capitals.",
        "ចំណងជើងជាអក្សរធំទាំងអស់។",
    ),
    "why-capitals": (
        "It reads as shouting, and programs that read aloud spell it letter by letter.",
        "វាអានដូចជាការស្រែក ហើយកម្មវិធីអានឮៗប្រកបវាម្ដងមួយអក្សរ។",
    ),
    "what-look-alike": (
        "An address is nearly one of the organisation's own.",
        "អាសយដ្ឋានស្រដៀងនឹងអាសយដ្ឋានរបស់អង្គការ តែមិនដូចគ្នា។",
    ),
    "why-look-alike": (
        "It may be a slip, or a forged page that looks like yours.",
        "វាអាចជាកំហុសពេលសរសេរ ឬទំព័រក្លែងក្លាយដែលមើលទៅដូចរបស់អ្នក។",
    ),
    "what-alt": (
        "A picture has no words for those who can't see it.",
        "រូបភាពគ្មានពាក្យសម្រាប់អ្នកដែលមើលវាមិនឃើញ។",
    ),
    "why-alt": (
        "Who can't see it, or has pictures switched off, learns nothing of it.",
        "អ្នកដែលមើលវាមិនឃើញ ឬបិទរូបភាព មិនដឹងអ្វីអំពីវាទេ។",
    ),
    "what-private": (
        "A file of the project holds many e-mail addresses, a password or a key.",
        "ឯកសារមួយក្នុងគម្រោងមានអាសយដ្ឋានអ៊ីមែលច្រើន ពាក្យសម្ងាត់ ឬសោ។",
    ),
    "why-private": (
        "The folder is kept in version control and shared; what is secret does not belong there.",
        "ថតនេះស្ថិតក្នុងប្រព័ន្ធគ្រប់គ្រងកំណែ ហើយត្រូវបានចែករំលែក អ្វីដែលសម្ងាត់មិនគួរនៅទីនោះទេ។",
    ),
    "what-xml": (
        "A source is no well-formed XML, or asks for other files.",
        "ប្រភពមិនមែនជា XML ត្រឹមត្រូវ ឬសុំឯកសារផ្សេង។",
    ),
    "why-xml": _UNTAKEN,
    "what-json": (
        "A source is no well-formed JSON, or no JSON Feed.",
        "ប្រភពមិនមែនជា JSON ត្រឹមត្រូវ ឬមិនមែនជាមតិព័ត៌មាន JSON។",
    ),
    "why-json": _UNTAKEN,
    "what-html": (
        "A source is a web page, and no feed.",
        "ប្រភពជាទំព័រគេហទំព័រ មិនមែនជាមតិព័ត៌មានទេ។",
    ),
    "why-html": _UNTAKEN,
    "what-feed": (
        "A source is no feed that is known here.",
        "ប្រភពមិនមែនជាមតិព័ត៌មានដែលស្គាល់នៅទីនេះ។",
    ),
    "why-feed": _UNTAKEN,
    "what-listing": (
        "A source has no publications in blocks of a title and its text.",
        "ប្រភពគ្មានការបោះពុម្ពផ្សាយជាប្លុកដែលមានចំណងជើង និងអត្ថបទ។",
    ),
    "why-listing": _UNTAKEN,
    "what-items": (
        "A source holds more publications than are taken at once.",
        "ប្រភពមានការបោះពុម្ពផ្សាយច្រើនជាងចំនួនដែលយកបានម្ដង។",
    ),
    "why-items": _UNTAKEN,
    "what-csv": (
        "A table can't be parted into rows and cells.",
        "មិនអាចបំបែកតារាងជាជួរដេក និងក្រឡាបានទេ។",
    ),
    "why-csv": _UNTAKEN,
    "what-xlsx": (
        "A workbook can't be opened, or has nothing to be seen.",
        "មិនអាចបើកសៀវភៅការងារបានទេ ឬគ្មានអ្វីត្រូវមើល។",
    ),
    "why-xlsx": _UNTAKEN,
    "what-columns": (
        "It can't be told which column of a table holds what.",
        "មិនអាចដឹងថាជួរឈរណានៃតារាងមានអ្វី។",
    ),
    "why-columns": _UNTAKEN,
    "what-rows": (
        "A table has more rows than are taken at once.",
        "តារាងមានជួរដេកច្រើនជាងចំនួនដែលយកបានម្ដង។",
    ),
    "why-rows": _UNTAKEN,
    "what-network": (
        "The address of a source can't be reached, or is not allowed.",
        "មិនអាចទៅដល់អាសយដ្ឋាននៃប្រភព ឬមិនអនុញ្ញាត។",
    ),
    "why-network": _UNTAKEN,
    "what-form": (
        "The entry's file is written in a way that the form can't change.",
        "ឯកសាររបស់ធាតុត្រូវបានសរសេរក្នុងរបៀបដែលទម្រង់បែបបទមិនអាចកែបាន។",
    ),
    "why-form": (
        "An editor for text can, and keeps what only people understand.",
        "កម្មវិធីកែអត្ថបទអាចកែបាន ហើយរក្សាអ្វីដែលមានតែមនុស្សយល់។",
    ),
    "what-dead-link": (
        "At an address of an entry there is nothing, or nobody answers.",
        "នៅអាសយដ្ឋានមួយរបស់ធាតុគ្មានអ្វីទេ ឬគ្មាននរណាឆ្លើយ។",
    ),
    "why-dead-link": (
        "Readers would see an error in place of the publication.",
        "អ្នកអាននឹងឃើញកំហុសជំនួសការបោះពុម្ពផ្សាយ។",
    ),
    "what-notice": (
        "A published entry is withdrawn as of so long ago that its notice has had its time.",
        "ធាតុដែលបានផ្សព្វផ្សាយត្រូវបានដកចេញតាំងពីយូរ រហូតដល់ដំណឹងរបស់វាបានចប់ពេល។",
    ),
    "why-notice": (
        "It would vanish from readers' feeds, and nobody would be told why.",
        "វានឹងបាត់ពីមតិព័ត៌មានរបស់អ្នកអាន ហើយគ្មាននរណាត្រូវបានប្រាប់ថាហេតុអ្វីទេ។",
    ),
}
