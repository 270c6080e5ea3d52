"""Our own words around the documents' words: values, remarks and notices in Chinese and English."""

from __future__ import annotations

import re

from ingest.region_table import latin_names
from ingest.regions import Region
from ingest.types import Fact
from retriever.language import in_script, simplified
from retriever.lexicon import in_english
from retriever.types import Language

_PER_ZH = {
    "one-off": "一次性", "year": "每年", "semester": "每学期", "month": "每月", "piece": "每件", "household": "每户", "person": "每人", "mu": "每亩", "㎡": "每平方米", "set": "每台（套）",
}  # fmt: skip
_PER_EN = {
    "one-off": "one-off", "year": "a year", "semester": "a semester", "month": "a month", "piece": "for each item", "household": "for each enterprise",
    "person": "for each person", "mu": "for each mu", "㎡": "for each square metre", "set": "for each set",
}  # fmt: skip
_BOUND_EN = {"exact": "", "at_most": "at most ", "at_least": "at least ", "range": "", "about": "about "}
_UNITS_EN = {
    "家": "", "户": "", "个": "", "件": "", "项": "", "名": "", "人": "", "年": " years", "月": " months", "日": " days", "工作日": " working days",
    "㎡": " square metres", "台": "", "套": "", "周岁": " years of age", "岁": " years of age", "小时": " hours", "周": " weeks", "次": " times", "自然日": " days",
    "倍": " times", "百分点": " percentage points", "公顷": " hectares", "亩": " mu", "公里": " kilometres", "吨": " tonnes",
}  # fmt: skip

_NUMERATORS = "一二三四五六七八九"
_COUNTS_EN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_DENOMINATORS = {
    "二": "half", "三": "third", "四": "quarter", "五": "fifth", "六": "sixth", "七": "seventh", "八": "eighth",
    "九": "ninth", "十": "tenth",
}  # fmt: skip
_PART = re.compile(
    rf"(?<![一二三四五六七八九十百])(?P<whole>[{''.join(_DENOMINATORS)}])分之(?P<part>[{_NUMERATORS}])(?![十百点])"
)

_TEXTS: dict[str, tuple[str, str]] = {
    "not_found": ("在已收录的文件中没有找到答案。", "The documents here do not answer this."),
    "part_not_found": ("“{part}”：在已收录的文件中没有找到答案。", "“{part}”: the documents here do not answer this."),
    "nearest": ("最接近的条款（未能确认是否回答所问）：", "Nearest clauses (not known to answer it):"),
    "searched": ("已检索：{documents}。", "Searched: {documents}."),
    "no_region": ("没有收录适用于{region}的文件，不以其他地方的规定代答。", "There is no document here for {region}; another place's rules are not given in its stead."),
    "lacking": ("文件没有提到：{terms}。", "The documents do not mention: {terms}."),
    "out_of_scope": ("这不是政策问题。可以问补助、奖励、税收、目标、责任单位等，例如：“新认定的省级平台补助多少？”", "This is not a policy question. Ask about subsidies, rewards, taxes, targets or who is responsible."),
    "chat_hello": ("您好！请提出政策问题，例如：“新认定的省级平台补助多少？”", "Hello! Ask about a policy, for example: “What subsidy does a new provincial platform get?”"),
    "chat_thanks": ("不客气。还有别的政策问题，可以接着问。", "You are welcome. Ask on if there is another question about a policy."),
    "chat_bye": ("再见。有政策问题时随时再问。", "Goodbye. Come back whenever there is a question about a policy."),
    "chat_who": ("我是政策问答助手：只依据已收录的政策文件作答，每个答案都附原文出处。", "I answer questions about government policies from the documents here, each answer with the words it rests on."),
    "chat_can": ("可以问已收录政策里的补助、奖励、税收、目标、条件、期限、责任单位等，也可以比较各地的规定，例如：“新认定的省级平台补助多少？”", "Ask what the policies here say of subsidies, rewards, taxes, targets, conditions, terms and who is responsible, or compare places."),
    "chat_yes": ("还想了解什么政策？", "What else would you like to know?"),
    "clarify_about": ("已收录适用于{region}的文件：{documents}。请问想了解什么，例如补助、目标、条件或责任单位？", "Documents here for {region}: {documents}. What would you like to know: subsidies, targets, conditions, who is responsible?"),
    "refused": ("不能这样做：答案只能来自所引的文件原文。请直接提出政策问题。", "That cannot be done: answers come only from the documents quoted. Please ask a policy question."),
    "empty": ("请输入问题。", "Please type a question."),
    "too_long": ("问题太长（{length} 字），请缩短到 {limit} 字以内。", "The question is too long ({length} characters); please shorten it to {limit}."),
    "not_text": ("看不懂输入的内容：请用中文或英文提问。", "The input is not readable text: please ask in Chinese or English."),
    "no_amount": ("文件没有写明数额：", "The document states no figure: "),
    "clarify_region": ("多个地方有相关规定，请问您指哪里？", "Several places have rules on this. Which one do you mean?"),
    "clarify_place": ("“{place}”不止一处，请问是哪一个？", "There is more than one {place}. Which one do you mean?"),
    "clarify_what": ("请说明想了解什么，例如平台、高新技术企业、上市或专利的补助。", "Please say what it is about, such as platforms, high-tech enterprises, listing or patents."),
    "yes": ("是，", "Yes: "),
    "no": ("不是，", "No: "),
    "there_is": ("有，", "Yes: "),
    "only_floor": ("文件只写明下限，没有写明上限。", "The document states a minimum and no maximum."),
    "not_stated": ("未规定", "not stated"),
    "original": ("原文：", "The document says (in Chinese): "),
    "error": ("处理问题时出错，请稍后再试。", "Something went wrong; please try again."),
    "higher_level": ("这是上一级（{region}）的规定。", "This is a rule of the level above ({region})."),
    "period_over": ("{label}的规划期到 {end} 为止，已经结束，请向主管部门核实是否仍然执行。", "The period of {label} ended on {end}; check with the office in charge whether it still applies."),
    "expired": ("{label}已于 {end} 失效。", "{label} expired on {end}."),
    "not_yet": ("{label}自 {day} 起施行，目前尚未生效。", "{label} takes effect on {day} and is not in force yet."),
    "repealed": ("{label}已被{by}废止{since}，不再有效。", "{label} was repealed by {by}{since} and no longer applies."),
    "replaced": ("{label}已有新的版本：{by}{since}，请以新版本为准。", "{label} has a newer version, {by}{since}; that one applies."),
    "ended": ("{label}已废止或失效。", "{label} is marked as repealed or expired."),
    "since": ("（自 {day} 起）", " (from {day})"),
    "zone": ("这是{zone}的规定，只在该区域内适用。", "This is a rule of {zone} and holds there only."),
    "ocr": ("{label}的文字由图片识别得到（平均置信度 {confidence}），数额请与原件核对。", "The text of {label} was recognised from pictures (mean confidence {confidence}); check figures against the original."),
    "draft": ("{label}是征求意见稿，尚未生效。", "{label} is a draft and not in force."),
    "reranker_failed": ("排序模型未能运行，条款按原有顺序排列。", "The reranking model failed; clauses stand in the order found without it."),
    "not_translated": ("", "The sentence is quoted in Chinese; it was not translated."),
    "injection": ("问题中要求改变规则的部分未予执行。", "The part of the question that asks to change the rules was ignored."),
    "unverified": ("有无法由原文证实的内容，已删去。", "Something that the quotation does not prove was removed."),
}  # fmt: skip


def say(key: str, language: Language, **values: object) -> str:
    """One of our sentences in the asker's language and script."""
    chinese, english = _TEXTS[key]
    if language == "en":
        return english.format(**values)
    return in_script(chinese, language).format(**values)


def value_text(fact: Fact, language: Language) -> str:
    """The value as a person reads it: 20万元 · RMB 200,000 (20万元)."""
    written = simplified(fact.text).strip("，。；、 ")
    if language != "en":
        return in_script(written, language)
    if isinstance(fact.value, str) or fact.value is None:
        return fact.value if isinstance(fact.value, str) else written
    if "免征" in written or "减半" in written:
        return f"{'exempt' if '免征' in written else 'half'} ({written})"
    if part := _PART.search(written):
        return f"{_BOUND_EN[fact.bound]}{_part_en(part)} ({written})"
    unit = "NT$" if "新台币" in written else fact.unit
    rendered = _BOUND_EN[fact.bound] + _amount(fact.value, unit)
    if fact.value_max is not None:
        rendered = f"{_amount(fact.value, unit)} to {_amount(fact.value_max, unit)}"
    return f"{rendered} ({written})"


def _part_en(part: re.Match[str]) -> str:
    """三分之二 → two thirds: a share that no percentage says exactly."""
    whole, many = _DENOMINATORS[part["whole"]], _NUMERATORS.index(part["part"])
    return f"{_COUNTS_EN[many]} {whole}{'s' if many else ''}"


def _amount(value: float, unit: str | None) -> str:
    number = f"{value:,.4f}".rstrip("0").rstrip(".")
    if unit in ("CNY", "NT$", "USD", "HKD", "EUR"):
        return f"{'RMB' if unit == 'CNY' else unit} {number}"
    if unit in ("%", "‰"):
        return f"{number}{unit}"
    named = _UNITS_EN.get(unit or "", f" {unit}")
    return number + (named.removesuffix("s") if number == "1" else named)


def place_text(region: Region, language: Language) -> str:
    """锦州市 · Jinzhou (锦州市)."""
    latin = latin_names().get(region.code) if language == "en" else None
    return f"{latin} ({region.name})" if latin else in_script(region.name, language)


def translated(chinese: str) -> str:
    """A phrase of a document in English with the Chinese beside it, where the glossary has all of it; else as it is."""
    english = in_english(simplified(chinese))
    return f"{english} ({chinese})" if english else chinese


def per_text(fact: Fact, language: Language) -> str:
    """一次性, 每户 · one-off, for each enterprise; empty where the clause says nothing."""
    if fact.per is None:
        return ""
    return _PER_EN.get(fact.per, fact.per) if language == "en" else in_script(_PER_ZH.get(fact.per, ""), language)


def subject_text(fact: Fact, language: Language) -> str:
    """Who or what the fact is about, with the kind of benefit; in English with the Chinese beside it."""
    subject = simplified(fact.subject).strip("，。；、： ")
    word = simplified(fact.word or "")
    if language == "en":
        return translated(subject)
    extra = f"，{word}" if word and fact.kind in ("benefit", "quota") and word not in subject else ""
    return in_script(subject + extra, language)
