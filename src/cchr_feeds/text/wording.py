"""Every word of ours that readers see, in one table entry per language.

The Khmer awaits the review of a native reader, as what the program says (`messages/`) does; none has
seen it yet. A language is added by one more entry in `WORDING`. Texts with {names} are filled by
`str.format`. Only words that every publisher can use stand here; what one publisher says of itself is in
its site.yaml.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Wording:
    """Our words in one language.

    `…_one` is the form for exactly one; a language with one plural form says the same twice.
    `digits` are 0 to 9 as the language writes them, `months` January to December.
    """

    # titles
    site_title: str  # {short}
    site_description: str  # {organisation}
    feed_of_category: str  # {title} {category}
    edition_title: str  # {short} {period}
    # an entry
    read_more: str
    download: str
    published_on: str  # {date}, which may be a day, a month or a year
    updated_on: str  # {date}
    also_in: str  # before the name of a language
    other_language: str  # in the language it leads to
    withdrawn_title: str
    withdrawn_text: str  # {date} {reason}
    # counts
    entries_count: str  # {count}
    entries_count_one: str  # {count}
    preheader_count: str  # {count}
    preheader_count_one: str  # {count}
    # the newsletter
    newsletter: str
    newsletter_of_month: str
    newsletter_of_quarter: str
    newsletter_of_year: str
    contents: str
    more_on_the_web: str  # {count}
    more_on_the_web_one: str  # {count}
    elsewhere: str
    supporters: str
    view_in_browser: str
    subscribe: str
    unsubscribe: str
    unsubscribe_why: str  # {organisation}
    # the sheet of pictures on which an edition is signed off
    sheet_computer: str
    sheet_phone: str
    sheet_night: str
    sheet_without_pictures: str
    sheet_text: str
    sheet_size: str  # {size} {limit}
    sheet_gmail: str  # {gmail}
    sheet_cut: str
    sheet_boxes: str
    # pages and embeds
    skip_to_content: str
    feeds_heading: str
    feeds_explained: str
    newsletters_heading: str
    embed_heading: str
    all_publications: str
    latest_publications: str
    newest: str  # before a date
    copy: str
    copied: str
    follow_explained: str
    follow_in: str  # before the names of feed readers
    feed_app: str
    feed_address: str  # {title}
    feed_in_browser: str  # before the address of the page with all feeds
    feed_help: str  # leads from an Atom feed to the page with all feeds
    opml: str
    no_entries_yet: str
    carries_category: str  # {category}
    newsletters_explained: str
    all_newsletters: str
    documents: str
    # what to paste on another site, and how to choose it
    embed_explained: str
    script: str
    script_explained: str
    pinned: str
    pinned_explained: str
    frame: str
    frame_explained: str  # {count}
    plain: str
    plain_explained: str
    choose_language: str
    choose_category: str
    choose_count: str
    choose_way: str
    with_summaries: str
    preview: str
    not_loaded: str
    # dates and numbers
    months: tuple[str, ...]
    digits: str
    date_day: str  # {day} {month} {year}
    date_month: str  # {month} {year}
    date_year: str  # {year}
    date_quarter: str  # {quarter} {year}


WORDING: Mapping[str, Wording] = MappingProxyType(
    {
        "en": Wording(
            site_title="{short} publications",
            site_description="Publications of {organisation}",
            feed_of_category="{title}: {category}",
            edition_title="{short} newsletter, {period}",
            read_more="Read more",
            download="Download",
            published_on="Published {date}",
            updated_on="Updated {date}",
            also_in="Also in",
            other_language="Read this in English",
            withdrawn_title="Withdrawn publication",
            withdrawn_text="This publication was withdrawn on {date}. Reason: {reason}",
            entries_count="{count} publications",
            entries_count_one="{count} publication",
            preheader_count="{count} publications",
            preheader_count_one="{count} publication",
            newsletter="Newsletter",
            newsletter_of_month="Monthly newsletter",
            newsletter_of_quarter="Quarterly newsletter",
            newsletter_of_year="Yearly newsletter",
            contents="Contents",
            more_on_the_web="and {count} more on the web",
            more_on_the_web_one="and {count} more on the web",
            elsewhere="Only in other languages",
            supporters="Generously supported by",
            view_in_browser="View in browser",
            subscribe="Subscribe",
            unsubscribe="Unsubscribe",
            unsubscribe_why="You receive this because you subscribed to the newsletter of {organisation}.",
            sheet_computer="Computer",
            sheet_phone="Phone",
            sheet_night="Phone, dark mode",
            sheet_without_pictures="Phone, without pictures",
            sheet_text="As plain text",
            sheet_size="{size} of {limit}",
            sheet_gmail="Gmail cuts off what is longer than {gmail}.",
            sheet_cut="The mail goes on; this picture stops here.",
            sheet_boxes="Pictures from the internet are grey boxes here.",
            skip_to_content="Skip to content",
            feeds_heading="Feeds",
            feeds_explained=(
                "A feed is an address that tells a feed reader or another site of every new publication. "
                "It costs nothing and asks for no e-mail address."
            ),
            newsletters_heading="Newsletters",
            embed_heading="Show our publications on your site",
            all_publications="All publications",
            latest_publications="Latest publications",
            newest="Newest:",
            copy="Copy",
            copied="Copied",
            follow_explained="Copy an address into your feed reader, or choose a reader beside it.",
            follow_in="Follow in",
            feed_app="your own app",
            feed_address="Address of the feed {title}",
            feed_in_browser="This is a feed: copy this page's address into a feed reader. All our feeds:",
            feed_help="How to follow this feed",
            opml="All feeds in one file (OPML)",
            no_entries_yet="No publications yet",
            carries_category="Only the category “{category}”.",
            newsletters_explained="What came out in a month, in one letter.",
            all_newsletters="All newsletters",
            documents="Documents",
            embed_explained=(
                "Copy one line, and paste it where the list is to stand on your page. "
                "It sets no cookies and loads nothing from anybody else."
            ),
            script="Script",
            script_explained="Always up to date, in your page's font and colours.",
            pinned="Script of one version",
            pinned_explained="The same, tied to exactly this version of the script by its checksum.",
            frame="Frame",
            frame_explained="Always up to date, without JavaScript. It shows the {count} newest.",
            plain="Plain HTML",
            plain_explained="The list as it is today. It does not change by itself.",
            choose_language="Language",
            choose_category="Category",
            choose_count="How many",
            choose_way="How",
            with_summaries="With summaries",
            preview="Preview",
            not_loaded="The list could not be loaded.",
            months=(
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December",
            ),
            digits="0123456789",
            date_day="{day} {month} {year}",
            date_month="{month} {year}",
            date_year="{year}",
            date_quarter="Quarter {quarter} of {year}",
        ),
        "km": Wording(
            site_title="ការបោះពុម្ពផ្សាយរបស់ {short}",
            site_description="ការបោះពុម្ពផ្សាយរបស់{organisation}",
            feed_of_category="{title}៖ {category}",
            edition_title="ព្រឹត្តិបត្រព័ត៌មានរបស់ {short} {period}",
            read_more="អានបន្ត",
            download="ទាញយក",
            published_on="បោះពុម្ពផ្សាយនៅ{date}",
            updated_on="ធ្វើបច្ចុប្បន្នភាពនៅ{date}",
            also_in="មានផងដែរជា",
            other_language="អានជាភាសាខ្មែរ",
            withdrawn_title="ការបោះពុម្ពផ្សាយដែលបានដកចេញ",
            withdrawn_text="ការបោះពុម្ពផ្សាយនេះត្រូវបានដកចេញនៅ{date}។ មូលហេតុ៖ {reason}",
            entries_count="ការបោះពុម្ពផ្សាយចំនួន {count}",
            entries_count_one="ការបោះពុម្ពផ្សាយចំនួន {count}",
            preheader_count="ការបោះពុម្ពផ្សាយចំនួន {count}",
            preheader_count_one="ការបោះពុម្ពផ្សាយចំនួន {count}",
            newsletter="ព្រឹត្តិបត្រព័ត៌មាន",
            newsletter_of_month="ព្រឹត្តិបត្រព័ត៌មានប្រចាំខែ",
            newsletter_of_quarter="ព្រឹត្តិបត្រព័ត៌មានប្រចាំត្រីមាស",
            newsletter_of_year="ព្រឹត្តិបត្រព័ត៌មានប្រចាំឆ្នាំ",
            contents="មាតិកា",
            more_on_the_web="និង {count} ទៀតនៅលើគេហទំព័រ",
            more_on_the_web_one="និង {count} ទៀតនៅលើគេហទំព័រ",
            elsewhere="មានតែជាភាសាផ្សេង",
            supporters="ដោយមានការឧបត្ថម្ភពី",
            view_in_browser="មើលក្នុងកម្មវិធីរុករក",
            subscribe="ជាវ",
            unsubscribe="ឈប់ជាវ",
            unsubscribe_why="អ្នកទទួលបានសំបុត្រនេះ ព្រោះអ្នកបានជាវព្រឹត្តិបត្រព័ត៌មានរបស់{organisation}។",
            sheet_computer="កុំព្យូទ័រ",
            sheet_phone="ទូរសព្ទ",
            sheet_night="ទូរសព្ទ ផ្ទៃងងឹត",
            sheet_without_pictures="ទូរសព្ទ គ្មានរូបភាព",
            sheet_text="ជាអក្សរសុទ្ធ",
            sheet_size="{size} ក្នុងចំណោម {limit}",
            sheet_gmail="Gmail កាត់ចោលអ្វីដែលវែងជាង {gmail}។",
            sheet_cut="សំបុត្រនៅមានត ប៉ុន្តែរូបភាពនេះឈប់ត្រឹមនេះ។",
            sheet_boxes="រូបភាពពីអ៊ីនធឺណិតត្រូវបានបង្ហាញជាប្រអប់ពណ៌ប្រផេះ។",
            skip_to_content="រំលងទៅខ្លឹមសារ",
            feeds_heading="មតិព័ត៌មាន (feed)",
            feeds_explained=(
                "មតិព័ត៌មាន (feed) គឺជាអាសយដ្ឋានដែលប្រាប់កម្មវិធីអានមតិព័ត៌មាន ឬគេហទំព័រផ្សេង "
                "អំពីការបោះពុម្ពផ្សាយថ្មីៗ។ វាឥតគិតថ្លៃ ហើយមិនត្រូវការអាសយដ្ឋានអ៊ីមែលទេ។"
            ),
            newsletters_heading="ព្រឹត្តិបត្រព័ត៌មាន",
            embed_heading="បង្ហាញការបោះពុម្ពផ្សាយរបស់យើងនៅលើគេហទំព័ររបស់អ្នក",
            all_publications="ការបោះពុម្ពផ្សាយទាំងអស់",
            latest_publications="ការបោះពុម្ពផ្សាយថ្មីៗ",
            newest="ថ្មីបំផុត៖",
            copy="ចម្លង",
            copied="បានចម្លង",
            follow_explained="ចម្លងអាសយដ្ឋានមួយទៅក្នុងកម្មវិធីអានមតិព័ត៌មាន ឬជ្រើសរើសកម្មវិធីអានមួយនៅក្បែរនោះ។",
            follow_in="តាមដានក្នុង",
            feed_app="កម្មវិធីរបស់អ្នក",
            feed_address="អាសយដ្ឋានមតិព័ត៌មាន {title}",
            feed_in_browser=(
                "នេះជាមតិព័ត៌មាន (feed)។ ចម្លងអាសយដ្ឋានទំព័រនេះទៅក្នុងកម្មវិធីអានមតិព័ត៌មាន។ មតិព័ត៌មានទាំងអស់របស់យើង៖"
            ),
            feed_help="របៀបតាមដានមតិព័ត៌មាននេះ",
            opml="មតិព័ត៌មានទាំងអស់ក្នុងឯកសារតែមួយ (OPML)",
            no_entries_yet="មិនទាន់មានការបោះពុម្ពផ្សាយ",
            carries_category="តែការបោះពុម្ពផ្សាយក្នុងប្រភេទ «{category}» ប៉ុណ្ណោះ។",
            newsletters_explained="ការបោះពុម្ពផ្សាយរបស់ខែនីមួយៗ ក្នុងសំបុត្រតែមួយ។",
            all_newsletters="ព្រឹត្តិបត្រព័ត៌មានទាំងអស់",
            documents="ឯកសារ",
            embed_explained=(
                "ចម្លងបន្ទាត់មួយ ហើយបិទភ្ជាប់វានៅកន្លែងដែលត្រូវបង្ហាញបញ្ជីលើទំព័ររបស់អ្នក។ វាមិនប្រើខូគី ហើយមិនទាញយកអ្វីពីអ្នកដទៃទេ។"
            ),
            script="ស្គ្រីប",
            script_explained="ទាន់សម័យជានិច្ច ដោយប្រើពុម្ពអក្សរ និងពណ៌នៃទំព័ររបស់អ្នក។",
            pinned="ស្គ្រីបកំណែថេរ",
            pinned_explained="ដូចគ្នា ប៉ុន្តែប្រើតែកំណែនេះនៃស្គ្រីប។",
            frame="ស៊ុម (iframe)",
            frame_explained="ទាន់សម័យជានិច្ច ដោយគ្មាន JavaScript។ វាបង្ហាញការបោះពុម្ពផ្សាយថ្មីៗចំនួន {count}។",
            plain="HTML ធម្មតា",
            plain_explained="បញ្ជីដូចដែលមាននៅថ្ងៃនេះ។ វាមិនផ្លាស់ប្ដូរដោយខ្លួនឯងទេ។",
            choose_language="ភាសា",
            choose_category="ប្រភេទ",
            choose_count="ចំនួន",
            choose_way="របៀបដាក់",
            with_summaries="បង្ហាញសេចក្ដីសង្ខេប",
            preview="មើលជាមុន",
            not_loaded="មិនអាចទាញយកបញ្ជីបានទេ។",
            months=(
                "មករា",
                "កុម្ភៈ",
                "មីនា",
                "មេសា",
                "ឧសភា",
                "មិថុនា",
                "កក្កដា",
                "សីហា",
                "កញ្ញា",
                "តុលា",
                "វិច្ឆិកា",
                "ធ្នូ",
            ),
            digits="០១២៣៤៥៦៧៨៩",
            date_day="ថ្ងៃទី{day} ខែ{month} ឆ្នាំ{year}",
            date_month="ខែ{month} ឆ្នាំ{year}",
            date_year="ឆ្នាំ{year}",
            date_quarter="ត្រីមាសទី{quarter} ឆ្នាំ{year}",
        ),
    }
)


LANGUAGE_NAMES: Mapping[str, str] = MappingProxyType({"en": "English", "km": "ខ្មែរ"})
"""What these languages are called in themselves."""


def wording(language: str) -> Wording:
    """Our words for a BCP 47 tag, else for the language without its region or script, else English."""
    return wording_of(language) or WORDING["en"]


@cache
def wording_of(language: str) -> Wording | None:
    """Our words for a BCP 47 tag (`km-KH` finds `km`), or None where we have none in that language."""
    primary, *_ = language.lower().split("-")
    return WORDING.get(language.lower()) or WORDING.get(primary)
