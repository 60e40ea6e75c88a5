"""In which of a site's languages a text is, by its script."""

import pytest

from cchr_feeds.importing.draft import language_by_script
from cchr_feeds.importing.raw_source import ItemText

LANGUAGES = ("en", "fr", "km", "ne", "ar", "he", "th", "lo", "my", "zh-Hans", "bn", "am", "ka", "sr")


@pytest.mark.parametrize(
    ("title", "said", "language"),
    [
        ("A report on human rights", "", "en"),
        ("Un rapport", "fr", "fr"),
        ("របាយការណ៍", "en", "km"),
        ("मानव अधिकार प्रतिवेदन", "", "ne"),
        ("تقرير عن حقوق الإنسان", "", "ar"),
        ("דוח על זכויות אדם", "", "he"),
        ("รายงานสิทธิมนุษยชน", "", "th"),
        ("ລາຍງານ", "", "lo"),
        ("အစီရင်ခံစာ", "", "my"),
        ("人权报告", "", "zh-Hans"),
        ("মানবাধিকার প্রতিবেদন", "", "bn"),
        ("ሪፖርት", "", "am"),
        ("ანგარიში", "", "ka"),
        ("Извештај", "", "sr"),
        ("Αναφορά", "el", ""),
    ],
)
def test_the_script_decides_on_the_language(title: str, said: str, language: str) -> None:
    """Between languages of one script what the source says, else the first; none where none has it."""
    assert language_by_script(ItemText(title), said, LANGUAGES) == language
