"""Who does something: the sentences that name a body, with the one before or above them that holds their subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retriever.evidence import Candidate
from retriever.reading import Sentence
from retriever.tokenize import tagged

# 布局, 部署, 内部 and the like are no bodies; a 中心 or a company is one that acts only where it is said to
_BODY = re.compile(
    r"部门|机关|政府|委员会|管委会|小组|专班|办公室|指挥部|法院|检察院|国务院|海关|公安|工会|残联|妇联|居委会|村委会|街道"
    r"|乡镇|科室|办事处|(?:的|行政|管理|监督|监管|认定|经办|登记|评审|审批|仲裁|检测|执法)机构|(?<![布格全结大当])局(?![面部限势域])|(?<![大餐客])厅|(?<![部签])署(?!名)"
    r"|(?<![全内外总干中西东北南局顶底下上])部(?![分署队长级位件落])|[市省县区州党旗改工卫建信]委(?![托派])"
    r"|负责|牵头|统筹|主管|承担|会同"
    r"|(?:由|向|经|报|交|委托|依托)[^，。；、]{1,24}(?:机构|中心|银行|协会|学会|商会|联盟|基金|单位|企业|公司|学校|高校|院校|医院|大会|人)"
    r"|(?:机构|中心|银行|协会|学会|商会|联盟|单位|企业|公司|学校|院校|医院|人)(?:应当?|必须|可以|不得|须|要(?![求素点]))"
    r"|各(?:县|市|州|区|乡|镇|地)[^，。；]{0,10}[要应须]|(?:所在|主办|承办|经办)单位|服务单位[—:：是为]"
)
# names of documents act as little as 任何单位和个人, who may not do something, answer who stops them
_NOBODY = re.compile(r"《[^》]*》(?:[（(][^）)]*[）)])?|任何(?:单位|组织|机构|企业)(?:[和与或、]|或者)?(?:个人)?")
_NUMBERED = re.compile("第[一二三四五六七八九十百零〇\\d]+[条條]$")
_ACTS = re.compile(r"[由向经报交]|委托|依托|负责|牵头|应当?|部门|设立|会同")
_BEHIND = 1.0  # how much less a sentence may be trusted than the best one to be asked who acts
_AMONG = 6
_HEAD = ("：", ":")


def names_a_body(c: Candidate) -> bool:
    """Whether a sentence says who does something, or to whom one turns."""
    return bool(_BODY.search(_NOBODY.sub("", c.sentence.text)))


def enforcing(c: Candidate) -> Candidate | None:
    """违反本条例第三十条规定的，由…责令停止: the sentence on who sees to a rule that itself names nobody."""
    number = c.clause.clause.number or ""
    if names_a_body(c) or not _NUMBERED.search(number):
        return None
    breach = re.compile(rf"违反[^。；《》]{{0,40}}{re.escape(number)}(?!之)[^。]*[由应]")
    for clause in c.reading.clauses.values():
        for sentence in clause.sentences:
            if breach.search(sentence.text):
                told = replace(c, clause=clause, sentence=sentence, fact=None)
                if names_a_body(told):
                    return told
    return None


def actors(plain: Sequence[Candidate]) -> list[list[Candidate]]:
    """The sentences that say who acts, best first, each with the sentence that holds its subject before it."""
    if seen_to := enforcing(plain[0]):
        return [[plain[0], seen_to]]
    near = [c for c in plain[:_AMONG] if c.trust >= plain[0].trust - _BEHIND]
    return [told for c in near if (told := _with_subject(c))]


def _with_subject(c: Candidate) -> list[Candidate]:
    """A sentence that names a body; else with what stands over or before it, where that does and it has no subject."""
    before = c.before()
    if before is not None and not _ACTS.search(c.sentence.text) and _leaves_out_its_subject(c.sentence):
        told = replace(c, sentence=before, fact=None)
        if names_a_body(told):
            return [told, c]
    if names_a_body(c):
        return [c]
    over = c.reading.clauses.get(c.clause.clause.parent or "")
    if over is not None and over.sentences and over.sentences[-1].text.rstrip().endswith(_HEAD):
        head = replace(c, clause=over, sentence=over.sentences[-1], fact=None)
        return [head, c] if names_a_body(head) else []
    return []


def _leaves_out_its_subject(sentence: Sentence) -> bool:
    """强化政务信息网上公开: it begins with what is done, or with 并, 应当."""
    words = tagged(re.sub(r"^\W+", "", sentence.text)[:12])
    return bool(words) and words[0][1] in ("v", "vn", "c", "d", "ad")
