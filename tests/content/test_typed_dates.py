import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.calendars import Day, days_in_month
from bot.content.dates import MONTHS, Precision, read_edtf
from bot.content.typed_dates import read_typed_date

READ = {
    # years, months and days
    "1927": "1927",
    "in 1927": "1927",
    "It was in 1927!": "1927",
    "the year 1927": "1927",
    "476": "0476",
    "April 1927": "1927-04",
    "April, 1927": "1927-04",
    "Apr. 1927": "1927-04",
    "1927 April": "1927-04",
    "definitely April 1927": "1927-04",
    "12 April 1927": "1927-04-12",
    "12 Apr 1927": "1927-04-12",
    "12th of April, 1927": "1927-04-12",
    "April 12, 1927": "1927-04-12",
    "April the 12th 1927": "1927-04-12",
    "twelfth of April 1927": "1927-04-12",
    "twenty-third of August 1939": "1939-08-23",
    "March 2nd 1919": "1919-03-02",
    "12apr1927": "1927-04-12",
    "12-Apr-1927": "1927-04-12",
    "Sept 1939": "1939-09",
    "Tuesday 12 April 1927": "1927-04-12",
    "Tues., April 12, 1927": "1927-04-12",
    # numbers
    "12/04/1927": "1927-04-12",
    "12.4.1927": "1927-04-12",
    "12. 4. 1927": "1927-04-12",
    "4/13/1927": "1927-04-13",
    "12.IV.1927": "1927-04-12",
    "1927-04-12": "1927-04-12",
    "1927/04/12": "1927-04-12",
    "1927-04": "1927-04",
    "04/1927": "1927-04",
    "１９２７": "1927",
    "١٩٢٧": "1927",
    "１２．４．１９２７": "1927-04-12",
    # languages
    "3 марта 1918": "1918-03-03",
    "3 марта 1918 г.": "1918-03-03",
    "в мае 1918 года": "1918-05",
    "1er mars 1919": "1919-03-01",
    "le 12 avril 1927": "1927-04-12",
    "14 août 1917": "1917-08-14",
    "3. März 1918": "1918-03-03",
    "im Dezember 1917": "1917-12",
    "3 de marzo de 1918": "1918-03-03",
    # circa and doubt
    "c. 1917": "1917~",
    "c1917": "1917~",
    "circa 1917": "1917~",
    "ca. 1917": "1917~",
    "about April 1917": "1917-04~",
    "1917 or so": "1917~",
    "1917-ish": "1917~",
    "~1917": "1917~",
    "1917?": "1917?",
    "1917 (?)": "1917?",
    "maybe 1917": "1917?",
    "1917, I think": "1917?",
    "c. 1917?": "1917%",
    # decades and centuries
    "1920s": "192X",
    "the 1920's": "192X",
    "early 1920s": "1920/1923",
    "mid-1920s": "1924/1926",
    "late 1920s": "1927/1929",
    "in the late 1920s": "1927/1929",
    "mid-to-late 1920s": "1924/1929",
    "19th century": "18XX",
    "the nineteenth century": "18XX",
    "XIX century": "18XX",
    "19th c.": "18XX",
    "1800s": "18XX",
    "early 19th century": "1800/1833",
    "second half of the 19th century": "1850/1899",
    "5th century BC": "-04XX",
    "1st century AD": "0001/0100",
    "early 1917": "1917-01/1917-04",
    "late March 1917": "1917-03-21/1917-03-31",
    "end of 1917": "1917-09/1917-12",
    # ranges
    "1917–21": "1917/1921",
    "1917-21": "1917/1921",
    "1917 - 1921": "1917/1921",
    "1917—1921": "1917/1921",
    "1905–07": "1905/1907",
    "1917/18": "1917/1918",
    "1917 to 1921": "1917/1921",
    "from 1917 to 1921": "1917/1921",
    "from 1917 until 1921": "1917/1921",
    "between 1917 and 1921": "1917/1921",
    "c. 1917–21": "1917~/1921~",
    "1917-21?": "1917?/1921?",
    "March–April 1917": "1917-03/1917-04",
    "March to April 1917": "1917-03/1917-04",
    "3–5 March 1918": "1918-03-03/1918-03-05",
    "3rd to 5th of March 1918": "1918-03-03/1918-03-05",
    "March 3–5, 1918": "1918-03-03/1918-03-05",
    "3 March – 5 April 1918": "1918-03-03/1918-04-05",
    "28 July 1914 - 11 November 1918": "1914-07-28/1918-11-11",
    "28.7.1914-11.11.1918": "1914-07-28/1918-11-11",
    "late 1917 to early 1918": "1917-09/1918-04",
    "1920s–1930s": "1920/1939",
    # before, after, by, until, since
    "before 1917": "../1916",
    "before April 1917": "../1917-03",
    "before 12 April 1927": "../1927-04-11",
    "after 1921": "1922/..",
    "after the 1920s": "1930/..",
    "by 1917": "../1917",
    "by the end of 1917": "../1917",
    "until 1917": "../1917",
    "no later than 1917": "../1917",
    "since 1921": "1921/..",
    "from 1921": "1921/..",
    "from 1921 onwards": "1921/..",
    "1921 or later": "1921/..",
    "in or before 1917": "../1917",
    "on or after 12 April 1927": "1927-04-12/..",
    # seasons
    "spring 1918": "1918-21",
    "in the summer of 1941": "1941-22",
    "autumn 1917": "1917-23",
    "Fall 1917": "1917-23",
    "winter 1941": "1941-24",
    "winter 1941–42": "1941-24",
    "winter of 1904-05": "1904-24",
    "late summer 1939": "1939-08",
    # eras
    "44 BC": "-0043",
    "44 B.C.E.": "-0043",
    "1 BC": "-0000",
    "15 March 44 BC": "-0043-03-15",
    "44–31 BC": "-0043/-0030",
    "200–100 BC": "-0199/-0099",
    "27 BC – AD 14": "-0026/0014",
    "AD 14": "0014",
    "14 CE": "0014",
    "1066 AD": "1066",
    "c. 500 BCE": "-0499~",
    # calendars
    "25 October 1917 O.S.": "1917-11-07",
    "25 October 1917 (Old Style)": "1917-11-07",
    "25 Oct 1917 OS": "1917-11-07",
    "25 October 1917, Julian calendar": "1917-11-07",
    "25 октября 1917 г. по старому стилю": "1917-11-07",
    "7 November 1917 N.S.": "1917-11-07",
    "29 February 1900 OS": "1900-03-13",
    "Wednesday 25 October 1917 OS": "1917-11-07",
    "25 October (7 November) 1917": "1917-11-07",
    "7 November 1917 (25 October O.S.)": "1917-11-07",
    "1 January 1918 (19 December O.S.)": "1918-01-01",
    "12/25 March 1917": "1917-03-25",
    "1917 OS": "1917",
}

UNREADABLE = """
banana | 31 Feb 1927 | 29 Feb 1900 | 31/04/1927 | 13/13/1927 | 1927-13 | 1927-02-31 | 0 | 0000 | 0 BC | 99999
27 | '27 | 4 | April | 12 April | April 12 | April '27 | 12/4/27 | 12.4.27 | spring | the 20s | the twenties
not 1927 | it wasn't 1927 | never 1917 | not before 1917 | 1917 or 1918 | 1917, 1918 | 1917 1918 | 1917; 1918
1917 and 1918 | 1917 & 1918 | 1917, 1918 or 1919 | March 1917, April 1917 | between 1917 or 1918
c. 1917 or 1918 | 1917-1918-1919 | 1921-1917 | 1917-1917 | 1905-07 | 1914-8 | Wednesday 12 April 1927
1917 AD BC | 12 April 1927 OS NS | 12 April 1927 (13 April) | 44 | before the end of 1917 | 1917 BC or 1918
after the war | someday in 1917 | 12 April 1927 at 10:30 | 1917a | 1917§ | x1917 | - | / | ? | () | from
before | c. | between 1917 | 1917 to | to 1917 to 1918 | 1,917 | 19 17 | +1917 | -1917 | 1917% | 1.5.27
41st century | 191? | 19?? | 1917? 1918? | 12 April 191? | 12/4/191?
maybe 1917, maybe 1918 | 1917 (not 1918) | 1917 or earlier than 1920
"""


def unreadable() -> list[str]:
    return [text.strip() for line in UNREADABLE.strip().splitlines() for text in line.split(" | ")]


@pytest.mark.parametrize(("text", "edtf"), READ.items())
def test_a_date_is_read_as_it_was_meant(text: str, edtf: str):
    typed = read_typed_date(text)
    assert typed is not None
    assert typed.date.edtf == edtf


@pytest.mark.parametrize("text", [*unreadable(), "", "   ", "1917 " * 40])
def test_what_has_no_one_meaning_is_unreadable(text: str):
    assert read_typed_date(text) is None


def test_the_setting_decides_only_what_is_ambiguous():
    ambiguous, clear = "12/04/1927", "13/04/1927"
    month_first = read_typed_date(ambiguous, day_first=False)
    assert month_first is not None
    assert (month_first.date.edtf, month_first.reading) == ("1927-12-04", "December 4, 1927")
    assert read_typed_date(clear) is not None
    assert read_typed_date(clear, day_first=False) is not None
    assert read_typed_date("4/13/1927") == read_typed_date("13.4.1927")


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("12.4.1927", "12 April 1927"),
        ("c 1917", "c. 1917"),
        ("late 1920s", "late 1920s (1927–1929)"),
        ("mid 1920s", "mid-1920s (1924–1926)"),
        ("first half of the 1920s", "first half of the 1920s (1920–1924)"),
        ("pre-1917", "before 1917"),
        ("after the 1920s", "after the 1920s"),
        ("since 1921", "from 1921"),
        ("25 October 1917 OS", "7 November 1917 (25 October Old Style)"),
        ("October 1917 OS", "October 1917 Old Style (14 October–13 November 1917 New Style)"),
    ],
)
def test_the_member_is_told_what_was_understood(text: str, reading: str):
    typed = read_typed_date(text)
    assert typed is not None
    assert typed.reading == reading


def test_an_old_style_day_keeps_the_numbers_that_were_typed():
    typed = read_typed_date("25 October 1917 O.S.")
    assert typed is not None
    assert typed.as_written == read_edtf("1917-10-25")
    assert typed.calendar == "os"
    leap = read_typed_date("29 February 1900 O.S.")
    assert leap is not None
    assert leap.as_written is None


def test_a_plain_day_is_taken_as_it_stands():
    typed = read_typed_date("25 October 1917")
    assert typed is not None
    assert typed.as_written == typed.date == read_edtf("1917-10-25")
    assert typed.calendar is None
    assert not typed.approximate
    assert not typed.uncertain


@pytest.mark.parametrize("text", ["March/April 1917", "12/13 April 1927", "1917/1918"])
def test_a_slash_joins_the_ends_of_a_time_and_never_means_the_first(text: str):
    typed = read_typed_date(text)
    assert typed is not None
    assert typed.date.precision is Precision.INTERVAL


@st.composite
def days(draw: st.DrawFn) -> Day:
    year, month = draw(st.integers(1000, 2099)), draw(st.integers(1, 12))
    return Day(year, month, draw(st.integers(1, days_in_month(year, month))))


@given(days())
def test_every_way_to_write_a_day_is_the_same_day(day: Day):
    name = MONTHS[day.month - 1]
    ways = [
        f"{day.day} {name} {day.year}",
        f"{name} {day.day}, {day.year}",
        f"{day.day} {name[:3]}. {day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.year}-{day.month:02}-{day.day:02}",
    ]
    assert {found.date for way in ways if (found := read_typed_date(way))} == {
        read_edtf(f"{day.year}-{day.month:02}-{day.day:02}")
    }
    assert None not in [read_typed_date(way) for way in ways]


@given(st.integers(1583, 2099), st.integers(1, 12), st.integers(1, 28))
def test_a_day_and_its_old_style_are_read_as_one_day(year: int, month: int, day: int):
    new = Day(year, month, day)
    old = new.julian
    text = f"{old.day} {MONTHS[old.month - 1]} {old.year} O.S."
    typed = read_typed_date(text)
    both = read_typed_date(f"{day} {MONTHS[month - 1]} {year} ({text})")
    assert typed is not None
    assert both is not None
    assert typed.date.earliest == typed.date.latest == both.date.earliest == new


edtf_texts = st.from_regex(
    r"1[0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?[~?%]?|1[0-9]{2}X|1[1-9]XX", fullmatch=True
)


@given(edtf_texts, st.booleans())
def test_what_is_shown_can_be_typed_again(text: str, month_first: bool):
    date = read_edtf(text)
    typed = read_typed_date(date.display(month_first), day_first=not month_first)
    assert typed is not None
    assert typed.date.same_time(date)
    assert (typed.approximate, typed.uncertain) == (date.approximate, date.uncertain)


@given(st.integers(1000, 1998), st.integers(1, 101))
def test_a_range_is_read_with_every_sign_of_a_range(first: int, length: int):
    last = first + length
    expected = read_edtf(f"{first}/{last}")
    texts = [f"{first}–{last}", f"{first} - {last}", f"{first} to {last}", f"between {first} and {last}"]
    assert all((typed := read_typed_date(text)) and typed.date == expected for text in texts)


@given(
    st.integers(1000, 2000), st.integers(1000, 2000), st.sampled_from([" or ", ", ", " ", "; ", " and ", " & ", " vs "])
)
def test_a_list_of_guesses_is_never_read(one: int, other: int, joint: str):
    assert read_typed_date(f"{one}{joint}{other}") is None
    assert read_typed_date(f"April {one}{joint}May {other}") is None


@given(st.sampled_from(sorted(READ)), st.sampled_from(["not ", "never ", "isn't ", "banana ", "neither ", "except "]))
def test_a_word_that_is_not_known_makes_the_whole_unreadable(text: str, word: str):
    assert read_typed_date(word + text) is None


@settings(max_examples=300)
@given(
    st.text(max_size=40)
    | st.lists(
        st.sampled_from([*" ".join(READ).split(), "0", "()", "m04", "--", "c", "os", "(", "bc"]), max_size=7
    ).map(" ".join)
)
def test_any_text_is_read_or_unreadable_and_never_breaks(text: str):
    typed = read_typed_date(text)
    if typed is not None:
        assert typed.reading
        assert read_edtf(typed.date.edtf) == typed.date
        assert typed.date.earliest <= typed.date.latest
