"""Question words that do not ask: 几 for some, 谁 for whoever, an embedded question that is known already."""

from __future__ import annotations

import re

# 几 after a round number or a word that points, and what is not counted: 十几家, 这几年, 好几个, 才几天
_ROUND = re.compile(r"(?<=[十百千])几(?=[个家户人名位件项台套所座间块元年月日天万亿只辆亩吨岁种样批次])")
_POINTS = re.compile(
    r"(?<=[这近好])几(?=[个家户人名位件项台套所座间年月日天只辆种样批次款类代])"
    r"|(?<=那)几(?=样|款|年)|(?<=没|才)几(?=[天日年月个家人])"
)
_CLAUSE = re.compile(
    r"[^，,。？?！!；;]+[，,](?=[^。？?！!；;]*(?:多少|[几谁哪啥咋]|什么|怎|如何|何时|多[久长大高]|吗"
    r"|有没|有无|是否|[能可]否|(?P<verb>[㐀-鿿])不(?P=verb)))"
)
_SOME = re.compile(r"(?:(?<=[㐀-鿿])|^)几(?=[个家户人名位年天月])")
# what makes 几 a question in a clause that another follows: what may or must be, a share, a limit, what is given
_COUNTS = re.compile(
    r"[能可要得应该须需最内占分共是限给补奖有第周选建免减罚交缴管留拿领报每]"
    r"|至[少多]|达到|培育|引进|新增|百分之|几[成折点分倍号]|哪几|多少|什么|谁|怎|吗"
)
# what is known or agreed, and what cannot be found out: the question within it is not asked
_KNOWN = re.compile(
    r"(?:也|都|已经|早就?|当然)(?:知道|晓得|清楚|明白)[^，,。？?！!；;]*(?=[，,]|$)"
    r"|(?:约|说|讲|谈|商量|商|签)(?:好|定|妥)了?[^，,。？?！!；;]*(?=[，,]|$)"
    r"|[^。？?！!；;]*(?:算|说|讲|查|弄|搞|分|认|定|估|理|拿)不(?:出来?|清楚?|准|明白?|到)(?=[，,]|$)"
    r"|[^。？?！!；;]*(?:不知道?|不清楚|不晓得|没法算|无法确定|难以确定|没有?数)(?=[，,]|$)"
)
# 归谁还没弄清: an embedded question that is said to be open
_OPEN = re.compile(
    r"(?:[归给由是]?谁|哪[个家种年天]|什么时候|多少|怎么[㐀-鿿])[^，,。？?！!；;]{0,4}(?:还|都|也|一直)?"
    r"(?:没有?|未|[弄搞说分理讲][不没])(?:[弄搞定说谈分想算理]?(?:清楚?|明白?|好|定|妥|准|拢))(?=[，,的]|$)"
)
_WHOEVER = re.compile(
    r"(?:谁|哪里?|什么|怎么)(?=都|也)|(?:无论|不管|不论)[^，,。？?！!；;]*(?=[，,]|$)|没(?:什么|啥)|什么的"
)


def without_indefinite(text: str) -> str:
    """A question in which what only sounds like asking is put otherwise, so that the rest is what it asks."""
    text = _OPEN.sub("未定", text)
    text = _POINTS.sub("些", _ROUND.sub("多", text))
    return _CLAUSE.sub(lambda m: m[0] if _COUNTS.search(m[0]) else _SOME.sub("多", m[0]), text)


def asks_nothing(text: str) -> str:
    """The same without what is known, or holds for whoever: what is left may ask."""
    return _WHOEVER.sub("", _KNOWN.sub("", without_indefinite(text)))
