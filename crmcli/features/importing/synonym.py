"""What lists call their columns: the heads seen in real files, for each field the likeliest first.

A head is compared without marks, blanks, brackets and the words 会员, 客户 and the
like before it. What stands in brackets may say the unit (元, 万元) or the calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.text import fold

if TYPE_CHECKING:
    from crmcli.ui.output import Column

#: What a column may be besides a field: not wanted, or worked out by the program itself.
IGNORED, COMPUTED = "-", "="

_PERSON = {
    "no": "会员编号 会员号 会员ID 客户编号 顾客编号 编号 no no. id",
    "name": "姓名 名字 真实姓名 名称 单位名称 公司名称 企业名称 业主姓名 户主姓名 学员姓名 患者姓名 联系人姓名 联系人 "
    "业主 户主 用户名 昵称 称呼 name",
    "card_no": "会员卡号 卡号 会员卡编号 卡编号 会员证书编号 证书编号 会员证号 会员卡 card_no cardno card",
    "mobile": "手机 手机号 手机号码 移动电话 联系手机 本人电话 联系电话 电话 电话号码 联系方式 有效联系电话 "
    "手机1 电话1 mobile phone tel telephone",
}

MEMBER = {
    **_PERSON,
    "gender": "性别 gender sex",
    "gender_male": "男",
    "gender_female": "女",
    "birthday": "出生日期 生日 出生年月日 出生年月 生辰 出生 birthday",
    "birthday_calendar": "公历/农历 农历/公历 公农历 农历公历 历法 生日类型 生日历法 阳历/阴历 "
    "阴历/阳历 阴阳历 birthday_calendar",
    "birthday_leap": "闰月 是否闰月 birthday_leap",
    "phone2": "其他联系方式 其他电话 备用电话 备用手机 备用联系方式 第二电话 第二联系方式 手机2 电话2 固定电话 固话 "
    "座机 办公电话 单位电话 家庭电话 住宅电话 phone2",
    "wechat": "微信 微信号 微信号码 微信名 wechat weixin",
    "email": "邮箱 电子邮箱 电子邮件 电邮 电邮地址 邮箱地址 email e-mail",
    "id_type": "证件类型 证件种类 证件名称 有效证件类型 id_type",
    "id_no": "身份证号 身份证号码 身份证 公民身份号码 证件号码 证件号 有效证件号码 身份证件号码 id_no",
    "address": "地址 联系地址 有效联系地址 通讯地址 通信地址 邮寄地址 详细地址 家庭地址 家庭住址 住址 "
    "居住地址 现住址 address",
    "employer": "工作单位 就职单位 所在单位 单位 公司 employer company",
    "industry": "行业 所属行业 从事行业 industry",
    "occupation": "职业 occupation",
    "interest": "兴趣 兴趣爱好 爱好 感兴趣的项目 感兴趣项目 意向项目 运动需求 interest interests",
    "source": "信息来源 来源 客户来源 线索来源 来源渠道 获客渠道 渠道 source",
    "introduced_by": "介绍人 推荐人 引荐人 转介绍人 introduced_by",
    "store": "所属门店 门店 开卡门店 分店 店铺 store",
    "owner": "归属人 维护人 负责人 跟进人 专属客服 客户经理 owner",
    "owner_source": "归属来源 客户归属 客户归属来源 owner_source",
    "class": "客户分级 重点客户 是否重点 class",
    "consent": "同意 同意事项 授权 consent",
    "guardian": "监护人 监护人姓名 家长 家长姓名 guardian",
    "guardian_phone": "监护人电话 监护人手机 监护人手机号 监护人联系电话 家长电话 家长手机 guardian_phone",
    "guardian_consent_on": "监护人同意日期 监护人签字日期 监护人同意时间 家长同意日期 guardian_consent_on",
    "do_not_contact": "勿扰 勿扰原因 免打扰 do_not_contact",
    "do_not_contact_until": "勿扰截止 勿扰截止日期 do_not_contact_until",
    "joined_on": "入会日期 入会时间 办卡日期 办卡时间 开卡日期 开卡时间 发卡日期 建档日期 注册日期 "
    "注册时间 加入日期 joined_on",
    "note": "备注 备注说明 其他说明 说明 note notes remark",
    "kind": "客户类型 客户性质 kind",
    "tier": "会员等级 等级 会员级别 级别 卡等级 会员卡等级 卡级别 tier_name tier",
    "spend": "累计消费 累计消费金额 累计消费额 累积消费 总消费 总消费金额 总消费额 消费总额 消费总金额 "
    "历史消费 期初消费 spend",
    "points": "积分 剩余积分 可用积分 当前积分 积分余额 期初积分 points",
    "balance": "卡内余额 余额 卡余额 储值余额 账户余额 剩余金额 剩余储值 期初余额 balance",
    IGNORED: "序号 序 行号 年龄 岁数 周岁 密码 会员密码 登录密码 支付密码 age password",
    COMPUTED: "资料完整度 完整度 最近联系 最近联系日期 最近消费 最近消费日期 状态 会员状态 completeness "
    "last_contact_on last_purchase_on standing",
}

PURCHASE = {
    "date": "日期 消费日期 购买日期 交易日期 消费时间 购买时间 交易时间 结账时间 时间 date",
    "item": "项目 消费项目 项目名称 服务项目 服务名称 商品名称 产品名称 品名 商品 产品 item",
    "quantity": "数量 次数 件数 quantity",
    "amount": "实收金额 实收 实付金额 金额 消费金额 成交金额 付款金额 收款金额 amount",
    "pay": "付款方式 支付方式 收款方式 结算方式 pay",
    "by": "经办人 经手人 服务人员 服务人 收银员 操作人 操作员 员工 by",
    **_PERSON,
    "name": _PERSON["name"] + " 顾客 会员 客户",
    "note": "备注 备注说明 说明 note remark",
    IGNORED: "序号 序 行号",
}

INQUIRY = {
    "id": "编号 咨询编号 no. id",
    "date": "咨询日期 咨询时间 日期 登记日期 来访日期 来电日期 接待日期 时间 date asked_on",
    "channel": "咨询情况 咨询方式 来访方式 接待方式 方式 channel",
    "name": _PERSON["name"] + " 顾客 客户",
    "mobile": _PERSON["mobile"],
    "no": "会员编号 会员号 会员 member",
    "wechat": MEMBER["wechat"],
    "address": MEMBER["address"],
    "item": "咨询项目 咨询内容 意向项目 感兴趣的项目 项目 item",
    "source": MEMBER["source"],
    "first_deal": "是否首次办理 首次办理 是否办理 是否成交 成交 first_deal",
    "amount": "首次办理金额 办理金额 成交金额 金额 amount",
    "by": "客服接待 接待人 接待客服 接待 客服 经办人 经手人 登记人 by received_by",
    "minutes": "通话分钟 通话时长 分钟 minutes",
    "result": "咨询结果 结果 意向 result",
    "note": "备注 备注说明 说明 note remark",
    IGNORED: "序号 序 行号",
}

_BRACKETS = re.compile(r"[(\[【](.*?)[)\]】]")
_PREFIX = re.compile("^(?:会员|客户|顾客|本人|您的|学员|患者|业主)")
#: A group over a column that makes it somebody else's name or phone.
_OTHERS = re.compile("监护|家长|父|母|紧急|介绍|推荐|配偶|爱人|亲属")
_CALENDARS = {"lunar": ("农历", "阴历", "旧历"), "solar": ("公历", "阳历", "新历")}
_FACTORS = {"万元": 10_000, "万": 10_000, "千元": 1000}


class Meant(NamedTuple):
    """What a head says: the field, how likely among its words (0 first), what is read with it.

    `calendar` is the one named in the head; amounts are given in `factor` yuan.
    """

    field: str
    place: int
    calendar: str | None = None
    factor: int = 1


class Vocabulary:
    """The heads one kind of import knows: its words, the heads of our own lists, and what the clerk assigned."""

    def __init__(
        self, words: Mapping[str, str], own: Iterable[tuple[str, str]] = (), assigned: Mapping[str, str] | None = None
    ) -> None:
        self._words: dict[str, tuple[str, int]] = {}
        for field, line in words.items():
            for place, word in enumerate(line.split()):
                self._words.setdefault(plain(word), (field, place))
        for head, field in own:
            self._words.setdefault(plain(head), (field, 0))
        self._assigned = {plain(head): field for head, field in (assigned or {}).items()}

    def meant(self, head: str) -> Meant | None:
        """What a head means, or None. What the clerk assigned goes before everything."""
        whole = plain(head)
        hints = _BRACKETS.findall(whole)
        if whole in self._assigned:
            return _with_hints(Meant(self._assigned[whole], -1), whole, hints)
        bare = _BRACKETS.sub("", whole) or whole
        for word in _ways(bare):
            if word in self._words:
                return _with_hints(Meant(*self._words[word]), whole, hints)
        return None

    def knows(self, head: str) -> bool:
        """Whether a head means anything; for finding the head row."""
        return self.meant(head) is not None


def plain(head: str) -> str:
    """A head as it is compared: folded, without marks."""
    return fold(head).replace("*", "").strip(":：")


def _ways(head: str) -> Iterable[str]:
    """The head itself, then without what commonly stands around its word."""
    yield head
    group, dash, part = head.rpartition("-")
    if dash:
        yield group + part
        if _OTHERS.search(group):
            return
        yield part
    name = part or head
    for calendar in (word for words in _CALENDARS.values() for word in words):
        if name.startswith(calendar):
            yield name.removeprefix(calendar)
    yield _PREFIX.sub("", name)


def _with_hints(meant: Meant, whole: str, hints: list[str]) -> Meant:
    if meant.field == "birthday":
        named = [calendar for calendar, words in _CALENDARS.items() if any(word in whole for word in words)]
        return meant._replace(calendar=named[0]) if len(named) == 1 else meant
    if meant.field in ("spend", "balance", "amount"):
        return meant._replace(factor=next((_FACTORS[hint] for hint in hints if hint in _FACTORS), 1))
    return meant


def heads_of(
    columns: Iterable[Column], named: Mapping[str, str], words: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """The heads of a list of our own, in English and in the reader's language, with the field each stands for.

    `named` is column -> field where the two differ; what is no field of `words` is worked out by the program.
    """
    from crmcli.language import _

    for column in columns:
        field = named.get(column.key, column.key)
        meaning = field if field in words else COMPUTED
        yield from ((column.label, meaning), (_(column.label), meaning))
