"""What is wrong with finished feeds."""

from __future__ import annotations

WORDING = {
    "nothing-to-show": (
        "{found!a} is nothing that readers can show",
        "{found!a} មិនមែនជាអ្វីដែលកម្មវិធីអានអាចបង្ហាញបានទេ",
    ),
    "not-the-authors": (
        "no entry is the cause; please tell the developers of cchr-feeds",
        "មូលហេតុមិនមែនជាធាតុទេ សូមប្រាប់អ្នកអភិវឌ្ឍ cchr-feeds",
    ),
    "unreadable-document": (
        "it can't be read: {error}",
        "មិនអាចអានវាបានទេ៖ {error}",
    ),
    "no-id-of-site": (
        "{id!r} is no id of this site",
        "{id!r} មិនមែនជា id របស់គេហទំព័រនេះទេ",
    ),
    "id-in-another-language": (
        "{id!r} is the id of an entry in another language",
        "{id!r} ជា id របស់ធាតុជាភាសាផ្សេង",
    ),
    "entry-says-language": (
        "{id} says its language is {language!r}",
        "{id} ប្រាប់ថាភាសារបស់វាជា {language!r}",
    ),
    "bad-entry-title": (
        "{id} has no title, or one with space around or a line break",
        "{id} គ្មានចំណងជើង ឬចំណងជើងមានដកឃ្លានៅសងខាង ឬបន្ទាត់ថ្មី",
    ),
    "many-alternates": (
        "{id} has {count} alternates; readers open whichever they like",
        "{id} មានតំណ alternate {count} អ្នកអានបើកមួយណាក៏បាន",
    ),
    "link-before-page": (
        "{id} names another link before its own page",
        "{id} មានតំណផ្សេងនៅមុខទំព័រផ្ទាល់ខ្លួន",
    ),
    "page-in-another-language": (
        "{id} opens a page in another language",
        "{id} បើកទំព័រជាភាសាផ្សេង",
    ),
    "feed-instead-of-page": (
        "{id} opens a feed instead of a page",
        "{id} បើកមតិព័ត៌មានជំនួសទំព័រ",
    ),
    "translation-in": (
        "{id} has a translation in {language!r}",
        "{id} មានការបកប្រែជា {language!r}",
    ),
    "no-language-named": (
        "no language",
        "គ្មានភាសា",
    ),
    "bad-address-in": (
        "in {id}, {address!r} is not a full web address",
        "ក្នុង {id}៖ {address!r} មិនមែនជាអាសយដ្ឋានពេញលេញទេ",
    ),
    "no-media-type": (
        "{address} has no media type",
        "{address} គ្មានប្រភេទឯកសារទេ",
    ),
    "said-to-be-empty": (
        "{address} is said to be empty",
        "{address} ត្រូវបានប្រាប់ថាទទេ",
    ),
    "no-full-date": (
        "{id} has no {field} with a time and an offset",
        "{id} គ្មាន {field} ដែលមានម៉ោង និងគម្លាតម៉ោងទេ",
    ),
    "date-in-future": (
        "{id} has a {field} in the future",
        "{id} មាន {field} នៅអនាគត",
    ),
    "updated-before-published": (
        "{id} was updated before it was published",
        "{id} ត្រូវបានកែមុនពេលផ្សព្វផ្សាយ",
    ),
    "no-content": (
        "{id} has no content",
        "{id} គ្មានខ្លឹមសារទេ",
    ),
    "active-content": (
        "{id} has {active} in its content",
        "{id} មាន {active} ក្នុងខ្លឹមសាររបស់វា",
    ),
    "feed-says-language": (
        "the feed says its language is {language!r}",
        "មតិព័ត៌មានប្រាប់ថាភាសារបស់វាជា {language!r}",
    ),
    "not-feed-id": (
        "{id!r} is not this feed's id",
        "{id!r} មិនមែនជា id របស់មតិព័ត៌មាននេះទេ",
    ),
    "feed-home-page": (
        "the feed's home page is {pages}, not the organisation's",
        "ទំព័រដើមរបស់មតិព័ត៌មានជា {pages} មិនមែនរបស់អង្គការទេ",
    ),
    "none-named": (
        "none",
        "គ្មាន",
    ),
    "link-before-home-page": (
        "the feed names another link before its home page",
        "មតិព័ត៌មានមានតំណផ្សេងនៅមុខទំព័រដើម",
    ),
    "no-own-address": (
        "the feed does not say its own address, or says another",
        "មតិព័ត៌មានមិនប្រាប់អាសយដ្ឋានរបស់វា ឬប្រាប់អាសយដ្ឋានផ្សេង",
    ),
    "translations-not-named": (
        "the feed does not name its translations, each with its language",
        "មតិព័ត៌មានមិនប្រាប់ការបកប្រែរបស់វា ជាមួយភាសានីមួយៗ",
    ),
    "hub-not-named": (
        "the feed does not name the site's hub, or an archive does",
        "មតិព័ត៌មានមិនប្រាប់ hub របស់គេហទំព័រ ឬបណ្ណសារប្រាប់វា",
    ),
    "license-not-named": (
        "the feed does not name the site's licence",
        "មតិព័ត៌មានមិនប្រាប់អាជ្ញាបណ្ណរបស់គេហទំព័រ",
    ),
    "not-a-web-address": (
        "{address!r} is not a full web address",
        "{address!r} មិនមែនជាអាសយដ្ឋានគេហទំព័រពេញលេញទេ",
    ),
    "feed-without-date": (
        "the feed has no date with a time and an offset",
        "មតិព័ត៌មានគ្មានកាលបរិច្ឆេទដែលមានម៉ោង និងគម្លាតម៉ោងទេ",
    ),
    "feed-in-future": (
        "the feed was updated in the future",
        "មតិព័ត៌មានត្រូវបានកែនៅអនាគត",
    ),
    "feed-older-than-entry": (
        "the feed was updated before its newest entry",
        "មតិព័ត៌មានត្រូវបានកែមុនធាតុថ្មីបំផុតរបស់វា",
    ),
    "feed-without-its-entry": (
        "the feed was updated when no entry was",
        "មតិព័ត៌មានត្រូវបានកែនៅពេលដែលគ្មានធាតុណាត្រូវបានកែ",
    ),
    "feed-holds": (
        "the feed holds {held} entries of {count}",
        "មតិព័ត៌មានមានធាតុ {held} ក្នុងចំណោម {count}",
    ),
    "archive-not-marked": (
        "an archive is not marked as one, or a live feed is",
        "បណ្ណសារមិនត្រូវបានសម្គាល់ថាជាបណ្ណសារ ឬមតិព័ត៌មានផ្ទាល់ត្រូវបានសម្គាល់",
    ),
    "archive-of-another-year": (
        "{id} belongs to the archive of another year",
        "{id} ជារបស់បណ្ណសារឆ្នាំផ្សេង",
    ),
    "newer-than-before": (
        "{id} is newer than what stands before it",
        "{id} ថ្មីជាងធាតុនៅមុខវា",
    ),
    "here-twice": (
        "{id} stands here twice",
        "{id} មាននៅទីនេះពីរដង",
    ),
    "same-second": (
        "{id} and {other} have the same second; some readers show only one of them",
        "{id} និង {other} មានវិនាទីដូចគ្នា កម្មវិធីអានខ្លះបង្ហាញតែមួយ",
    ),
    "another-time": (
        "write another time for one, such as T09:01",
        "សូមសរសេរម៉ោងផ្សេងសម្រាប់មួយ ដូចជា T09:01",
    ),
    "no-json-object": (
        "it is no JSON object",
        "វាមិនមែនជាវត្ថុ JSON ទេ",
    ),
    "not-listed": (
        "{address} has entries and is not listed",
        "{address} មានធាតុ តែមិនមានក្នុងបញ្ជី",
    ),
    "listed-twice": (
        "{address!r} is listed twice, or is no feed with entries",
        "{address!r} មានក្នុងបញ្ជីពីរដង ឬមិនមែនជាមតិព័ត៌មានដែលមានធាតុ",
    ),
    "listed-without-title": (
        "{address!r} has no title, or no home page",
        "{address!r} គ្មានចំណងជើង ឬគ្មានទំព័រដើម",
    ),
    "says-otherwise": (
        "another document says otherwise of {id}",
        "ឯកសារផ្សេងនិយាយខុសពីនេះអំពី {id}",
    ),
    "opens-same-page": (
        "{id} opens the same page as {other}",
        "{id} បើកទំព័រតែមួយជាមួយ {other}",
    ),
    "address-per-language": (
        "give each language an address of its own",
        "សូមឱ្យភាសានីមួយៗមានអាសយដ្ឋានផ្ទាល់ខ្លួន",
    ),
    "no-such-feed": (
        "there is no such feed",
        "គ្មានមតិព័ត៌មាននេះទេ",
    ),
    "chain-breaks": (
        "the chain of archives breaks at {address}",
        "ខ្សែបណ្ណសារដាច់នៅ {address}",
    ),
    "chain-out-of-order": (
        "the chain of archives leaves one out, or is out of order",
        "ខ្សែបណ្ណសារខ្វះមួយ ឬខុសលំដាប់",
    ),
    "no-way-back": (
        "{address} does not lead back to the live feed",
        "{address} មិននាំត្រឡប់ទៅមតិព័ត៌មានផ្ទាល់ទេ",
    ),
    "in-no-feed": (
        "{id} is in no feed and in no archive",
        "{id} មិនមានក្នុងមតិព័ត៌មាន ឬបណ្ណសារណាទេ",
    ),
    "not-public": (
        "{id} is not public",
        "{id} មិនមែនជាសាធារណៈទេ",
    ),
    "feeds-empty": (
        "no entry is in {language!r} yet, so its feeds are empty",
        "មិនទាន់មានធាតុជា {language!r} ទេ ដូច្នេះមតិព័ត៌មានរបស់វាទទេ",
    ),
    "add-or-take-out": (
        "add {language}: to an entry, or take {language} out of site.yaml",
        "សូមបន្ថែម {language}: ក្នុងធាតុមួយ ឬយក {language} ចេញពី site.yaml",
    ),
    "title-is-plain": (
        "a title is plain text, and many readers misread other types",
        "ចំណងជើងជាអត្ថបទធម្មតា ហើយកម្មវិធីអានច្រើនអានប្រភេទផ្សេងខុស",
    ),
    "content-is-html": (
        'content is of type "html"; several readers lose any other',
        'ខ្លឹមសារត្រូវមានប្រភេទ "html" កម្មវិធីអានខ្លះបាត់ប្រភេទផ្សេង',
    ),
    "markup-in-title": (
        "a title holds markup that was not escaped",
        "ចំណងជើងមានស្លាកដែលមិនបានសរសេរជាអត្ថបទ",
    ),
    "two-languages": (
        "<language> and xml:lang name two languages",
        "<language> និង xml:lang ប្រាប់ភាសាពីរផ្សេងគ្នា",
    ),
    "taken-for-html": (
        "a title has & or < that some readers take for HTML",
        "ចំណងជើងមាន & ឬ < ដែលកម្មវិធីអានខ្លះយល់ថាជា HTML",
    ),
    "id-opened-as-address": (
        'without isPermaLink="false" readers open the id as an address',
        'បើគ្មាន isPermaLink="false" កម្មវិធីអានបើក id ជាអាសយដ្ឋាន',
    ),
    "one-enclosure": (
        "RSS allows one enclosure an item",
        "RSS អនុញ្ញាតឯកសារភ្ជាប់តែមួយក្នុងធាតុមួយ",
    ),
    "enclosure-length": (
        "RSS needs the length of an enclosure in octets",
        "RSS ត្រូវការទំហំឯកសារភ្ជាប់គិតជាអុកតេ",
    ),
}
