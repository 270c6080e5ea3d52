"""Patterns of conversations: what leans on the turn before, what corrects it, what asks it again of something else.

Tables, not code, Chinese and English together. No row names a place, a document or a question.
"""

from __future__ import annotations

import re

CONTEXT = re.compile(r"（上文：(?P<context>[^（）]*)）\s*$|\s*\(about: (?P<about>[^()]*)\)\s*$")
FIGURE = re.compile(
    r"(?:不到|没到|不足|超过|大于|小于|至少|最多)?(?:\d+(?:\.\d+)?|[一二三四五六七八九十两百千]+)(?:来|多|几)?(?:个亿|千万|百万|万|亿)元?(?:以上|以下|以内)?"
)

ELLIPTIC = re.compile(
    r"^(?:那么?|那|而|还有|再|换成|如果是?|要是|若是?|假如|改成|不是|错了|我是说|我说的是|我问的是|刚才|上面|前面|第[一二三四]个)|呢[？?。]?$|^(?:它|这个|这项|该|这|其|此|他们|上述)|^(?:and|what about|how about|and for|what if|no,|sorry|i mean|the (?:second|first) one|is it|does it|who is|who are)\b"
    r"|\b(?:it|that|this|they|those)\b.{0,30}\?$",
    re.IGNORECASE,
)
POINTING = re.compile(
    r"第(?P<n>[一二三四五六七八九十]|\d{1,2})(?:个|项|条|种|类|点|款|样)|最后(?:一)?(?:个|项|条|种|类|点|样)|前者|后者"
    r"|\b(?:the )?(?P<en>first|second|third|fourth|fifth|last|former|latter)(?: (?:one|item|point))?\b(?= ?[,?]|$| (?:of|is|one))",
    re.IGNORECASE,
)
SAME_FIGURE = re.compile(
    r"(?:这|那)(?:一?个|一?项)?(?:数字?|指标|标准|比例|金额|要求|目标)(?:又|也)?(?=是|要|有|定|多|$)|(?<=.)的话"
)
PRONOUN = re.compile(r"^(?:那么?|而)?(?:它们?|他们|这个|这项|这笔钱?|这类|该|其|此|上述)(?:的)?(?!是多少|数)")
ASKS = re.compile(r"什么|怎|哪|几|多少|多[久大长]|谁|吗|何|啥|咋|没有|不|how|what|who|which|when|where", re.IGNORECASE)
CORRECTION = re.compile(
    r"不是(?P<wrong>[^，,。]{2,10})[，,]\s*(?:而?是|我(?:说|问)的是)(?P<right>[^，,。？?]{2,20})|not (?P<wrong_en>[\w ]+?), (?:but |it's |i mean )?(?P<right_en>[\w ]+)",
    re.IGNORECASE,
)
ANY_LEVEL = re.compile(
    r"(?:国家|國家|自治区|自治區|省|市|州|县|縣|区|區)[级級]|(?<![A-Za-z])[A-Ea-e]{1,3}[级級]|[一二三四五特][级級]|[一二三A-E][类類]|\b(?:national|provincial|municipal|prefectural|county)(?:[- ]level)?\b",
    re.IGNORECASE,
)
END_MARKS = re.compile(r"[？?。！\s]+$")
FILLER = re.compile(
    r"^(?:那么?|而|还有|再问?|换成|如果是?|要是|若是?|假如|改成|我是说|我说的是|我问的是|只(?:是|有)|and for|and|what about|how about|what if)[，,\s]*|呢[？?。]?$",
    re.IGNORECASE,
)
ENGLISH_PRONOUN = re.compile(r"\b(?:it|they|them|its|their|these|those|there|the same|such)\b", re.IGNORECASE)
ASKED_AGAIN = {
    "amount": "补助多少钱", "rate": "比例是多少", "target": "目标是多少", "who": "责任单位是谁", "when": "是什么时候",
    "how_long": "多久", "list": "有哪些", "condition": "条件是什么", "yes_no": "有没有",
}  # fmt: skip
