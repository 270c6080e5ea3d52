"""Patterns of conversations: what leans on the turn before, what corrects it, what asks it again of something else.

Tables, not code, Chinese and English together. No row names a place, a document or a question.
"""

from __future__ import annotations

import re

CONTEXT = re.compile(r"（上文：(?P<context>[^（）]*)）\s*$|\s*\(about: (?P<about>[^()]*)\)\s*$")
FIGURE = re.compile(
    r"(?:不到|没到|不足|超过|大于|小于|至少|最多)?(?:\d+(?:\.\d+)?|[一二三四五六七八九十两百千]+)(?:来|多|几)?(?:个亿|千万|百万|万|亿)元?(?:[以之往][上下内里外]|开外)?"
)

ELLIPTIC = re.compile(
    r"^(?:那么?|那|而|还有|再|换成|如果是?|要是|若是?|假如|改成|不是|错了|我是说|我说的是|我问的是|刚才|上面|前面|第[一二三四]个)|呢[？?。]?$|^(?:它|这个|这项|该|这|其(?![他它余实次])|此|他们|上述)|^(?:and|what about|how about|and for|what if|no,|sorry|i mean|the (?:second|first) one|is it|does it|who is|who are)\b"
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
PRONOUN = re.compile(
    r"^(?:那么?|而)?(?:它们?|他们|这个|这项|这笔钱?|这类|该|其(?![中他它余实次])|此|上述)(?:的)?(?!是多少|数)"
)
ASKS = re.compile(r"什么|怎|哪|几|多少|多[久大长]|谁|吗|何|啥|咋|没有|不|how|what|who|which|when|where", re.IGNORECASE)
CORRECTION = re.compile(
    r"不是(?P<wrong>[^，,。]{2,10})[，,]\s*(?:而?是|我(?:说|问)的是)(?P<right>[^，,。？?]{2,20})|not (?P<wrong_en>[\w ]+?), (?:but |it's |i mean )?(?P<right_en>[\w ]+)",
    re.IGNORECASE,
)
ANY_LEVEL = re.compile(
    r"(?:国家|國家|自治区|自治區|省|市|州|县|縣|区|區)[级級]|(?<![A-Za-z])[A-Ea-e]{1,3}[级級]|(?<![这那哪每各上下逐])[一二三四五特][级級]|[一二三A-E][类類]|\b(?:national|provincial|municipal|prefectural|county)(?:[- ]level)?\b",
    re.IGNORECASE,
)
ONE_LEVEL = re.compile("(国家|自治区|省|市|州|县|区)[这那]?一级|(最高)的?[这那]?一?级别?(?=[的呢是？?]|$)")
# 国家高新区: a level said by the name of the State alone; 国家规定 is none
OF_THE_STATE = re.compile("国家(?!规定|标准|法|政策|机关|工作|有关|要求|专利|税|所有|队|对|要|给|的|级)")
AMONG = re.compile("^(?:其中|这(?:些)?里[面头]?|这其中|里[面头]|当中)(?:的)?[，,]?")
# 那大公司呢, of 小微公司: the same head, another kind of it
_KIND = "特大|大中|中小微|中小|小微|大型|中型|小型|微型|大|中|小|国有|民营|私营|外资|合资|集体|公办|民办|公立|私立|国内|国外|境内|境外|城镇|农村|省属|市属|县属|在职|退休|男|女"
_HEADS = "公司|企业|厂子?|单位|学校|医院|机构|职工|人员|户|国企"
KIND_OF = re.compile(rf"(?P<kind>{_KIND})(?P<head>{_HEADS})")
OWN_NAME = re.compile(
    r"[^，。？、的在和与跟]{0,4}(?:中心|交易所|交易市场|大学|学院|银行|分行|协会|商会|集团|电视台|日报)"
)
BOUNDS = re.compile("[上下]限|封顶|最[高低多少]")
OF_MONEY = re.compile("钱|元|万|款|费|补[贴助]|奖|资金|资本|金额|总额|价|税|罚|赔|薪|租金")
OPENING = re.compile("^(?:那么?|而|还有)[，,]?")
END_MARKS = re.compile(r"[？?。！\s]+$")
FILLER = re.compile(
    r"^(?:(?:那么?|而|还有|再问?|换成是?|如果是?|要是|若是?|假如|改成|我是说|我说的是|我问的是|只(?:是|有)|and for|and|what about|how about|what if)[，,\s]*)+"
    r"|(?:的(?:情形|情况|场合))?呢[？?。]?$",
    re.IGNORECASE,
)
ENGLISH_PRONOUN = re.compile(r"\b(?:it|they|them|its|their|these|those|there|the same|such)\b", re.IGNORECASE)
ASKED_AGAIN = {
    "amount": "补助多少钱", "rate": "比例是多少", "target": "目标是多少", "who": "责任单位是谁", "when": "是什么时候",
    "how_long": "多久", "list": "有哪些", "condition": "条件是什么", "yes_no": "有没有",
}  # fmt: skip
