"""Invented people and cases for the six sheets, as a feature would hand them to the renderer."""

from __future__ import annotations

from datetime import date
from typing import Any

Values = dict[str, Any]

WORDS: Values = {
    "organisation": "仁和美容医院",
    "remark": "到院的客户请单独、详细登记；没有当场办理的，要安排回访。",
    "statements": [
        "所填内容属实，填错的后果由本人承担。",
        "遵守本会规定，损坏物品照价赔偿。",
        "因使用不当或自身疾病发生意外，由本人负责。",
    ],
}

INTAKE: Values = {
    "asked_on": date(2026, 10, 31),
    "channel": "phone",
    "name": "王小明",
    "phone": "19900005678",
    "address": "江苏省南通市崇川区人民中路88号3幢502室",
    "item": "激光祛斑",
    "source": ["outdoor", "newspaper"],
    "first_deal": "yes",
    "amount": 128000,
    "received_by": "陈静",
}

COMPLAINT: Values = {
    "logged_on": date(2026, 10, 31),
    "no": "TS-2026-0001",
    "card_no": "000123",
    "name": "李红",
    "gender": "female",
    "phone": "19900001234",
    "phone2": "0513-85000000",
    "id_no": "110105194912310021",
    "address": "南通市崇川区工农路1号",
    "matter": "术后等候时间过长",
    "against": "张某",
    "against_department": "皮肤科",
    "department": "客服部",
    "person": "陈静",
    "person_phone": "19900008888",
    "summary": "10月30日下午两点预约，四点才见到医生。\n要求书面答复。",
    "handling": "当日致歉，安排主任复诊。",
    "opinion": "接受。",
}

PROMOTION: Values = {
    "registered_on": date(2026, 10, 1),
    "name": "赵敏",
    "phone": "19900002222",
    "address": "南通市崇川区桃园路6号",
    "amount": 500000,
    "gift": "玻璃杯",
    "bonus": 50000,
    "received_by": "李娜",
    "note": "老客户带来",
}

APPLICATION: Values = {
    "applied_on": date(2026, 10, 31),
    "card_type": "stored",
    "card_no": "0012",
    "amount": 1980000,
    "name": "阿卜杜拉·买买提",
    "gender": "男",
    "age": 36,
    "birthday": date(1990, 5, 3),
    "address": "南通市崇川区青年中路10号",
    "phone": "19900003333",
    "employer": "南通某某机械有限公司",
    "email": "someone@example.com",
    "wechat": "wx-someone",
    "id_type": "resident",
    "id_no": "110105194912310021",
    "interest": ["fitness", "other"],
    "interest_other": "游泳",
    "source": ["salesperson", "friend"],
    "salesperson": "李娜",
    "source_other": None,
    "industry": "it",
    "industry_other": None,
    "occupation": "other",
    "occupation_other": "教练",
    "joining_amount": 1980000,
    "gift": "体验券两张",
}

EVENT: Values = {
    "department": "客服部",
    "applied_on": date(2026, 10, 8),
    "name": "秋季会员日",
    "no": "HD-2026-0003",
    "purpose": "答谢老会员，带动秋冬护理项目。",
    "intention": "合作商户两家，秋冬护肤品牌",
    "partner": "某某花店",
    "partner_intends": "undecided",
    "held_at": "2026-11-11 14:00",
    "place": "三楼会议厅",
    "participants": "白金以上会员 / 40人",
    "budget": 800000,
    "invited": "近一年到院的白金、尊享会员",
    "invited_by": ["phone", "sms"],
    "message": "【仁和】尊敬的会员，11月11日会员日恭候光临，拒收请回复R",
    "preparation": "场地布置、伴手礼40份；市场部海报，护士站支持。",
    "programme": "14:00签到；14:30专家讲座；15:30抽奖与互动。",
    "afterwards": "照片整理发会员群；三日内电话回访到场客户。",
    "approval": "yes",
}

PLAN: Values = {
    "customer": "某某市第一人民医院",
    "period": "2026年11月至2027年10月",
    "no": "WH-2026-0001",
    "grade": "三甲 / 华东",
    "importance": "key",
    "owner": "周工",
    "contract": "yes",
    "resident": "否，远程即可",
    "satisfaction": "满意 / 无抱怨",
    "products": "门诊收费、住院药房",
    "response": "2小时内响应，24小时内到场。",
    "visits": "每季度一次 / 信息科主任 / 上门",
    "made_by": "吴敏",
    "tasks": [
        {
            "task": "数据库巡检",
            "planned_on": date(2026, 11, 5),
            "responsible": "周工",
            "standard": "出具巡检报告",
            "done_on": None,
            "result": None,
            "feedback": None,
        },
        {
            "task": "收费模块升级",
            "planned_on": date(2026, 12, 1),
            "responsible": "郑工",
            "standard": "停机不超过一小时",
            "done_on": date(2026, 12, 1),
            "result": "完成",
            "feedback": "良好",
        },
    ],
}

AROUND: dict[str, Values] = {
    "intake": {
        "department": "客服部",
        "registered_on": date(2026, 10, 31),
        "no": "ZX-2026-0007",
        "made_by": "陈静",
        "checked_by": "李娜",
    },
    "promotion": {
        "promotion": "国庆回馈",
        "from_on": date(2026, 10, 1),
        "to_on": date(2026, 10, 7),
        "made_by": "陈静",
        "checked_by": "李娜",
    },
}

RECORDS: dict[str, Values] = {
    "intake": INTAKE,
    "complaint": COMPLAINT,
    "promotion": PROMOTION,
    "application": APPLICATION,
    "event": EVENT,
    "plan": PLAN,
}
