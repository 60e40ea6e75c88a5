"""What readers have been given, published.lock, and withdrawals."""

from __future__ import annotations

WORDING = {
    "another-authority": (
        "with another {field} every id changes, and readers get everything a second time",
        "បើ {field} ប្ដូរ នោះ id ទាំងអស់ប្ដូរ ហើយអ្នកអានទទួលអ្វីៗទាំងអស់ម្ដងទៀត",
    ),
    "write-authority": (
        "write authority: {authority} and since: {since} again",
        "សូមសរសេរ authority: {authority} និង since: {since} ម្ដងទៀត",
    ),
    "or-change-ids": (
        "{fix} (to change every id all the same: {command})",
        "{fix} (បើចង់ប្ដូរ id ទាំងអស់៖ {command})",
    ),
    "published-in-language": (
        "entries were published in {language}, which is no language of the site any more",
        "ធាតុបានផ្សព្វផ្សាយជា {language} តែគេហទំព័រលែងមានភាសានោះ",
    ),
    "put-language-back": (
        "put {language} back (to let it go all the same: {command})",
        "សូមដាក់ {language} មកវិញ (បើចង់លុបវាចោល៖ {command})",
    ),
    "earlier-than-published": (
        "it is {now:%Y-%m-%d %H:%M} now; entries that were published later have left for so long",
        "ឥឡូវនេះម៉ោង {now:%Y-%m-%d %H:%M} ធាតុដែលផ្សព្វផ្សាយក្រោយនោះបានចេញទៅជាបណ្ដោះអាសន្ន",
    ),
    "see-clock": (
        "see whether this machine's clock is right, and whether --now or SOURCE_DATE_EPOCH is meant",
        "សូមមើលថានាឡិការបស់ម៉ាស៊ីននេះត្រឹមត្រូវឬទេ ហើយ --now ឬ SOURCE_DATE_EPOCH ត្រឹមត្រូវឬទេ",
    ),
    "published-file-gone": (
        "{id} was published, and its file {file} is gone",
        "{id} បានផ្សព្វផ្សាយហើយ តែឯកសារ {file} របស់វាបាត់",
    ),
    "bring-file-back-or-withdraw": (
        "bring the file back; to take the publication back from readers: cchr-feeds withdraw {id} (to let it go without a word: {command})",
        "សូមយកឯកសារមកវិញ បើចង់ដកវាពីអ្នកអាន៖ cchr-feeds withdraw {id} (បើចង់លុបវាដោយមិនប្រាប់៖ {command})",
    ),
    "notice-file-gone": (
        "readers are still told that {id} was withdrawn, and its file {file} is gone",
        "អ្នកអានកំពុងទទួលដំណឹងថា {id} ត្រូវបានដកចេញ តែឯកសារ {file} របស់វាបាត់",
    ),
    "bring-file-back": (
        "bring the file back (to end the notice now: {command})",
        "សូមយកឯកសារមកវិញ (បើចង់បញ្ចប់ដំណឹងឥឡូវនេះ៖ {command})",
    ),
    "published-as": (
        "this was published as {old}; as {new} readers would get it a second time",
        "វាបានផ្សព្វផ្សាយជា {old} បើជា {new} អ្នកអាននឹងទទួលវាម្ដងទៀត",
    ),
    "write-old-id": (
        "write id: {old} again (if it is another publication: {command})",
        "សូមសរសេរ id: {old} ម្ដងទៀត (បើវាជាការបោះពុម្ពផ្សាយផ្សេង៖ {command})",
    ),
    "language-block-gone": (
        "this was published in {language} too, and the block {language}: is gone",
        "វាបានផ្សព្វផ្សាយជា {language} ដែរ តែប្លុក {language}: បាត់",
    ),
    "bring-block-back": (
        "bring the block back; to take the publication back: cchr-feeds withdraw {id} (to let it go without a word: {command})",
        "សូមយកប្លុកមកវិញ បើចង់ដកការបោះពុម្ពផ្សាយ៖ cchr-feeds withdraw {id} (បើចង់លុបវាដោយមិនប្រាប់៖ {command})",
    ),
    "draft-would-vanish": (
        "readers have this already; as a draft it would vanish from their feeds",
        "អ្នកអានមានវារួចហើយ បើជាសេចក្ដីព្រាង វានឹងបាត់ពីមតិព័ត៌មានរបស់ពួកគេ",
    ),
    "take-away-draft": (
        "take away draft: true; to take the publication back: cchr-feeds withdraw {id} (to let it go without a word: {command})",
        "សូមលុប draft: true បើចង់ដកការបោះពុម្ពផ្សាយ៖ cchr-feeds withdraw {id} (បើចង់លុបវាដោយមិនប្រាប់៖ {command})",
    ),
    "future-would-vanish": (
        "readers have this already; with a date in the future it would vanish until then",
        "អ្នកអានមានវារួចហើយ បើកាលបរិច្ឆេទនៅអនាគត វានឹងបាត់រហូតដល់ពេលនោះ",
    ),
    "leave-line-out": (
        "leave this line out until then",
        "សូមកុំដាក់បន្ទាត់នេះរហូតដល់ពេលនោះ",
    ),
    "write-past-date": (
        "write a date that has passed",
        "សូមសរសេរកាលបរិច្ឆេទដែលកន្លងផុត",
    ),
    "or-let-go-until": (
        "{fix} (to let it go until then: {command})",
        "{fix} (បើចង់ឱ្យវាបាត់រហូតដល់ពេលនោះ៖ {command})",
    ),
    "earlier-than-withdrawn": (
        "it is {now:%Y-%m-%d %H:%M} now, and {id} was withdrawn later than that",
        "ឥឡូវនេះម៉ោង {now:%Y-%m-%d %H:%M} តែ {id} ត្រូវបានដកចេញក្រោយនោះ",
    ),
    "withdrawn-long-ago": (
        "this was withdrawn so long ago that readers never see the notice; it vanishes from their feeds",
        "វាត្រូវបានដកចេញយូរណាស់មកហើយ ដូច្នេះអ្នកអានមិនឃើញដំណឹងទេ វាបាត់ពីមតិព័ត៌មានរបស់ពួកគេ",
    ),
    "write-day-taken-back": (
        "write the day on which you take it back",
        "សូមសរសេរថ្ងៃដែលអ្នកដកវាចេញ",
    ),
    "published-as-another": (
        "this was published as {old}, which says something else now; readers would get it a second time",
        "វាបានផ្សព្វផ្សាយជា {old} ដែលឥឡូវនិយាយអំពីអ្វីផ្សេង ដូច្នេះអ្នកអាននឹងទទួលវាម្ដងទៀត",
    ),
    "old-id-here": (
        "write id: {old} here again, and give the other one an id of its own (to do it: {command})",
        "សូមសរសេរ id: {old} នៅទីនេះម្ដងទៀត ហើយឱ្យធាតុផ្សេងមាន id ផ្ទាល់ខ្លួន (បើចង់ធ្វើវា៖ {command})",
    ),
    "was-let-go": (
        "was published and let go",
        "បានផ្សព្វផ្សាយ ហើយត្រូវបានលុប",
    ),
    "was-withdrawn": (
        "was withdrawn",
        "ត្រូវបានដកចេញ",
    ),
    "would-get-again": (
        "{id} {was}; readers would get it again",
        "{id} {was} អ្នកអាននឹងទទួលវាម្ដងទៀត",
    ),
    "new-id-or-back": (
        "give a new publication an id of its own (to bring this one back: {command})",
        "សូមឱ្យការបោះពុម្ពផ្សាយថ្មីមាន id ផ្ទាល់ខ្លួន (បើចង់យកមួយនេះមកវិញ៖ {command})",
    ),
    "put-withdrawn-back": (
        "put withdrawn: back, or {fix}",
        "សូមដាក់ withdrawn: មកវិញ ឬ {fix}",
    ),
    "another-version": (
        "another version of cchr-feeds wrote this file",
        "កំណែផ្សេងនៃ cchr-feeds បានសរសេរឯកសារនេះ",
    ),
    "newest-version": (
        "use the newest version of cchr-feeds",
        "សូមប្រើកំណែថ្មីបំផុតនៃ cchr-feeds",
    ),
    "line-spoilt": (
        "this line is not as `cchr-feeds build` wrote it",
        "បន្ទាត់នេះមិនដូចដែល `cchr-feeds build` បានសរសេរទេ",
    ),
    "nobody-remembers": (
        "this file can't be written here, so nothing remembers what readers have now been given",
        "មិនអាចសរសេរឯកសារនេះនៅទីនេះបានទេ ដូច្នេះគ្មានអ្វីចងចាំថាអ្នកអានបានទទួលអ្វីខ្លះ",
    ),
    "build-where-writable": (
        "build once where it can be written, and keep it in version control",
        "សូមដំណើរការ build ម្ដងនៅកន្លែងដែលអាចសរសេរវាបាន ហើយទុកវាក្នុងប្រព័ន្ធគ្រប់គ្រងកំណែ",
    ),
    "lock-forgotten": (
        "this file is gone, though something was published; an id that is lost now is not noticed",
        "ឯកសារនេះបាត់ ទោះបីមានអ្វីបានផ្សព្វផ្សាយក៏ដោយ ដូច្នេះបើ id ណាបាត់ឥឡូវ គ្មាននរណាដឹងទេ",
    ),
    "bring-back-if-there": (
        "bring it back from version control, if it was there before",
        "សូមយកវាមកវិញពីប្រព័ន្ធគ្រប់គ្រងកំណែ បើវាធ្លាប់មាននៅទីនោះ",
    ),
    "nothing-to-accept": (
        "nothing stands against {names}, so there is nothing to accept; see `check`",
        "គ្មានអ្វីប្រឆាំងនឹង {names} ទេ ដូច្នេះគ្មានអ្វីត្រូវទទួលយក សូមមើល `check`",
    ),
    "no-entry-with-id-but": (
        "no entry has the id {id!r}; {hint}",
        "គ្មានធាតុណាមាន id {id!r} ទេ {hint}",
    ),
    "already-withdrawn": (
        "{id} is withdrawn as of {day}; to change that, edit {file}",
        "{id} ត្រូវបានដកចេញតាំងពី {day} បើចង់ប្ដូរ សូមកែ {file}",
    ),
    "file-of-published-gone": (
        "it was published, and its file {file} is gone; bring that back first",
        "វាបានផ្សព្វផ្សាយហើយ តែឯកសារ {file} របស់វាបាត់ សូមយកវាមកវិញជាមុន",
    ),
    "look-for-id": (
        "look in the entry's file for the line that begins with id",
        "សូមរកមើលបន្ទាត់ដែលចាប់ផ្ដើមដោយ id ក្នុងឯកសាររបស់ធាតុ",
    ),
    "no-reason": (
        "there is no reason",
        "គ្មានមូលហេតុទេ",
    ),
    "say-why-withdrawn": (
        "say in one line why it is withdrawn",
        "សូមប្រាប់ក្នុងមួយបន្ទាត់ថាហេតុអ្វីវាត្រូវបានដកចេញ",
    ),
}
