"""The words by which English asks: tables that `english.py` reads.

No row names a place, a document or a question.
"""

from __future__ import annotations

import re

from retriever.types import Intent

_TIMES = r"(?:working |business |calendar |natural )?(?:days?|weeks?|months?|years?|hours?)"
_GIVEN = (
    r"(?:subsid\w+|grants?|amounts?|rewards?|bonus(?:es)?|funding|(?:financial )?support|incentives?|sums?|awards?|allowances?"
    r"|compensation|fines?|penalt\w+|fees?|(?<!in )charges?|deposit|(?:registered |start-up |minimum )?capital|ceiling|cap|salary|wages?"
    r"|pension|price|budget|payments?|reimbursements?|deductions?|prize(?: money)?|premium|rent|tuition|dues|turnover|revenue|output(?: value)?|value)"
)
_SHARES = r"(?:percentages?|per ?cent|(?:tax |interest |growth |annual )?rates?|(?:[\w&-]+-)?ratios?|shares?|proportions?|portions?|fractions?|parts?)"
# a number that is called or quoted counts nothing: hotline number
_NUMBER = "number" + "".join(
    f"(?<!{word} number)"
    for word in (
        "hotline",
        "phone",
        "telephone",
        "contact",
        "fax",
        "account",
        "reference",
        "document",
        "id",
        "licence",
        "license",
        "plate",
    )
)
_SIZES = rf"(?:floor (?:area|space)|area|{_NUMBER}|headcount|size|targets?|goals?|speed|height|length|width|weight|age(?: limit)?|coverage|scale|quota|capacity|count)"
_BODIES = r"(?:departments?|agenc(?:y|ies)|bod(?:y|ies)|authorit(?:y|ies)|units?|offices?|bureaus?|ministr(?:y|ies)|commissions?|regulators?)"
# what a body is named beside: which General Office document asks for no body
_DOCUMENT = r"(?! (?:documents?|notices?|opinions?|circulars?|regulations?|rules?|polic(?:y|ies)|plans?|files?|papers?|lists?|buildings?|hours?|space))"
_TIMED = r"when(?= (?:exactly |at the (?:latest|earliest) |else )?(?:is|are|was|were|do|does|did|will|would|can|could|must|should|shall|may|might|has|have|had|to|and|or|but)\b| *[,;?.]|$)"
_MAY = r"(?:can|may|could|is|are|would be|qualif\w+|gets?|receives?|counts?)"
# how big must the site be: its area
_OF_A_PLACE = (
    rf"(?:must|should|is|are|was|were|does|do|can|could|will|would|has|have)\b(?![^,;?.]*\b{_GIVEN}\b)[^,;?.]{{0,60}}?"
    r"\b(?:sites?|plots?|land|venues?|premises|incubators?|parks?|zones?|clusters?|factory|factories|plants?|buildings?|workshops?"
    r"|warehouses?|spaces?|bases?|cent(?:er|re)s?|shops?|houses?|flats?|apartments?|fields?|rooms?|classrooms?|gardens?)\b"
)
# tried at every place of the question; the earliest wins, of those at one place the first of the table
_ASKING: tuple[tuple[Intent, str], ...] = (
    ("how_long", rf"(?:within |for |over |in |after )?how many (?:\w+ )?{_TIMES}\b(?! (?:a|per) )|how (?:long|soon|quickly)\b|how often\b|how fast\b(?! (?:[\w-]+ ){{1,8}}?(?:grow|rise|increase|expand))"
                 r"|(?:within |for |over )?what (?:\w+ )?(?:time ?(?:limit|frame|span)|period|duration)\b|within what time"
                 r"|what (?:is|are) the (?:[\w-]+ ){0,3}(?:time limit|duration|period|term)s?\b|^time limit\b"),
    ("when", rf"(?:by|since|until|from) when\b|(?<!where and )(?:^|(?<=[,;?.:] )|(?<=and )|(?<=but )|(?<=or )){_TIMED}"
             r"|(?:by|on|until|to|from|at|in|before|after)? ?(?:what|which) (?:date|day|month|year|time)\b"
             r"|what (?:is|was) the (?:[\w-]+ ){0,4}(?:deadline|date)\b|^deadline\b"),
    ("target", r"(?:up to |at |until |from |below |under )?(?:what|which) (?:\w+ ){0,2}ages?\b|how old\b"
               rf"|what (?:is|are|was|were) the (?:[\w-]+ ){{0,4}}{_SIZES}\b"),
    ("rate", rf"how much of\b|(?:up to |at |by |between )?(?:what|which|how (?:large|big|high|great) an?) (?:[\w'&/-]+ ){{0,4}}{_SHARES}\b"
             rf"|(?:what|which) (?:is|are|was) the (?:[\w'&/-]+ ){{0,4}}{_SHARES}\b|at least what part|how (?:high|large) is the (?:[\w-]+ ){{0,3}}rate"
             r"|how is (?:[\w-]+ ){1,8}taxed|how fast\b"),
    ("amount", rf"how much\b|(?:what|which|how (?:large|big|high|great|heavy)(?: is| are)?(?: an?| the)?) (?:[\w'-]+ ){{0,4}}{_GIVEN}\b"
               rf"|what (?:is|are|was|were) the (?:[\w'-]+ ){{0,5}}{_GIVEN}\b|up to (?:what|which) (?:amount|sum)"
               r"|what (?:does|do|did|will|would|can) (?:[\w'-]+ ){1,8}?(?:pay|give|offer|grant|get|receive)\b|what (?:\w+ )?(?:maximum|minimum)\b"),
    ("target", rf"how many\b|(?:what|which) (?:(?!do |does |did )[\w-]+ ){{0,3}}{_SIZES}\b|how (?:large|big|fast|high|wide|heavy|tall)(?= (?:an?|the) (?:[\w-]+ )?(?:area|floor|space|premises))|how (?:large|big)(?= {_OF_A_PLACE})"),
    ("amount", r"how (?:large|big|high)\b"),
    ("condition", rf"who {_MAY}\b(?! (?:responsible|in (?:\w+ )?charge|to ))|(?:what|which) (?:kinds? of |types? of |sorts? of )?(?:[\w-]+ ){{1,4}}?(?:(?:can|may)(?! (?:i|we|you|he|she|it|they|one|the|an?|my|our)\b)|qualif\w+|(?:is|are) (?:not )?(?:eligible|entitled|qualified))\b"
                  r"|what (?:are )?(?:the )?(?:[\w-]+ ){0,3}(?:conditions?|requirements?|criteri\w+|qualifications?)\b|what must\b|under what\b|what does .{3,60} need\b|how (?:do|can) .{3,40} qualify"),
    ("open", r"who (?:keeps?|owns?|won|wins?|holds?|bears?|loses?|pays?)\b"),
    ("who", rf"(?:by |to |from )?whom?\b|whose\b|(?:by |to |from |at |with )?(?:which|what) (?:(?!(?:will|would|do|does|did|must|should|shall|can|may|is|are|was|were|has|have|had) )[\w-]+ ){{0,3}}{_BODIES}\b{_DOCUMENT}(?! (?:can|may|qualif|(?:is|are) (?:not )?(?:eligible|entitled)))|responsible\b|in (?:\w+ )?charge\b"),
    ("definition", r"what is meant|defin(?:e|ition)|meaning of|what does .+ mean|what (?:is|are|counts as)(?: an?)? [\w '-]{3,40}\?$(?<! the \?)"),
    ("procedure", r"where (?:do|can|should|must|does|to)\b|how (?:do|does|can|to|should|must|may)\b|what (?:is|are) the (?:[\w-]+ ){0,2}(?:procedures?|steps|process)\b"),
    ("list", r"what are the\b|which are\b|what (?:kinds?|types?|sorts?)\b|\b(?:name|list) (?:the|all|it|them|two|three|four|five)\b|(?:what|which) (?!happens?\b|if\b|about\b)(?:(?!when |if )[\w'-]+ ){1,6}?(?:are|is|do|does|did|has|have|must|should|will|would|can)\b"),
)  # fmt: skip
PATTERNS = tuple((intent, re.compile(rf"\b(?:{pattern})", re.IGNORECASE)) for intent, pattern in _ASKING)
AUXILIARY = re.compile(
    r"(?:is|are|was|were|do|does|did|can|could|may|must|should|shall|will|would|has|have|had)\b|is it true|i heard",
    re.IGNORECASE,
)
# after an opening Is …, Does …: a question of its own only where it is added, not where it tells when or who
ADDED = re.compile(r"(?:[,;?.]\s*|\band\s+|\bor\s+)(?:(?:with|within|for|by|at|up to|until|in)\s+)?$", re.IGNORECASE)
_AUX = r"(?:is|are|was|were|do|does|did|can|could|may|must|should|shall|will|would|has|have|had)"
TURNS = re.compile(rf"(?:, |[—–-] |: ){_AUX} (?!\d)(?!not )(?=[a-z])", re.IGNORECASE)
CONTRACTED = re.compile(r"\b(what|who|how|when|where|which)['’]s\b", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.?!;])\s+(?=[\"'“(]?[A-Za-z0-9])")
POLITE = re.compile(
    r"^(?:(?:hi|hello|hey|please|excuse me|so|and|also|quick question)\b[,!.: ]*)*"
    r"(?:(?:(?:can|could|would|will) (?:you|anyone|somebody|someone) (?:please |kindly )?(?:tell|show|explain to|inform|let)"
    r" (?:me|us)(?: know)?|do you (?:happen to )?know|(?:i|we)(?:['’]d| would) like to know|(?:i|we) want to know"
    r"|(?:may|can|could) (?:i|we) (?:ask|know)|(?:i|we)(?: am| are|['’]m|['’]re) wondering|i wonder|tell me)\b[ ,:]*)?",
    re.IGNORECASE,
)
RELATIVE = re.compile(r"(?:who|whom|whose|which|when|where)\b", re.IGNORECASE)
# a noun right before who: it is told which one, where know who, and who, exactly who ask
NAMED = re.compile(
    r"\b(?!(?:and|or|but|so|then|also|just|exactly|know|say|says|said|tell|tells|told|ask|asks|decide|decides|determine|determines"
    r"|see|wonder|clear|sure|me|us|of|on|by|to|from|for|with|in|at|under|about|is|are|was|were|please|if|than)\b)[a-z][\w'-]* $",
    re.IGNORECASE,
)
BENEFIT = re.compile(
    r"subsid|\bgrants?\b(?! (?:of|the) (?:right|licen))|\breward|\bbonus|\bincentive|\baward|\ballowances?\b"
    r"|(?:what|which|any|financial|how much) (?:[\w-]+ )?(?:support|help|funding)\b",
    re.IGNORECASE,
)
UNITS = (
    (re.compile(r"\b(?:what|which) (?:\w+ ){0,2}age|\bhow old\b|\bage limit", re.I), ("岁",)),
    (re.compile(r"\bhow many (?:\w+ )?years?\b", re.I), ("年", "月", "年度")),
    (re.compile(r"\bhow many (?:\w+ )?months?\b", re.I), ("月", "年")),
    (
        re.compile(r"\bhow many (?:\w+ )?(?:days?|hours?|weeks?)\b", re.I),
        ("日", "工作日", "自然日", "小时", "周"),
    ),
    (
        re.compile(
            r"^(?!.*how many (?!square|sq|mu|hectares)).*?\b(?:floor (?:area|space)|(?:what|which|how (?:big|large)) (?:[\w-]+ ){0,4}area|how many (?:square|sq|mu\b|hectares)|how (?:big|large) "
            + _OF_A_PLACE
            + ")",
            re.I,
        ),
        ("㎡", "平方米", "亩", "公顷"),
    ),
    (
        re.compile(r"\bhow many (?:[\w&/-]+ ){0,4}?(?:enterprises|companies|firms|businesses|smes|start-?ups)\b", re.I),
        ("家", "户", "个"),
    ),
    (
        re.compile(
            r"\bhow many (?:[\w&/-]+ ){0,4}?(?:people|persons|staff|employees|workers|members|experts|students|teachers|talents|graduates)\b",
            re.I,
        ),
        ("人", "名", "位", "个", "万人", "人次"),
    ),
    (
        re.compile(
            r"\bhow many (?:[\w&/-]+ ){0,4}?(?:patents|applications|projects|results|achievements|inventions)\b", re.I
        ),
        ("件", "项", "个", "篇"),
    ),
)
