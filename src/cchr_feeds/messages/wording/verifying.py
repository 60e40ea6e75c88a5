"""Comparing what is live with what was built, keys and signatures."""

from __future__ import annotations

WORDING = {
    "site-is-as-built": (
        "{where} is as it was built: {count} {count:file|files}.",
        "{where} ដូចពេលដែលបានបង្កើត៖ ឯកសារ {count}។",
    ),
    "site-is-as-signed": (
        "{where} is as it was signed: {count} {count:file|files}.",
        "{where} ដូចពេលដែលបានចុះហត្ថលេខា៖ ឯកសារ {count}។",
    ),
    "comparing": (
        "comparing {path} …",
        "កំពុងប្រៀបធៀប {path} …",
    ),
    "was-altered": (
        "{what} was altered",
        "{what} ត្រូវបានកែប្រែ",
    ),
    "is-missing": (
        "{what} is missing",
        "{what} បាត់",
    ),
    "is-not-ours": (
        "{what} was not made by the build",
        "{what} មិនបានបង្កើតដោយ build ទេ",
    ),
    "cannot-be-read": (
        "{what} can't be read ({reason})",
        "{what} អានមិនបាន ({reason})",
    ),
    "was-altered-in": (
        "{what} was altered, in {paths}",
        "{what} ត្រូវបានកែប្រែ នៅក្នុង {paths}",
    ),
    "is-missing-in": (
        "{what} is missing, from {paths}",
        "{what} បាត់ពី {paths}",
    ),
    "more-differ": (
        "{count} {count:more differs|more differ}",
        "{count} ផ្សេងទៀតក៏ខុសគ្នាដែរ",
    ),
    "strange-entry": (
        "an entry that is not ours, {id}, stands in {paths}",
        "ធាតុមួយដែលមិនមែនរបស់យើង {id} មាននៅក្នុង {paths}",
    ),
    "entry-by-id": (
        "the {language} publication {id} of {date}",
        "ការបោះពុម្ពផ្សាយ {id} ជា{language} {date}",
    ),
    # What is cut to no letter (:.0) is what the other language calls the category.
    "entry-by-title": (
        "the {language} {category} of {date}, “{title}”,{label:.0}",
        "“{title}” ({label}{category:.0} ជា{language} {date})",
    ),
    "newsletter-at": (
        "the {language} newsletter of {period} ({path})",
        "ព្រឹត្តិបត្រ {period} ជា{language} ({path})",
    ),
    "document-at": (
        "the document {name} of the publication {id} ({path})",
        "ឯកសារ {name} របស់ការបោះពុម្ពផ្សាយ {id} ({path})",
    ),
    "another-build": (
        "what is there is another build, and whole: its newest publication is of {theirs}, ours of {ours}. Upload out/ again; if that was done, somebody has put an older copy back",
        "អ្វីដែលមាននៅទីនោះជាការបង្កើតមួយផ្សេងទៀត ហើយពេញលេញ៖ ការបោះពុម្ពផ្សាយចុងក្រោយរបស់វា {theirs} របស់យើង {ours}។ សូមផ្ញើ out/ ម្ដងទៀត បើបានផ្ញើរួចហើយ នោះមាននរណាម្នាក់បានដាក់ច្បាប់ចម្លងចាស់មកវិញ",
    ),
    "nothing-to-compare-with": (
        "there is nothing in {out} to compare with; run cchr-feeds build, or name the site's key with --key",
        "គ្មានអ្វីក្នុង {out} សម្រាប់ប្រៀបធៀបទេ សូមប្រើ cchr-feeds build ឬប្រាប់សោរបស់គេហទំព័រដោយ --key",
    ),
    "build-was-interrupted": (
        "the last build into {out} was interrupted; run cchr-feeds build",
        "ការបង្កើតចុងក្រោយក្នុង {out} ត្រូវបានកាត់ផ្ដាច់ សូមប្រើ cchr-feeds build",
    ),
    "upload-unfinished": (
        "the manifest is of a build that was interrupted; build and upload again",
        "manifest នេះជារបស់ការបង្កើតដែលត្រូវបានកាត់ផ្ដាច់ សូមបង្កើត និងផ្ញើម្ដងទៀត",
    ),
    "wrong-signature": (
        "the signature {seal} is not one of this key over {manifest}: either was altered, or is of another build",
        "ហត្ថលេខា {seal} មិនមែនជារបស់សោនេះលើ {manifest} ទេ៖ មួយក្នុងចំណោមពីរត្រូវបានកែប្រែ ឬជារបស់ការបង្កើតផ្សេង",
    ),
    "no-ordinary-file": (
        "it is a link or no ordinary file",
        "វាជាតំណ ឬមិនមែនជាឯកសារធម្មតា",
    ),
    "answer-broke-off": (
        "the answer broke off",
        "ចម្លើយត្រូវបានកាត់ផ្ដាច់",
    ),
    "leads-away": (
        "it leads to another site, {address}",
        "វានាំទៅគេហទំព័រផ្សេង {address}",
    ),
    "no-site-address": (
        "{address} is no address of a site; write it as https://example.org/feeds/",
        "{address} មិនមែនជាអាសយដ្ឋានគេហទំព័រទេ សូមសរសេរដូចជា https://example.org/feeds/",
    ),
    "no-public-key": (
        "this is no public key; it looks like {form}, as cchr-feeds keys printed it",
        "នេះមិនមែនជាសោសាធារណៈទេ វាមានរាង {form} ដូចដែល cchr-feeds keys បានបង្ហាញ",
    ),
    "no-secret-key": (
        "{where} holds no secret key; it looks like {form}, as cchr-feeds keys wrote it",
        "{where} គ្មានសោសម្ងាត់ទេ វាមានរាង {form} ដូចដែល cchr-feeds keys បានសរសេរ",
    ),
    "signing-needs-package": (
        "signatures need a package that is not installed: {command}",
        "ហត្ថលេខាត្រូវការកញ្ចប់មួយដែលមិនទាន់ដំឡើង៖ {command}",
    ),
    "signature-not-written": (
        "the signature {path} could not be written: {reason}; build again",
        "សរសេរហត្ថលេខា {path} មិនបាន៖ {reason} សូមបង្កើតម្ដងទៀត",
    ),
    "signature-is-old": (
        "{path} is of an earlier build, and who checks it will think that the site was altered. Set {variable} and build again, or delete it.",
        "{path} ជារបស់ការបង្កើតមុន ហើយអ្នកដែលពិនិត្យវានឹងគិតថាគេហទំព័រត្រូវបានកែប្រែ។ សូមកំណត់ {variable} ហើយបង្កើតម្ដងទៀត ឬលុបវា។",
    ),
    "two-secret-keys": (
        "{one} and {other} are both set; leave one",
        "{one} និង {other} ត្រូវបានកំណត់ទាំងពីរ សូមទុកតែមួយ",
    ),
    "key-not-read": (
        "the secret key {path} can't be read: {reason}",
        "អានសោសម្ងាត់ {path} មិនបាន៖ {reason}",
    ),
    "key-in-project": (
        "{path} lies in the project, where a secret key would be shared with it; name a place outside",
        "{path} នៅក្នុងគម្រោង ដូច្នេះសោសម្ងាត់នឹងត្រូវចែករំលែកជាមួយ សូមប្រាប់កន្លែងនៅខាងក្រៅ",
    ),
    "key-not-written": (
        "the secret key {path} could not be written: {reason}",
        "សរសេរសោសម្ងាត់ {path} មិនបាន៖ {reason}",
    ),
    "keys-made": (
        "The secret key is in {path}: keep it, and a copy, where nobody else reads. The public key, for everybody:\n{key}",
        "សោសម្ងាត់នៅក្នុង {path}៖ សូមរក្សាវា និងច្បាប់ចម្លងមួយ នៅកន្លែងដែលគ្មានអ្នកដទៃអាន។ សោសាធារណៈសម្រាប់មនុស្សទាំងអស់៖\n{key}",
    ),
    "day-of": ("{day} {month} {year}", "ថ្ងៃទី{day:០} ខែ{month} ឆ្នាំ{year:០}"),
    "english": ("English", "ភាសាអង់គ្លេស"),
    "khmer": ("Khmer", "ភាសាខ្មែរ"),
    "january": ("January", "មករា"),
    "february": ("February", "កុម្ភៈ"),
    "march": ("March", "មីនា"),
    "april": ("April", "មេសា"),
    "may": ("May", "ឧសភា"),
    "june": ("June", "មិថុនា"),
    "july": ("July", "កក្កដា"),
    "august": ("August", "សីហា"),
    "september": ("September", "កញ្ញា"),
    "october": ("October", "តុលា"),
    "november": ("November", "វិច្ឆិកា"),
    "december": ("December", "ធ្នូ"),
}
