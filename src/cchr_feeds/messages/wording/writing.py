"""What can't be written, fetched or told, and why."""

from __future__ import annotations

WORDING = {
    "leads-to-none": (
        "it leads to an address that is none",
        "វានាំទៅអាសយដ្ឋានដែលមិនត្រឹមត្រូវ",
    ),
    "leads-around": (
        "it leads from one address to the next more than {limit} times",
        "វានាំពីអាសយដ្ឋានមួយទៅមួយទៀតលើសពី {limit} ដង",
    ),
    "nothing-any-more": (
        "there is nothing any more ({status})",
        "នៅទីនោះលែងមានអ្វីទៀត ({status})",
    ),
    "open-in-browser": (
        "open it in a browser; correct the address, or put the document where it was",
        "សូមបើកវាក្នុងកម្មវិធីរុករក រួចកែអាសយដ្ឋាន ឬដាក់ឯកសារនៅកន្លែងដើម",
    ),
    "asking-addresses": (
        "asking for addresses [{bar}] {number} of {count} …",
        "កំពុងសួរអាសយដ្ឋាន [{bar}] {number} ក្នុងចំណោម {count} …",
    ),
    "no-feeds-in": (
        "there are no feeds in {out}; run cchr-feeds build first",
        "គ្មានមតិព័ត៌មានក្នុង {out} ទេ សូមដំណើរការ cchr-feeds build ជាមុន",
    ),
    "ping-again": (
        "Run ping again later: it goes on from here.",
        "សូមដំណើរការ ping ម្ដងទៀតពេលក្រោយ វាបន្តពីទីនេះ។",
    ),
    "no-hub-named": (
        "no hub is named, so there is nobody to tell",
        "គ្មាន hub ណាត្រូវបានដាក់ឈ្មោះទេ ដូច្នេះគ្មាននរណាត្រូវប្រាប់",
    ),
    "write-hub": (
        "write hub: with the address of your hub below feeds:, such as hub: https://hub.example.org/",
        "សូមសរសេរ hub: ជាមួយអាសយដ្ឋាន hub របស់អ្នកក្រោម feeds: ដូចជា hub: https://hub.example.org/",
    ),
    "telling": (
        "telling {hub} of {path} …",
        "កំពុងប្រាប់ {hub} អំពី {path} …",
    ),
    "one-feed-waits": (
        "one feed waits",
        "មតិព័ត៌មានមួយរង់ចាំ",
    ),
    "feeds-wait": (
        "{count} feeds wait",
        "មតិព័ត៌មាន {count} រង់ចាំ",
    ),
    "hub-not-told": (
        "{hub} was not told: {reason}; {waiting}",
        "មិនបានប្រាប់ {hub}៖ {reason} {waiting}",
    ),
    "hub-refused": (
        "{hub} did not accept {address}: {reason}",
        "{hub} មិនបានទទួល {address}៖ {reason}",
    ),
    "told-not-kept": (
        "What was told can't be written down here ({reason}), so the next ping tells it again.",
        "មិនអាចកត់ត្រានៅទីនេះថាបានប្រាប់អ្វីខ្លះ ({reason}) ដូច្នេះ ping លើកក្រោយប្រាប់វាម្ដងទៀត។",
    ),
    "answered-elsewhere": (
        "it answered {status}, that it is elsewhere; correct hub: in site.yaml",
        "វាឆ្លើយ {status} ថាវានៅកន្លែងផ្សេង សូមកែ hub: ក្នុង site.yaml",
    ),
    "answered": (
        "it answered {status}",
        "វាឆ្លើយ {status}",
    ),
    "answered-with": (
        "it answered {status} ({words})",
        "វាឆ្លើយ {status} ({words})",
    ),
    "no-ordinary-any-more": (
        "{path} is no ordinary file any more; put it back and build again",
        "{path} លែងជាឯកសារធម្មតា សូមដាក់វាមកវិញ ហើយដំណើរការ build ម្ដងទៀត",
    ),
    "changed-while-copied": (
        "{path} changed while it was being copied; build again when it is complete",
        "{path} ត្រូវបានកែពេលកំពុងចម្លង សូមដំណើរការ build ម្ដងទៀតនៅពេលវាពេញលេញ",
    ),
    "not-readable-any-more": (
        "{path} can't be read any more ({reason}); put it back and build again",
        "លែងអាចអាន {path} បាន ({reason}) សូមដាក់វាមកវិញ ហើយដំណើរការ build ម្ដងទៀត",
    ),
    "should-be-folder": (
        "{folder} should be a folder; move away what is there and build again",
        "{folder} គួរជាថត សូមយកអ្វីដែលនៅទីនោះចេញ ហើយដំណើរការ build ម្ដងទៀត",
    ),
    "should-be-file": (
        "{path} should be an ordinary file; move away what is there and build again",
        "{path} គួរជាឯកសារធម្មតា សូមយកអ្វីដែលនៅទីនោះចេញ ហើយដំណើរការ build ម្ដងទៀត",
    ),
    "lock-not-written": (
        "out/ is written, but {file} could not be: {reason}; build again when there is room",
        "បានសរសេរ out/ តែមិនអាចសរសេរ {file} បានទេ៖ {reason} សូមដំណើរការ build ម្ដងទៀតនៅពេលមានទំហំទំនេរ",
    ),
    "not-put-back": (
        "the output could not be written, and not all of the old one could be put back; build again",
        "មិនអាចសរសេរលទ្ធផលបានទេ ហើយលទ្ធផលចាស់មិនអាចដាក់មកវិញទាំងអស់បានទេ សូមដំណើរការ build ម្ដងទៀត",
    ),
    "output-not-written": (
        "the output could not be written: {reason}{place}; what was published before is still there",
        "មិនអាចសរសេរលទ្ធផលបានទេ៖ {reason}{place} អ្វីដែលបានផ្សព្វផ្សាយពីមុននៅដដែល",
    ),
    "could-not-be-written": (
        "{path} could not be written: {reason}",
        "មិនអាចសរសេរ {path} បានទេ៖ {reason}",
    ),
    "there-is-one": (
        "it is there already",
        "មានវារួចហើយ",
    ),
    "not-opened-here": (
        "{path} can't be opened here; look at what check says of it",
        "មិនអាចបើក {path} នៅទីនេះបានទេ សូមមើលថា check ប្រាប់អ្វីអំពីវា",
    ),
    "changed-elsewhere": (
        "{path} was changed elsewhere meanwhile; it is as it was",
        "{path} ត្រូវបានកែនៅកន្លែងផ្សេង វានៅដដែល",
    ),
    "not-made": (
        "{path} can't be made; check the id and the folder {folder}/",
        "មិនអាចបង្កើត {path} បានទេ សូមពិនិត្យ id និងថត {folder}/",
    ),
    "remark-lost": (
        "the remark {remark!r} would be lost",
        "កំណត់សម្គាល់ {remark!r} នឹងបាត់",
    ),
    "else-would-change": (
        "something else in it would change",
        "អ្វីផ្សេងក្នុងវានឹងប្ដូរ",
    ),
    "no-group-of-fields": (
        "{name}: is no group of fields",
        "{name}: មិនមែនជាក្រុមវាលទេ",
    ),
    "not-fields": (
        "it can't be read as fields",
        "មិនអាចអានវាជាវាលបានទេ",
    ),
    "only-field-there": (
        "{name}: is the only field there",
        "{name}: ជាវាលតែមួយនៅទីនោះ",
    ),
    "not-as-a-moment-ago": (
        "{path} is not as it was a moment ago; run this again",
        "{path} លែងដូចកាលពីមុននេះបន្តិច សូមដំណើរការម្ដងទៀត",
    ),
    "failed-as-it-was": (
        "{path} could not be written: {reason}; it is as it was",
        "មិនអាចសរសេរ {path} បានទេ៖ {reason} វានៅដដែល",
    ),
    "add-by-hand": (
        "{path} is written in a way that can't safely be added to; it is as it was. Add this to it:\n{lines}",
        "{path} ត្រូវបានសរសេរក្នុងរបៀបដែលមិនអាចបន្ថែមដោយសុវត្ថិភាព វានៅដដែល។ សូមបន្ថែមនេះក្នុងវា៖\n{lines}",
    ),
    "published-once": (
        "{id!r} was published once",
        "{id!r} ធ្លាប់បានផ្សព្វផ្សាយម្ដងហើយ",
    ),
    "write-or-another": (
        "write {id}, or another",
        "សូមសរសេរ {id} ឬឈ្មោះផ្សេង",
    ),
    "would-not-say": (
        "{path} was not written: it would not say what you typed",
        "មិនបានសរសេរ {path} ទេ៖ វានឹងមិននិយាយអ្វីដែលអ្នកបានវាយ",
    ),
    "overwritten": (
        "{files} would be overwritten; choose an empty folder, or a new one",
        "{files} នឹងត្រូវបានសរសេរជាន់ពីលើ សូមជ្រើសថតទទេ ឬថតថ្មី",
    ),
    "reading-entries": (
        "reading the entries …",
        "កំពុងអានធាតុ …",
    ),
    "making": (
        "making {path} …",
        "កំពុងបង្កើត {path} …",
    ),
    "taking-pictures": (
        "taking pictures …",
        "កំពុងថតរូបភាព …",
    ),
    "pictures-not-written": (
        "the pictures could not be written: {reason}: {file}",
        "មិនអាចសរសេររូបភាពបានទេ៖ {reason}: {file}",
    ),
    "takes-none": (
        "{browser} takes none of them",
        "{browser} មិនថតរូបភាពណាមួយទេ",
    ),
    "not-done-after": (
        "{browser} was not done after {seconds} seconds",
        "{browser} មិនចប់ក្រោយ {seconds} វិនាទី",
    ),
    "not-started": (
        "{browser} can't be started ({reason})",
        "មិនអាចបើក {browser} បានទេ ({reason})",
    ),
    "no-such-browser": (
        "there is no {browser}, which {variable} names",
        "គ្មាន {browser} ដែល {variable} ប្រាប់ទេ",
    ),
    "no-chromium": (
        "there is no Chromium here",
        "នៅទីនេះគ្មាន Chromium ទេ",
    ),
    "no-pictures": (
        "the newsletter is written, its pictures are not: {reason}; install Chromium (on Debian: apt-get install chromium), or say in the variable {variable} where it is",
        "បានសរសេរព្រឹត្តិបត្រព័ត៌មាន តែមិនមែនរូបភាពទេ៖ {reason} សូមដំឡើង Chromium (លើ Debian៖ apt-get install chromium) ឬប្រាប់ក្នុងអថេរ {variable} ថាវានៅឯណា",
    ),
}
