import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.findings import Refused
from crmcli.core.phone import Phone, parse_phone, split_phones

MOBILE = Phone("19900005678", "mobile")


@pytest.mark.parametrize(
    "cell",
    [
        "19900005678",
        19900005678,
        19900005678.0,
        "19900005678.0",
        "1.9900005678E+10",
        "１９９ ００００ ５６７８",
        "199-0000-5678",
        "199—0000—5678",
        "199.0000.5678",
        "+86 199 0000 5678",
        "+86-19900005678",
        "(86)19900005678",
        "（+86）19900005678",
        "008619900005678",
        "8619900005678",
        "019900005678",
        "'19900005678",
        '="19900005678"',
        "19900005678\t",
        "\u202d19900005678\u202c",
        "电话：19900005678",
        "手机号码 19900005678",
        "Tel: 19900005678",
        "19900005678（微信同号）",
        "19900005678(爸爸)",
    ],
)
def test_a_mobile_in_every_form(cell: str | int | float) -> None:
    assert parse_phone(cell) == MOBILE


@pytest.mark.parametrize(
    ("cell", "number", "kind"),
    [
        ("0513-85120000", "0513-85120000", "landline"),
        ("051385120000", "0513-85120000", "landline"),
        ("(0513)85120000", "0513-85120000", "landline"),
        ("0513 8512 0000", "0513-85120000", "landline"),
        ("0513-8512000", "0513-8512000", "landline"),
        ("010-62340000", "010-62340000", "landline"),
        ("02162340000", "021-62340000", "landline"),
        ("+86 513 85120000", "0513-85120000", "landline"),
        ("+86-0513-85120000", "0513-85120000", "landline"),
        ("+86 10 62340000", "010-62340000", "landline"),
        ("0513-85120000转801", "0513-85120000-801", "landline"),
        ("0513 85120000 转 801", "0513-85120000-801", "landline"),
        ("0513-85120000-801", "0513-85120000-801", "landline"),
        ("(0513)85120000-801", "0513-85120000-801", "landline"),
        ("0513-85120000 分机801", "0513-85120000-801", "landline"),
        ("0513-85120000 ext.801", "0513-85120000-801", "landline"),
        ("+85255500001", "+85255500001", "foreign"),
        ("+852 5550 0001", "+85255500001", "foreign"),
        ("0085255500001", "+85255500001", "foreign"),
        ("+1 (212) 555-0100", "+12125550100", "foreign"),
        ("4000000123", "4000000123", "service"),
        ("400-000-0123", "4000000123", "service"),
        ("400-000-0123转8", "4000000123-8", "service"),
        ("800 000 0123", "8000000123", "service"),
        ("95588", "95588", "service"),
        (12315, "12315", "service"),
        ("110", "110", "service"),
        ("668123", "668123", "short"),
        ("801", "801", "short"),
    ],
)
def test_other_numbers(cell: str | int, number: str, kind: str) -> None:
    assert parse_phone(cell) == (number, kind)


@pytest.mark.parametrize(
    ("cell", "area_code", "number"),
    [
        ("85120000", "0513", "0513-85120000"),
        (8512000, "0513", "0513-8512000"),
        ("62340000转8", "010", "010-62340000-8"),
    ],
)
def test_a_local_number_takes_the_area_code_given(cell: str | int, area_code: str, number: str) -> None:
    assert parse_phone(cell, area_code) == (number, "landline")


def test_a_number_with_its_own_area_code_keeps_it() -> None:
    assert parse_phone("010-62340000", "0513") == ("010-62340000", "landline")
    assert parse_phone("19900005678", "0513") == MOBILE


NOT_A_PHONE = "{value} is not a phone number"
LENGTH = (
    "{value} is not a phone number by its length ({count}): a mobile has 11 digits, "
    "a landline 10 to 12 with its area code"
)
NO_AREA_CODE = "{value} is a landline without its area code; write for example 0513-{value}"
CUT = "{value} has been cut by Excel, its last digits are lost; type the number again as text"
NOT_MAINLAND = (
    "{value} begins like no mainland number; before a number abroad write + and the country "
    "(+852…), before a landline its area code with the 0"
)
MASKED = "{value} is masked; give the whole number"


@pytest.mark.parametrize(
    ("cell", "message", "facts"),
    [
        ("", "The phone number is empty", {}),
        ("无", NOT_A_PHONE, {"value": "无"}),
        (True, NOT_A_PHONE, {"value": "True"}),
        (float("nan"), NOT_A_PHONE, {"value": "nan"}),
        (1990000567.5, NOT_A_PHONE, {"value": "1990000567.5"}),
        ("19900005678/19900005679", NOT_A_PHONE, {"value": "19900005678/19900005679"}),
        ("王芳19900005678", NOT_A_PHONE, {"value": "王芳19900005678"}),
        ("+86+19900005678", NOT_A_PHONE, {"value": "+86+19900005678"}),
        ("-", NOT_A_PHONE, {"value": "-"}),
        ("3.5", NOT_A_PHONE, {"value": "3.5"}),
        ("05-12", NOT_A_PHONE, {"value": "05-12"}),
        ("012", LENGTH, {"value": "012", "count": 3}),
        ("0", LENGTH, {"value": "0", "count": 1}),
        ("1990000567", LENGTH, {"value": "1990000567", "count": 10}),
        ("199000056789", LENGTH, {"value": "199000056789", "count": 12}),
        ("1990000567819900005679", LENGTH, {"value": "1990000567819900005679", "count": 22}),
        ("021-6234000", LENGTH, {"value": "021-6234000", "count": 10}),
        ("85120000", NO_AREA_CODE, {"value": "85120000"}),
        (8512000, NO_AREA_CODE, {"value": "8512000"}),
        ("1.99E+10", CUT, {"value": "1.99E+10"}),
        ("1.990000567E+10", CUT, {"value": "1.990000567E+10"}),
        ("199****5678", MASKED, {"value": "199****5678"}),
        ("199xxxx5678", MASKED, {"value": "199xxxx5678"}),
        ("852-55500001", NOT_MAINLAND, {"value": "852-55500001"}),
        ("60120000000", NOT_MAINLAND, {"value": "60120000000"}),
        ("10000005678", NOT_MAINLAND, {"value": "10000005678"}),
        (
            "19900005678转801",
            "{value} has an extension, which only a landline can have",
            {"value": "19900005678转801"},
        ),
    ],
)
def test_what_is_no_phone_number_is_refused(cell: str | int | float, message: str, facts: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        parse_phone(cell)
    assert (refused.value.message, refused.value.facts) == (message, facts)


@given(
    st.from_regex(
        r"1[3-9][0-9]{9}|0(10|2[0-9])-[2-8][0-9]{7}(-[0-9]{1,6})?|0[3-9][0-9]{2}-[2-8][0-9]{6,7}", fullmatch=True
    )
    | st.from_regex(r"\+[1-7][0-9]{7,13}|[48]00[0-9]{7}(-[0-9]{1,6})?|[2-8][0-9]{2,5}", fullmatch=True)
)
def test_a_number_in_its_one_form_stays_as_it_is(number: str) -> None:
    assert parse_phone(number).number == number


@given(st.text(alphabet="0123456789+-() 转/、.E*（）王", max_size=26))
def test_a_number_taken_is_taken_again_and_splitting_loses_no_digit(text: str) -> None:
    assert [sign for part in split_phones(text) for sign in part if sign.isdigit()] == [
        sign for sign in text if sign.isdigit()
    ]
    try:
        phone = parse_phone(text)
    except Refused:
        return
    assert parse_phone(phone.number) == phone


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("19900005678", ["19900005678"]),
        ("19900005678/19900005679", ["19900005678", "19900005679"]),
        ("19900005678\\19900005679", ["19900005678", "19900005679"]),
        ("19900005678、19900005679", ["19900005678", "19900005679"]),
        ("19900005678，19900005679", ["19900005678", "19900005679"]),
        ("19900005678;19900005679；19900005670", ["19900005678", "19900005679", "19900005670"]),
        ("19900005678\n19900005679", ["19900005678", "19900005679"]),
        ("19900005678 19900005679", ["19900005678", "19900005679"]),
        ("19900005678　19900005679", ["19900005678", "19900005679"]),
        ("19900005678或19900005679", ["19900005678", "19900005679"]),
        ("199 0000 5678", ["199 0000 5678"]),
        ("199 0000 5678 199 0000 5679", ["199 0000 5678", "199 0000 5679"]),
        ("0513 85120000 转 801", ["0513 85120000 转 801"]),
        ("(0513)85120000 19900005678", ["(0513)85120000", "19900005678"]),
        ("0513-85120000转801、85120001", ["0513-85120000转801", "85120001"]),
        ("85120000 85120001", ["85120000", "85120001"]),
        ("19900005678(爸爸)19900005679（妈妈）", ["19900005678(爸爸)", "19900005679（妈妈）"]),
        ("19900005678 （爸爸） 19900005679", ["19900005678 （爸爸）", "19900005679"]),
        ("(手机)19900005678(座机)0513-85120000", ["(手机)19900005678(座机)", "0513-85120000"]),
        ("1990000567819900005679", ["19900005678", "19900005679"]),
        ("1990000567800000005679", ["1990000567800000005679"]),
        ("1234 5678 90", ["1234 5678 90"]),
        ("没有", ["没有"]),
        ("", []),
        (" / ", []),
    ],
)
def test_split_phones(cell: str, numbers: list[str]) -> None:
    assert split_phones(cell) == numbers
