"""Newsletters, mails, their templates and their sizes."""

from __future__ import annotations

WORDING = {
    "needs-sender": (
        "a mail needs its sender: newsletter: has no from:",
        "អ៊ីមែលត្រូវការអ្នកផ្ញើ៖ newsletter: គ្មាន from:",
    ),
    "write-sender": (
        "write under newsletter:, for instance, from: {{name: CCHR, address: news@example.org}}",
        "សូមសរសេរក្រោម newsletter: ឧទាហរណ៍ from: {{name: CCHR, address: news@example.org}}",
    ),
    "needs-postal-address": (
        "a mail needs a postal address: newsletter: has no postal_address:",
        "អ៊ីមែលត្រូវការអាសយដ្ឋានប្រៃសណីយ៍៖ newsletter: គ្មាន postal_address:",
    ),
    "write-postal-address": (
        "write under newsletter:, for instance, postal_address: 1 Example Street, Phnom Penh, Cambodia",
        "សូមសរសេរក្រោម newsletter: ឧទាហរណ៍ postal_address: 1 Example Street, Phnom Penh, Cambodia",
    ),
    "needs-way-out": (
        "a mail needs a way to leave the list: newsletter: has no unsubscribe:",
        "អ៊ីមែលត្រូវការវិធីឈប់ជាវ៖ newsletter: គ្មាន unsubscribe:",
    ),
    "write-way-out": (
        "write under newsletter:, for instance, unsubscribe: mailto:leave@example.org",
        "សូមសរសេរក្រោម newsletter: ឧទាហរណ៍ unsubscribe: mailto:leave@example.org",
    ),
    "no-entries-in-months": (
        "no entry belongs to any month yet, so there is no newsletter to make",
        "មិនទាន់មានធាតុណាស្ថិតក្នុងខែណាមួយទេ ដូច្នេះគ្មានព្រឹត្តិបត្រព័ត៌មានត្រូវធ្វើ",
    ),
    "no-entries-in": (
        "no entry belongs to {period}, so there is no newsletter to make; there are entries for {months}",
        "គ្មានធាតុណាស្ថិតក្នុង {period} ទេ ដូច្នេះគ្មានព្រឹត្តិបត្រព័ត៌មានត្រូវធ្វើ មានធាតុសម្រាប់ {months}",
    ),
    "shorten-summaries": (
        "shorten summaries, or give some entries another month with edition:",
        "សូមធ្វើឱ្យសេចក្ដីសង្ខេបខ្លី ឬឱ្យធាតុខ្លះទៅខែផ្សេងដោយ edition:",
    ),
    "mail-cut-off": (
        "this mail has {size} kB; Gmail cuts off its end, and the way out with it",
        "អ៊ីមែលនេះមាន {size} kB ហើយ Gmail កាត់ចុងវា និងតំណឈប់ជាវចោល",
    ),
    "shorten-note": (
        "shorten the editor's note",
        "សូមធ្វើឱ្យពាក្យរបស់អ្នកកែសម្រួលខ្លីជាងនេះ",
    ),
    "mail-folded": (
        "all of this mail would have {size} kB and must stay under {limit}, so {count} of its entries are left to the web",
        "អ៊ីមែលនេះទាំងមូលនឹងមាន {size} kB តែត្រូវតិចជាង {limit} ដូច្នេះធាតុ {count} ត្រូវបានទុកនៅលើគេហទំព័រ",
    ),
    "mail-large": (
        "this mail has {size} kB; from {limit} kB on, its last entries are left to the web",
        "អ៊ីមែលនេះមាន {size} kB បើចាប់ពី {limit} kB ធាតុចុងក្រោយត្រូវបានទុកនៅលើគេហទំព័រ",
    ),
    "no-latin-address": (
        "{header}: {value!r} is no address in Latin letters; write name@example.org",
        "{header}: {value!r} មិនមែនជាអាសយដ្ឋានជាអក្សរឡាតាំងទេ សូមសរសេរ name@example.org",
    ),
    "not-in-header": (
        "{header}: {value!r} can't stand here; write it shorter, in Latin letters",
        "{header}: {value!r} មិនអាចនៅទីនេះបានទេ សូមសរសេរវាឱ្យខ្លី ជាអក្សរឡាតាំង",
    ),
    "control-in-header": (
        "{header}: {value!r} has a line break or a control character; remove it",
        "{header}: {value!r} មានបន្ទាត់ថ្មី ឬតួអក្សរបញ្ជា សូមលុបវា",
    ),
    "coded-header": (
        "{header}: {value!r} looks like coded text (=?…?=); write it in plain letters",
        "{header}: {value!r} មើលទៅដូចជាអត្ថបទដែលបានអ៊ិនកូដ (=?…?=) សូមសរសេរវាជាអក្សរធម្មតា",
    ),
    "subject-not-as-written": (
        "Subject: {subject!r} would not arrive as written; write it more plainly",
        "Subject: {subject!r} នឹងមិនទៅដល់ដូចដែលបានសរសេរទេ សូមសរសេរវាឱ្យសាមញ្ញជាងនេះ",
    ),
    "text-not-as-written": (
        "Subject: {subject!r}: the text would not arrive as written",
        "Subject: {subject!r}៖ អត្ថបទនឹងមិនទៅដល់ដូចដែលបានសរសេរទេ",
    ),
    "no-way-out": (
        "the mail has no place for a service's unsubscribe link",
        "អ៊ីមែលនេះគ្មានកន្លែងសម្រាប់តំណឈប់ជាវរបស់សេវា",
    ),
    "write-unsubscribe-link": (
        'write <a href="{{{{ letter.unsubscribe }}}}"> where readers leave the list',
        'សូមសរសេរ <a href="{{{{ letter.unsubscribe }}}}"> នៅកន្លែងដែលអ្នកអានឈប់ជាវ',
    ),
    "html-where-used-or-file": (
        "write the HTML where it is used, or put it into a file of its own and include that",
        "សូមសរសេរ HTML នៅកន្លែងដែលវាត្រូវប្រើ ឬដាក់វាក្នុងឯកសារផ្ទាល់ខ្លួន ហើយប្រើ include",
    ),
    "html-in-own-file": (
        "put the HTML into a file of its own and include that",
        "សូមដាក់ HTML ក្នុងឯកសារផ្ទាល់ខ្លួន ហើយប្រើ include",
    ),
    "mail-cannot-use": (
        "a mail template can't use {word}",
        "ពុម្ពគំរូអ៊ីមែលមិនអាចប្រើ {word} បានទេ",
    ),
    "mail-cannot-set-block": (
        "a mail template can't set a name to a block of HTML",
        "ពុម្ពគំរូអ៊ីមែលមិនអាចឱ្យឈ្មោះទៅប្លុក HTML បានទេ",
    ),
    "html-where-used": (
        "write the HTML where it is used",
        "សូមសរសេរ HTML នៅកន្លែងដែលវាត្រូវប្រើ",
    ),
    "mail-cannot-repeat-block": (
        "a mail template can't repeat a block",
        "ពុម្ពគំរូអ៊ីមែលមិនអាចប្រើប្លុកម្ដងទៀតបានទេ",
    ),
    "write-statement": (
        'write {{% {word} "newsletter/….html.j2" %}}',
        'សូមសរសេរ {{% {word} "newsletter/….html.j2" %}}',
    ),
    "needs-quoted-name": (
        "{word} needs a file's name in quotes and nothing else",
        "{word} ត្រូវការតែឈ្មោះឯកសារក្នុងសញ្ញាសម្រង់",
    ),
    "template-extends-itself": (
        "{name} extends itself",
        "{name} ប្រើ extends លើខ្លួនវា",
    ),
    "template-includes-itself": (
        "{name} includes itself",
        "{name} ប្រើ include លើខ្លួនវា",
    ),
    "no-template": (
        "there is no template {name}",
        "គ្មានពុម្ពគំរូ {name} ទេ",
    ),
    "check-name-and-folder": (
        "check the name and the folder",
        "សូមពិនិត្យឈ្មោះ និងថត",
    ),
    "write-extends": (
        'write {{% extends "packaged/{name}" %}}',
        'សូមសរសេរ {{% extends "packaged/{name}" %}}',
    ),
    "outside-blocks": (
        "{word} stands outside the blocks",
        "{word} ស្ថិតនៅក្រៅប្លុក",
    ),
    "move-into-block": (
        "move it into a block",
        "សូមផ្លាស់វាទៅក្នុងប្លុក",
    ),
    "super-combined": (
        "super() can't be combined with anything here",
        "super() មិនអាចផ្សំជាមួយអ្វីនៅទីនេះបានទេ",
    ),
    "super-alone": (
        "write {{{{ super() }}}} alone",
        "សូមសរសេរ {{{{ super() }}}} តែឯង",
    ),
    "super-of-nothing": (
        "there is nothing that super() could mean here",
        "នៅទីនេះគ្មានអ្វីដែល super() អាចសំដៅបានទេ",
    ),
    "remove-it": (
        "remove it",
        "សូមដកវាចេញ",
    ),
    "remove-line": (
        "remove this line",
        "សូមដកបន្ទាត់នេះចេញ",
    ),
    "parts-into-files": (
        "move parts of it into files of their own",
        "សូមផ្លាស់ផ្នែកខ្លះទៅឯកសារផ្ទាល់ខ្លួន",
    ),
    "template-too-large": (
        "the template has over {size} kB",
        "ពុម្ពគំរូនេះមានលើសពី {size} kB",
    ),
    "template-not-utf-8": (
        "the template is not saved as UTF-8",
        "ពុម្ពគំរូនេះមិនបានរក្សាទុកជា UTF-8 ទេ",
    ),
    "template-as-utf-8": (
        "save it again as UTF-8",
        "សូមរក្សាទុកវាម្ដងទៀតជា UTF-8",
    ),
    "write-doctype": (
        "write {doctype} exactly so, before everything else",
        "សូមសរសេរ {doctype} ឱ្យដូចបេះបិទ នៅមុខអ្វីៗទាំងអស់",
    ),
    "starts-with-doctype": (
        "a mail template starts with its document type",
        "ពុម្ពគំរូអ៊ីមែលចាប់ផ្ដើមដោយប្រភេទឯកសាររបស់វា",
    ),
    "ends-with": (
        "a mail template ends with {end}",
        "ពុម្ពគំរូអ៊ីមែលបញ្ចប់ដោយ {end}",
    ),
    "write-at-end": (
        "write {end} at its end",
        "សូមសរសេរ {end} នៅចុង",
    ),
    "plainer-or-move": (
        "write it more plainly, or move it to {place}",
        "សូមសរសេរវាឱ្យសាមញ្ញ ឬផ្លាស់វាទៅ {place}",
    ),
    "style-unreadable": (
        "this style can't be read",
        "មិនអាចអានរចនាប័ទ្មនេះបានទេ",
    ),
    "close-elements": (
        "close every element; put no table or list into a link or a <p>",
        "សូមបិទធាតុទាំងអស់ ហើយកុំដាក់តារាង ឬបញ្ជីក្នុងតំណ ឬ <p>",
    ),
    "not-well-nested": (
        "the HTML is not well nested here",
        "HTML នៅទីនេះមិនបានដាក់ក្នុងគ្នាត្រឹមត្រូវទេ",
    ),
    "attribute-twice": (
        "the HTML has an attribute twice, or an element not closed",
        "HTML មានលក្ខណៈពីរដង ឬធាតុដែលមិនបានបិទ",
    ),
    "look-for-it": (
        "look for it",
        "សូមរកមើលវា",
    ),
    "rules-into-template": (
        "write the rules into the template",
        "សូមសរសេរច្បាប់រចនាប័ទ្មក្នុងពុម្ពគំរូ",
    ),
    "no-import": (
        "a mail can't load a style sheet (@import)",
        "អ៊ីមែលមិនអាចទាញយកសន្លឹករចនាប័ទ្មបានទេ (@import)",
    ),
    "plain-selectors": (
        "use td, .text, td.text, .card td; or move it to {place}",
        "សូមប្រើ td, .text, td.text, .card td ឬផ្លាស់វាទៅ {place}",
    ),
    "not-inlined": (
        "{rule!r} can't be inlined",
        "{rule!r} មិនអាចដាក់ក្នុងធាតុបានទេ",
    ),
    "close-braces": (
        "close its braces, or move it to {place}",
        "សូមបិទសញ្ញា }} របស់វា ឬផ្លាស់វាទៅ {place}",
    ),
    "no-plain-rule": (
        "this is no plain rule",
        "នេះមិនមែនជាច្បាប់រចនាប័ទ្មធម្មតាទេ",
    ),
    "remove-or-move-rule": (
        "remove it, or move the rule to {place}",
        "សូមដកវាចេញ ឬផ្លាស់ច្បាប់ទៅ {place}",
    ),
    "important-wins": (
        "!important here would win over dark mode",
        "!important នៅទីនេះនឹងឈ្នះលើផ្ទៃងងឹត",
    ),
    "plain-values": (
        "write plain values such as #123f5c and 16px",
        "សូមសរសេរតម្លៃធម្មតា ដូចជា #123f5c និង 16px",
    ),
    "modern-values": (
        "mail clients don't know var(), calc() and rgb()",
        "កម្មវិធីអ៊ីមែលមិនស្គាល់ var(), calc() និង rgb() ទេ",
    ),
    "write-property-value": (
        "write property: {{{{ value }}}};",
        "សូមសរសេរ property: {{{{ value }}}};",
    ),
    "values-only-in-styles": (
        "in styles only {{{{ … }}}} may stand, for a value",
        "ក្នុងរចនាប័ទ្មអាចមានតែ {{{{ … }}}} សម្រាប់តម្លៃមួយ",
    ),
    "no-style": (
        "{style!r} is no style",
        "{style!r} មិនមែនជារចនាប័ទ្មទេ",
    ),
    "write-a-property": (
        "write property: value;",
        "សូមសរសេរ property: value;",
    ),
    "attribute-in-full": (
        'write the attribute in full: lang="{{{{ … }}}}"',
        'សូមសរសេរលក្ខណៈឱ្យពេញ៖ lang="{{{{ … }}}}"',
    ),
    "jinja-outside-quotes": (
        "Jinja stands outside quotes in <{tag}>",
        "Jinja ស្ថិតនៅក្រៅសញ្ញាសម្រង់ក្នុង <{tag}>",
    ),
    "fixed-name": (
        "write a fixed name, or style= with {{{{ … }}}} as a value",
        "សូមសរសេរឈ្មោះថេរ ឬ style= ដែលមាន {{{{ … }}}} ជាតម្លៃ",
    ),
    "jinja-in-attribute": (
        "Jinja in {name}= can't be inlined",
        "Jinja ក្នុង {name}= មិនអាចដាក់ក្នុងធាតុបានទេ",
    ),
    "no-link-element": (
        "a mail can't load a style sheet (<link>)",
        "អ៊ីមែលមិនអាចទាញយកសន្លឹករចនាប័ទ្មបានទេ (<link>)",
    ),
    "a-kept-style": (
        'a <style data-premailer="ignore">',
        '<style data-premailer="ignore">',
    ),
    "template-unreadable": (
        "the template can't be read: {reason}",
        "មិនអាចអានពុម្ពគំរូបានទេ៖ {reason}",
    ),
    "close-what-was-opened": (
        "close what was opened, or start again from the packaged template",
        "សូមបិទអ្វីដែលបានបើក ឬចាប់ផ្ដើមម្ដងទៀតពីពុម្ពគំរូដែលមានស្រាប់",
    ),
    "template-not-filled": (
        "the template can't be filled in: {reason}",
        "មិនអាចបំពេញពុម្ពគំរូបានទេ៖ {reason}",
    ),
    "packaged-names": (
        "use the names that the packaged template uses",
        "សូមប្រើឈ្មោះដែលពុម្ពគំរូមានស្រាប់ប្រើ",
    ),
    "no-loading-element": (
        "a mail can't have <{tag}>",
        "អ៊ីមែលមិនអាចមាន <{tag}> បានទេ",
    ),
    "blocked-by-programs": (
        "remove it; mail programs block it",
        "សូមដកវាចេញ កម្មវិធីអ៊ីមែលរារាំងវា",
    ),
    "counting-picture": (
        "this picture counts readers",
        "រូបភាពនេះរាប់អ្នកអាន",
    ),
    "no-url-in-styles": (
        "a mail's styles can't load anything with url()",
        "រចនាប័ទ្មនៃអ៊ីមែលមិនអាចទាញយកអ្វីដោយ url() បានទេ",
    ),
    "picture-as-img": (
        "remove it, or put the picture into the text as <img>",
        "សូមដកវាចេញ ឬដាក់រូបភាពក្នុងអត្ថបទជា <img>",
    ),
    "sign-alone": (
        "{sign!r} stands alone",
        "{sign!r} នៅតែឯង គ្មានគូ",
    ),
    "signs-in-pairs": (
        "write {{ and }}, and /* and */, in pairs",
        "សូមសរសេរ {{ និង }} ហើយ /* និង */ ជាគូ",
    ),
    "no-such-block": (
        "what is extended has no block {name}",
        "ពុម្ពគំរូដើមគ្មានប្លុក {name} ទេ",
    ),
    "there-is-no": (
        "there is no {name}",
        "គ្មាន {name} ទេ",
    ),
}
