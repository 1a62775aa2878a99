from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from crmcli.core.findings import Finding, Refused
from crmcli.core.identity import ID_TYPES, IdNumber, parse_id

TODAY = date(2026, 11, 21)
WOMAN = IdNumber("11999919010203002X", "resident", date(1901, 2, 3), "female", ())
CONVERTED = Finding("An old 15-digit ID number was converted to 18 digits", {})
WEIGHTS = [2 ** (17 - place) % 11 for place in range(17)]


def with_check(number: str) -> str:
    """The 18 characters for 17 digits, reckoned as ISO 7064 MOD 11-2 puts it."""
    remainder = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=True)) % 11
    return number + "0123456789X"[(12 - remainder) % 11]


IDS = st.builds(
    lambda area, born, sequence: with_check(f"{area}{born:%Y%m%d}{sequence:03}"),
    st.sampled_from(["119999", "659999", "819999", "919999"]),
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(0, 999),
)


@pytest.mark.parametrize(
    ("text", "id_type"),
    [
        ("11999919010203002X", None),
        ("11999919010203002x", None),
        ("119999 19010203 002x", "resident"),
        ("119999-19010203-002X", None),
        ("１１９９９９１９０１０２０３００２Ｘ", None),
        ("'11999919010203002X", None),
        ('="11999919010203002X"', None),
        ("11999919010203002X\t", None),
        ("11999919010203002×", None),
        ("\u200b11999919010203002X", None),
    ],
)
def test_a_resident_id_is_cleaned_and_read(text: str, id_type: str | None) -> None:
    assert parse_id(text, id_type, TODAY) == WOMAN


@pytest.mark.parametrize(
    ("number", "id_type", "read"),
    [
        (
            "119999010203001",
            None,
            IdNumber("119999190102030011", "resident", date(1901, 2, 3), "male", (CONVERTED,)),
        ),
        (
            "119999202611210016",
            None,
            IdNumber("119999202611210016", "resident", date(2026, 11, 21), "male", ()),
        ),
        (
            "919999190102030010",
            None,
            IdNumber("919999190102030010", "foreign-residence", date(1901, 2, 3), "male", ()),
        ),
        (
            "819999190102030017",
            "hk-mo-tw-residence",
            IdNumber("819999190102030017", "hk-mo-tw-residence", date(1901, 2, 3), "male", ()),
        ),
        (
            "829999190102030019",
            None,
            IdNumber("829999190102030019", "hk-mo-tw-residence", date(1901, 2, 3), "male", ()),
        ),
        (
            "839999190102030010",
            "resident",
            IdNumber(
                "839999190102030010",
                "hk-mo-tw-residence",
                date(1901, 2, 3),
                "male",
                (
                    Finding(
                        "By its number the ID is of the kind {id_type}, not {given}",
                        {"id_type": "hk-mo-tw-residence", "given": "resident"},
                    ),
                ),
            ),
        ),
        (
            "719999190102030013",
            None,
            IdNumber(
                "719999190102030013",
                "resident",
                date(1901, 2, 3),
                "male",
                (Finding("The ID number begins with 71 (Taiwan), which is hardly ever issued", {}),),
            ),
        ),
    ],
)
def test_the_number_says_what_it_is(number: str, id_type: str | None, read: IdNumber) -> None:
    assert parse_id(number, id_type, TODAY) == read


CUT = (
    "{value} has been cut by Excel, its last digits are lost; type the number again from the document "
    "into a cell formatted as text"
)
NO_DAY = "{value} holds the birthday {birthday}, which is no day since {first_year}"


@pytest.mark.parametrize(
    ("text", "message", "facts"),
    [
        (
            "119999190102030021",
            "The last character of {value} does not fit the 17 before it: "
            "{character} at position {position}; compare every digit with the document",
            {"value": "119999190102030021", "character": "1", "position": 18},
        ),
        ("1.1999919010203E+17", CUT, {"value": "1.1999919010203E+17"}),
        ("1.19999010203001E+14", CUT, {"value": "1.19999010203001E+14"}),
        ("119999190102030000", CUT, {"value": "119999190102030000"}),
        # what a double keeps of 119999190102030021
        ("119999190102030016", CUT, {"value": "119999190102030016"}),
        (
            "119999198502300010",
            NO_DAY,
            {"value": "119999198502300010", "birthday": "1985-02-30", "first_year": 1900},
        ),
        (
            "119999189912310017",
            NO_DAY,
            {"value": "119999189912310017", "birthday": "1899-12-31", "first_year": 1900},
        ),
        (
            "119999202611220011",
            "{value} holds the birthday {birthday}, which is in the future",
            {"value": "119999202611220011", "birthday": "2026-11-22"},
        ),
        (
            "10999919010203001X",
            "{value} begins with {prefix}, which is no province's",
            {"value": "10999919010203001X", "prefix": "10"},
        ),
        (
            "11O99919010203002X",
            "{value} has {character} at position {position}, where only a digit can stand",
            {"value": "11O99919010203002X", "character": "O", "position": 3},
        ),
        (
            "1199991901020300X1",
            "{value} has {character} at position {position}, where only a digit can stand",
            {"value": "1199991901020300X1", "character": "X", "position": 17},
        ),
        (
            "1199991901020300",
            "{value} has {count} characters; an ID number has 18",
            {"value": "1199991901020300", "count": 16},
        ),
        (
            "119999198502030",
            "{value} has {count} characters; an ID number has 18",
            {"value": "119999198502030", "count": 15},
        ),
        (
            "119***********002X",
            "{value} is masked; give the whole number",
            {"value": "119***********002X"},
        ),
        ("", "The ID number is empty", {}),
        ("'", "The ID number is empty", {}),
    ],
)
@pytest.mark.parametrize("id_type", ["resident", None])
def test_a_faulty_resident_id_is_refused(
    text: str, message: str, facts: dict[str, object], id_type: str | None
) -> None:
    with pytest.raises(Refused) as refused:
        parse_id(text, id_type, TODAY)
    assert (refused.value.message, refused.value.facts) == (message, facts)


@pytest.mark.parametrize(
    ("text", "id_type", "number", "kind"),
    [
        ("E00001234", None, "E00001234", "passport"),
        ("e 0000 1234", None, "E00001234", "passport"),
        ("EA0001234", None, "EA0001234", "passport"),
        ("AB12345", "passport", "AB12345", "passport"),
        ("H00001234", None, "H00001234", "home-return"),
        ("M0000123401", "home-return", "M0000123401", "home-return"),
        ("00001234", "taiwan-pass", "00001234", "taiwan-pass"),
        ("军字第0001234号", None, "军字第0001234号", "officer"),
        ("0001234", "officer", "0001234", "officer"),
        ("XYZ119999010203", None, "XYZ119999010203", "foreign-residence"),
        ("A-1", "other", "A-1", "other"),
    ],
)
def test_other_documents(text: str, id_type: str | None, number: str, kind: str) -> None:
    assert parse_id(text, id_type, TODAY) == IdNumber(number, kind, None, None, ())


@pytest.mark.parametrize(
    ("text", "id_type", "message"),
    [
        ("AB12", "passport", "AB12 is not a number of the kind passport"),
        ("E00001234", "home-return", "E00001234 is not a number of the kind home-return"),
        ("119999190102030011", "passport", "119999190102030011 is not a number of the kind passport"),
        (
            "00001234",
            None,
            f"00001234 fits no kind of ID document, or several; say which with one of {', '.join(ID_TYPES)}",
        ),
        ("E00001234", "ticket", f"ticket is not a kind of ID document; one of {', '.join(ID_TYPES)} would do"),
    ],
)
def test_a_number_of_another_kind_is_refused(text: str, id_type: str | None, message: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_id(text, id_type, TODAY)
    assert str(refused.value) == message


@given(IDS)
def test_every_right_number_is_read_back(number: str) -> None:
    read = parse_id(number, None, TODAY)
    gender = "male" if int(number[16]) % 2 else "female"
    assert (read.number, read.gender, f"{read.birthday:%Y%m%d}") == (number, gender, number[6:14])
    assert parse_id(read.number, read.id_type, TODAY) == read


@given(IDS, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_character_is_always_refused(number: str, place: int, character: str) -> None:
    wrong = number[:place] + character + number[place + 1 :]
    assume(wrong != number)
    with pytest.raises(Refused):
        parse_id(wrong, "resident", TODAY)


@given(IDS, st.integers(0, 15))
def test_two_digits_the_wrong_way_round_are_always_refused(number: str, place: int) -> None:
    wrong = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assume(wrong != number)
    with pytest.raises(Refused):
        parse_id(wrong, "resident", TODAY)
