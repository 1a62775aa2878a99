"""Surnames: those of two characters, and those read otherwise than their character mostly is."""

from __future__ import annotations

_TWO_CHARACTERS = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 "
    "申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 "
    "宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 南荣 第五 完颜 纳兰 "
    "叶赫 耶律 单于 淳于 达奚 贺兰 "
    "歐陽 司馬 東方 獨孤 南宮 聞人 諸葛 尉遲 赫連 澹臺 濮陽 公孫 仲孫 鍾離 長孫 鮮于 閭丘 顓孫 樂正 軒轅 "
    "東郭 東門 納蘭 葉赫 單于 賀蘭"
)
COMPOUND = frozenset(_TWO_CHARACTERS.split())

# The reading as a surname, one syllable a character, where a dictionary gives another one first.
_SINGLE = (
    "单shan 解xie 仇qiu 查zha 曾zeng 区ou 朴piao 缪miao 种chong 召shao 翟zhai 折she 员yun 贠yun 祭zhai 么yao "
    "盖ge 乐yue 覃qin 隗wei 郇xun 黑he 秘bi 卜bu 都du 阚kan 薄bo 繁po 洗xian 佴nai 能nai 句gou 乜nie 适kuo "
    "不fou 炅gui 重chong 粘nian 藏zang"
)
READINGS: dict[str, tuple[str, ...]] = {entry[0]: (entry[1:],) for entry in _SINGLE.split()} | {
    "尉迟": ("yu", "chi"),
    "万俟": ("mo", "qi"),
    "长孙": ("zhang", "sun"),
    "乐正": ("yue", "zheng"),
    "单于": ("chan", "yu"),
    "澹台": ("tan", "tai"),
}
