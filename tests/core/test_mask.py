import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.identity import (
    fits_mask,
    is_masked,
    mask_address,
    mask_email,
    mask_id,
    mask_name,
    mask_phone,
)


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("19900005678", "199****5678"),
        ("0513-85120000", "0513-****0000"),
        ("0513-8512000", "0513-***2000"),
        ("0513-85120000-801", "0513-****0000-801"),
        ("010-62340000", "010-****0000"),
        ("+85255500001", "+852****0001"),
        ("+12125550100", "+121****0100"),
        ("+6555501", "+*****01"),
        ("4000000123", "******0123"),
        ("668123", "****23"),
        ("801", "***"),
        ("19900005678/19900005679", "***********/*******5679"),
        ("85120000（家）", "****0000（家）"),
        ("", ""),
    ],
)
def test_mask_phone(number: str, masked: str) -> None:
    assert mask_phone(number) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("11999919010203002X", "119***********002X"),
        ("119999010203001", "119********3001"),
        ("E00001234", "E0****234"),
        ("军字第0001234号", "军字******34号"),
        ("0001234", "*****34"),
        ("A", "*"),
        ("", ""),
    ],
)
def test_mask_id(number: str, masked: str) -> None:
    assert mask_id(number) == masked


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("王芳", "王*"),
        ("王小明", "王*明"),
        ("王小小明", "王**明"),
        ("欧阳文", "欧阳*"),
        ("欧阳文文", "欧阳**"),
        ("歐陽文文", "歐陽**"),
        ("欧阳", "欧*"),
        ("王", "*"),
        ("李总", "李*"),
        ("阿卜杜拉·买买提", "阿***·***"),
        ("Tom Lee", "T** ***"),
        ("王芳(VIP)", "王******"),
        ("", ""),
    ],
)
def test_mask_name(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("江苏省南通市崇川区人民中路1号", "江苏省南通市崇川区****"),
        ("江苏省 南通市 崇川区 人民中路1号", "江苏省 南通市 崇川区****"),
        ("南通市崇川区", "南通市崇川区"),
        ("崇川区人民中路1号", "崇川区****"),
        ("江苏南通崇川区人民中路1号", "江苏南通崇川区****"),
        ("江苏省如东县掘港镇", "江苏省如东县****"),
        ("如皋市如城街道3号", "如皋市****"),
        ("上海浦东新区张江路1号", "上海浦东新区****"),
        ("济宁市市中区1号", "济宁市市中区****"),
        ("荆州市沙市区1号", "荆州市沙市区****"),
        ("内蒙古鄂尔多斯市鄂托克旗1号", "内蒙古鄂尔多斯市鄂托克旗****"),
        ("新疆维吾尔自治区伊犁哈萨克自治州伊宁市1号", "新疆维吾尔自治区伊犁哈萨克自治州伊宁市****"),
        ("南通市人民路阳光小区3幢", "南通市****"),
        ("南通市阳光小区3幢", "南通市****"),
        ("阳光小区3幢", "****"),
        ("南通市大润发超市旁", "南通市****"),
        ("南通市崇川区文峰城市广场", "南通市崇川区****"),
        ("人民中路1号", "****"),
        ("12 Main Street", "****"),
        ("", ""),
    ],
)
def test_mask_address_stops_at_the_district(address: str, masked: str) -> None:
    assert mask_address(address) == masked


@pytest.mark.parametrize(
    ("email", "masked"),
    [("ann@example.com", "a***@example.com"), ("@example.com", "***@example.com"), ("ann", "***"), ("", "")],
)
def test_mask_email(email: str, masked: str) -> None:
    assert mask_email(email) == masked


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("199****5678", True),
        ("199＊＊＊＊5678", True),
        ("199xxxx5678", True),
        ("199●●●●5678", True),
        ("王*", True),
        ("****", True),
        ("王小明", False),
        ("11999919010203002X", False),
        ("阿卜杜拉·买买提", False),
        ("0513-85120000", False),
        ("", False),
    ],
)
def test_is_masked(text: str, answer: bool) -> None:
    assert is_masked(text) is answer


@pytest.mark.parametrize(
    ("masked", "stored", "answer"),
    [
        ("199****5678", "19900005678", True),
        ("199 **** 5678", "19900005678", True),
        ("１９９＊＊＊＊５６７８", "19900005678", True),
        ("199xxxx5678", "19900005678", True),
        ("199****5678", "19900005679", False),
        ("199****5678", "199000005678", False),
        ("0513****0000", "0513-85120000", True),
        ("119***********002x", "11999919010203002X", True),
        ("119************002X", "11999919010203002X", False),
        ("E0****234", "E00001234", True),
        ("王*", "王小明", True),
        ("王*明", "王小明", True),
        ("李*", "王小明", False),
        ("王*", "王", False),
        ("a***@example.com", "ann@example.com", True),
        ("b***@example.com", "ann@example.com", False),
        ("a***@example.com", "a@example.com", True),
        ("南通市崇川区****", "南通市崇川区人民中路1号", True),
        ("19900005678", "19900005678", True),
        ("19900005678", "19900005679", False),
        ("****", "", False),
    ],
)
def test_fits_mask(masked: str, stored: str, answer: bool) -> None:
    assert fits_mask(masked, stored) is answer


@given(st.from_regex(r"[0-9]{5,18}|0513-[0-9]{7,8}|\+[0-9]{8,14}|[A-Z][0-9]{8}", fullmatch=True))
def test_a_masked_number_fits_its_own_and_hides_some_of_it(number: str) -> None:
    for masked in (mask_phone(number), mask_id(number)):
        assert is_masked(masked)
        assert fits_mask(masked, number)
        assert len(masked) == len(number)


@given(
    st.text(alphabet="王小明欧阳·南通市崇川区路小ab @1")
    .map(str.strip)
    .filter(lambda text: text and "··" not in text.replace(" ", ""))
)
def test_a_masked_text_fits_its_own(text: str) -> None:
    for masked in (mask_name(text), mask_address(text), mask_email(text)):
        assert fits_mask(masked, text)
