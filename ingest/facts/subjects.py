"""Whom or what a value is for, where its own fragment says only how it is given: 可以处, 每人, 补贴标准, 拒不改正的."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts.frames import Frame, trim
from ingest.facts.phrases import Span, split, strip_lead

# Says how a value is given or limited, not to whom.
_WEAK = re.compile(
    r"(?:可以?|可申请|应当?|依法|[其额]度?|总额|分别|新台币|警告|)$"
    r"|(?:可以?|应当?)?(?:按照?|由|并?处|给予|予以|减缴|取消|减按|责令|从|在[^，。；]{0,24}(?:时|内|中|后|前|期间|当年|年度|基础上[^，。；]*)$|享受|最高|一次性|以每|累计|分摊|补缴|收回|赔偿|分别|经(?=[^，。；的]{0,8}$)|且|每|还可|另|其(?!他|余|中))(?!.*(?:企业|单位|机构|平台|项目|(?<!或)者)$)"
    r"|.*\d[%‰](?:以内|以下)?$"
    r"|[^，。；]{0,8}(?:标准|额度|金额|限额|比例|数额|总额|费用)(?:为|每.{0,2})*$"
)
_CASE = re.compile(
    r"(?:情节|逾期|拒不|经.{0,6}仍|警告|造成|仍|再次|屡|后果|中标)[^，。；]{0,16}$"
)  # adds to what was named before
_TAIL = re.compile(r"(?:按照?|以|每[月年人户家件]|(?<=.)并?处|新台币|可以)+$")
_RECEIVER = re.compile(
    r"[^，。；]{0,4}(?:给予|返还|奖励|补助)([^，。；、\d(（]{2,16}?)(?:财政)?(?:奖励|补助|补贴|资助|补偿)"
)
_NO_RECEIVER = re.compile(r"一次性|适当|一定|资金|经费|财政$|专项|贴息|相应|最高|全额|配套|定额")
_LABEL = re.compile(
    r"(?:\s*(?:[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[.．、]|[一二三四五六七八九十]+、))?\s*([^，。；：\d\n]{2,24})："
)
_STANDARD = re.compile(
    r"^(?:补贴|补助|奖励|资助|收费|缴费|扣除|执行|支付)?(?:标准|对象|金额|额度|条件|期限|方式|时间)$"
)


_LABELLED = re.compile(
    r"\s*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）.．、])?\s*(?:补贴|补助|奖励|资助|扶持|支持|收费|缴费|扣除|奖补|给付|发放)?(?:标准|金额|额度|限额|比例|方式)[^，。；：\d]{0,4}(?:[：:为]|$)"
)
_MARK = re.compile(
    r"^(?:第[一二三四五六七八九十百零\d]+[编章节条款项]|[(（]?[一二三四五六七八九十\d]+[)）.．、]+|[①-⑳])\s*"
)
_SENTENCE = re.compile("[。；：，]")


def under_heading(lines: Sequence[str], said: str, subject: str) -> str:
    """The subject of a value whose line only says 补贴标准：10000元: the nearest heading that names something, and it.

    Args:
        lines: The first lines of the clauses over it, its own last.
        said: The sentence.
        subject: What the sentence itself names, if anything.
    """
    labelled = _LABELLED.match(said)
    if not labelled and (subject or said.startswith("的")):
        return subject
    bare = (_MARK.sub("", line).strip(" ：:。") for line in reversed(lines))
    heading = next((b for b in bare if 3 <= len(b) <= 30 and not _STANDARD.match(b) and not _SENTENCE.search(b)), "")
    if not heading or heading in subject:
        return subject
    return heading if not subject or _STANDARD.match(subject) else f"{heading}：{subject}"


def named_subject(
    text: str, sentence: Span, segment: Span, frame: Frame, own: str, audience: str, base: str | None = None
) -> str:
    """The subject of a value: `own` where it names something, else who is named before it.

    Args:
        text: The normalised text.
        sentence: The sentence of the value.
        segment: Its part of the sentence between semicolons.
        frame: Where the value stands.
        own: What the value's own fragment, or the one before, says.
        base: What the value is a share of: no subject, where it is all that stands there.
        audience: Whom the list or the paragraph is about, where a line before says so.
    """
    if (receiver := _RECEIVER.match(frame.after)) and not _NO_RECEIVER.search(receiver[1]):
        return receiver[1].strip("的")
    own = _TAIL.sub("", own)
    case = own if _CASE.match(own) else ""
    share = bool(base) and own.endswith(base or "") and len(own) <= len(base or "") + 4
    if own and not case and not share and not _WEAK.match(own):
        return own
    label = _LABEL.match(text, sentence.start, frame.fragment.start)
    if label and not _STANDARD.match(label[1]):
        return label[1] + (own if re.search("标准|额度|金额|费用", own) else "")
    found = _clause_before(text, segment, frame.fragment.start) or (
        _clause_before(text, Span(sentence.start, segment.start), segment.start)
        if segment.start > sentence.start
        else ""
    )
    found = (found if not _STANDARD.match(found) else "") or audience
    if not found:
        return own
    if case:
        return f"{found}，{case}"
    return (
        found + own
        if not found.endswith(own) and re.search("(?:标准|额度|金额|限额|数额|费用)$", own) and "元" not in own
        else found
    )


def _clause_before(text: str, span: Span, stop: int) -> str:
    """The case named before `stop` (…的, …者), from its first words on; else the first fragment that names anything."""
    actor, begin, case_end, first, topic = "", None, None, "", ""
    for part in split(text, Span(span.start, max(span.start, stop)), "，；："):
        said = strip_lead(text[part.start : part.end].strip())
        if "违反" in said and not said.endswith("的"):
            actor = said.split("违反")[0]
            continue
        if len(said) < 3 or _CASE.match(said) or _PASSED_OVER.match(said):
            continue
        if begin is None or said.startswith(("凡", "对于")) or _TOWARDS.match(text[part.start : part.end].strip()):
            begin, case_end = part.start, None
        if said.endswith(("支出", "费用", "所得", "收益", "投入")) and not re.search(r"\d", said):
            topic = said  # what is deducted or taxed says more than who
        if said.endswith(("的", "者")) and len(said) > 3 and not said.endswith("或者"):
            case_end = part.end
        if not first and (not re.search(r"\d", said) or _NAMES.search(said)):
            first = said
    if begin is not None and case_end is not None and case_end > begin:
        case = strip_lead(text[begin:case_end].strip()).removesuffix("的")
        return actor + re.sub("^(?:有|对于?|凡是?)", "", case)[:80]
    return actor + (topic or trim(first))[:80]


_TOWARDS = re.compile("(?:并|再)?对(?!于|接|照|外|口|标|策|应|象|比)")
_PASSED_OVER = re.compile(r"由|依照|按照|根据|除.*外$|可|应|按|给予|责令|并?处|经.{0,6}$|其中|同时|因此|分别")
_NAMES = re.compile("(?:城市|企业|单位|个人|人员|项目|学生|机构|平台|人才)$")
