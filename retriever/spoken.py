"""Words of speech that name no subject by their make (挑出来, 用得上, 两套), and what is mentioned in passing."""

from __future__ import annotations

import re
from functools import cache

from retriever.lexicon import lines

_NUMERAL = "一二两三四五六七八九十百千万亿几好多数半每某哪这那"
_MEASURE = (
    "套所张份根样把笔道位双对只头辆艘架部本册页段句场轮届拨趟遍番顿阵股门栋幢间片篇首桩码档"
    "顶座堆桌回次截坨摊串捆包袋箱瓶"
)
_COUNTED = re.compile(f"[{_NUMERAL}]+(?:大|小|整)?[{_MEASURE}]")
# Everyday verbs of one character: with what follows them they are still no more than 拿, 弄, 放.
VERBS = (
    "拿搞弄整干做种补当办挑选扔丢卖买交花念读看写拆建修收放挂引记带找查退还借领报送掏凑攒挣赚租搬改换停用吃喝走跑冒出算轮够靠住存取填拉"
    "推招请派调抽提讲说问想想学教管抓盖腾挤熬等赶追分配开关打划扣罚赔付抵掉甩卡堵断接批评定过进抢占沾享顾舍离"
)
_COMPLEMENT = (
    "[进出上下回过起]来|[进出上下回过]去|[来完好掉齐满走]"
    "|[得不](?:[上下了起到着过来去回出成住开完动通掉清全齐好]|[进出上下回过起][来去]?)"
)
_COMPOUND = re.compile(f"[{VERBS}](?:{_COMPLEMENT})了?|[进出上下回过起][来去]")
_MOOD = re.compile("[急烦气愁累吓笑冤热冻困饿恨悔]死(?:人|我)?了?")
# 儿 that only rounds a syllable off; the child of 婴儿, 孤儿, 育儿 is another.
_ROUNDED = re.compile(
    "(?<=[点事块会哪这那个意脸样活劲空边头门味口摊店铺路馆地法份带趟阵名字词人伴官天年今明昨后前馅面本票车牌钱根条道嘴玩聊"
    "弯圈板数号信盘坑缝角尖眼哥姐弟妹爷])儿(?![童科子女孙歌])"
)


def unrounded(text: str) -> str:
    """A text without the 儿 of speech: 门脸儿 is 门脸."""
    return _ROUNDED.sub("", text)


def names_no_subject(word: str) -> bool:
    """Whether a word counts, tells a mood, or is an everyday verb with what came of it."""
    return bool(_COUNTED.fullmatch(word) or _COMPOUND.fullmatch(word) or _MOOD.fullmatch(word))


@cache
def in_passing() -> frozenset[str]:
    """Words for the asker's own people and the like: a sentence that has them gains, none has to."""
    return frozenset(word for line in lines("asides.txt") for word in line.split())
