"""What kind of answer a question wants (ways, recipients, fields, uses), and how well a sentence is one of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retriever.tokenize import tagged

_ENUMERATED = 0.08  # a sentence that lists something, where a list is asked for
_OF_KIND = 0.1  # what it lists is of the kind asked for: 贷款保证保险、出口信用保险等新型保险产品
_SIGN = 0.05  # it speaks as answers of this kind do: 用于, 对象, 具备, 方式

_HAN = "\u4e00-\u9fff"
_WHICH = re.compile(
    r"哪些|哪几[个种类样项条块家方]?|哪[两三四五六七八](?:[个种类样项条块家])?|哪[种类样]|什么样的|什么|怎样的|谁"
)
_BEFORE = re.compile(rf"([{_HAN}]{{2,12}}?)(?:都|分别|主要)?(?:有|是|为|包括|包含|含|指)(?:哪|什么|谁)")
_RUN = re.compile(
    r"[^，。；：、+]{1,24}(?:[、+][^，。；：、+]{1,24})+"  # A、B、C等新型保险产品
)
_OPENS = re.compile(r"(?:下列|以下|如下)[^。]{0,40}[：:]$")  # what follows is the list


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of answer: the words that ask for it, and the words by which sentences give it.

    Attributes:
        asked: Pattern of the question.
        signs: Pattern of the sentence.
    """

    asked: re.Pattern[str]
    signs: re.Pattern[str]


def _kind(asked: str, signs: str) -> Kind:
    return Kind(re.compile(asked), re.compile(signs))


_ENTITY = "企业|单位|机构|人员|人才|个人|团队|农户|居民"
_KINDS = (
    _kind(
        "方式|办法|法子|方法|形式|途径|渠道|手段|路子|花样|招数|[^语立无合方说想看]法(?=[，。？?]|$)",
        "方式|形式|途径|渠道|手段|模式|办法|通过|采取|采用",
    ),
    _kind("用途|(?:花|用|投)(?:在|到|给|于)|拿来|派什么用", "用于|用途|投向|投入"),
    _kind(
        "对象|哪些人|哪类人|什么人|给谁|谁(?:能|可以|有资格)",
        rf"对象|面向|适用于|对[^，。；]{{2,30}}(?:{_ENTITY})|为[^，。；]{{2,30}}提供",
    ),
    _kind(
        "特点|条件|要求|资格|门槛|标准|样的|看[中重]|才[能给可]|哪[种类](?=企业|公司|单位|人)",
        "条件|应当|须|具有|具备|符合|满足|方可|前提|同意|优先|重点(?:支持|培育|孵化)",
    ),
    _kind("领域|方向|行业|产业|路数", "领域|方向|行业|产业|围绕|重点(?:支持|发展)|主导"),
    _kind("步骤|环节|阶段|台阶|流程|程序|手续", "步骤|环节|阶段|流程|程序|模式|首先|其次|[+→]"),
    _kind("情形|情况", "情形|情况|之一|[^，。；]的[，；]"),
    _kind("材料|资料|证件", "材料|提交|提供|证明|申请[表书]"),
    _kind("活儿?(?=[，。？?]|$)|任务|职责|做些?什么|干什么|干哪", "开展|负责|任务|职责|组织|承担"),
    _kind("牌子|品牌", "品牌|基地|高地"),
    _kind(
        "既[^，。？]+又|同时|一起|都(?:能|可以)?[拿领享]|可以都|叠加|重复|两[份笔头]",
        "同时|重复|叠加|择[一优高]|只能|就高|最高额",
    ),
    _kind(
        "(.)不\\1|(?:能|可以|可|准|让|允许)[^，。？]{0,24}[吗不]", "可以?|得|能|不予|允许|支持|鼓励|应当|须|禁止|方可"
    ),
    _kind("叫(?:做)?什么|什么名|名(?:字|称)是", "更名|改名|名称|称为|命名|以下简称|原名"),
    _kind("什么(?:样的?)?成果|成果(?:形式)?是什么|哪些成果", "成果形式"),
)
_NAMES_NOTHING = re.compile(
    "方式|办法|法子|方法|形式|途径|渠道|手段|路子|路数|花样|招数|用途|对象|特点|条件|要求|门槛|领域|方向|步骤|环节"
    "|阶段|台阶|情形|情况|牌子|东西|方面|内容|级别|工具|活儿"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What kind of answer a question wants.

    Attributes:
        noun: What is asked to be told: 产品 in 哪些科技保险产品, empty where nothing is.
        signs: How sentences say answers of this kind.
        several: Whether a list is wanted.
    """

    noun: str
    signs: tuple[re.Pattern[str], ...]
    several: bool


def asked_kind(text: str, several: bool) -> Asked:
    """Of a question in Simplified script.

    Args:
        text: The question.
        several: Whether it wants a list.
    """
    return Asked(_noun(text), tuple(kind.signs for kind in _KINDS if kind.asked.search(text)), several)


def names_nothing(text: str) -> frozenset[str]:
    """The words of a question that only say what kind of answer it wants: 路数 in 主要扶持哪些路数."""
    noun = _noun(text)
    return frozenset({noun}) if _NAMES_NOTHING.fullmatch(noun) else frozenset()


def _noun(text: str) -> str:
    """The noun that the question word stands with."""
    if before := _BEFORE.search(text):
        words = tagged(before[1])
        if words and words[-1][1][0] == "n":
            return words[-1][0]
    for which in _WHICH.finditer(text):
        found = ""
        for word, tag in tagged(re.split(r"[，。？?！]", text[which.end() :])[0]):
            if tag[0] == "n" or tag == "vn" or _NAMES_NOTHING.fullmatch(word):
                found = word
            elif found or tag not in ("a", "b", "uj", "m", "q", "ad", "an"):
                break
        if found:
            return found
    return ""


def kind_bonus(asked: Asked, sentence: str) -> float:
    """How much a sentence gains because it is an answer of the kind asked for."""
    signed = any(signs.search(sentence) for signs in asked.signs)
    bonus = _SIGN if signed else 0.0
    if signed and _OPENS.search(sentence.rstrip()):
        bonus += _ENUMERATED
    if not asked.several:
        return bonus
    runs = [m[0] for m in _RUN.finditer(sentence) if len(re.findall("[、+]", m[0])) > 1]
    if runs:
        bonus += _ENUMERATED
    if asked.noun and any(_lists(run, asked.noun) for run in _RUN.findall(sentence)):
        bonus += _OF_KIND
    return bonus


def _lists(run: str, noun: str) -> bool:
    """Whether what is listed is called by the noun: after the last of it, or as the end of most of its members."""
    members = re.split("[、+]", run)
    return noun in members[-1] or sum(m.endswith(noun) for m in members) * 2 >= len(members)
