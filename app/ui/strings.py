"""Every label of the pages, in Simplified and Traditional Chinese and in English, and the files beside this module."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from app.ui.labels import LABELS
from retriever.language import traditional

Lang = Literal["zh", "zh-Hant", "en"]

STRINGS: dict[str, tuple[str, str]] = {
    **LABELS,
    # page
    "html_lang": ("zh-CN", "en"),
    "title": ("政策问答", "Policy answers"),
    "tagline": ("答案取自政策原文，逐条可查", "Each answer traced to its clause"),
    "language": ("语言", "Language"),
    "region": ("地区", "Place"),
    "all_regions": ("全部地区", "All places"),
    "question": ("问题", "Question"),
    "placeholder": ("补助多少、什么条件、何时截止……", "An amount, a condition, a date …"),
    "send": ("发送", "Send"),
    "stop": ("停止", "Stop"),
    "new": ("新对话", "New conversation"),
    "documents": ("文件库", "Documents"),
    "empty": ("想了解哪项政策？", "What would you like to know?"),
    "empty_more": ("只依据文件库中的 {count} 份文件作答，每个数字都有原文依据。",
                   "Answered from the {count} documents here alone; every figure is backed by a quotation."),
    "close": ("关闭", "Close"),
    "new_tab": ("在新标签页打开", "Open in a new tab"),
    "document": ("文件", "Document"),
    # answer
    "searching": ("正在查找并核对原文", "Searching and checking the text"),
    "stopped": ("已停止。", "Stopped."),
    "open_clause": ("打开原文", "Open the clause"),
    "as_issued": ("未修复的原文", "As issued, damage included"),
    "sources": ("依据", "Sources"),
    "understood": ("理解为", "Understood as"),
    "page": ("第 {page} 页", "page {page}"),
    "no_place": ("未注明地区", "No place stated"),
    "status_partial": ("部分回答", "Answered in part"),
    "status_clarify": ("请补充一点信息", "One question back"),
    "status_not_found": ("文件中没有找到", "Not in the documents"),
    "status_out_of_scope": ("不属于政策问题", "Not a policy question"),
    "status_refused": ("无法处理", "Declined"),
    "status_error": ("出错了", "Something went wrong"),
    "failed": ("服务器内部出错，已记录（编号 {error_id}），请稍后再试。",
               "The server failed; this is logged as {error_id}. Please try again later."),
    "invalid": ("请求无效，请刷新页面。", "The request is not valid; please reload the page."),
    "too_many": ("这段对话太长了，请开始新对话。", "This conversation is too long; please start a new one."),
    # examples
    "topic_benefit": ("资金支持", "Funding"),
    "topic_target": ("目标", "Targets"),
    "topic_duty": ("责任单位", "Who is responsible"),
    "topic_deadline": ("时限", "Deadlines"),
    # documents
    "all_documents": ("全部文件", "All documents"),
    "contents": ("目录", "Contents"),
    "raw_text": ("未修复的原文", "Text as issued"),
    "doc_number": ("文号", "Number"),
    "issuer": ("发文机关", "Issuer"),
    "issued": ("发布", "Issued"),
    "effective": ("施行", "In force from"),
    "expires": ("有效期至", "Until"),
    "period_end": ("规划或目标期至", "Planned until"),
    "validity": ("状态", "Status"),
    "source_file": ("来源文件", "File"),
    "zone": ("限于", "Only in"),
    "cites": ("引用文件", "Refers to"),
    "repeals": ("废止文件", "Repeals"),
    "addressees": ("主送", "Sent to"),
    "ended_by": ("后续文件", "Followed by"),
    "how_repealed": ("已由该文件废止", "Repealed by this document"),
    "how_replaced": ("该文件的新版本", "A newer version"),
    "ocr": ("图片识别置信度", "Text recognised, confidence"),
    "validity_in_force": ("有效", "In force"),
    "validity_over": ("已到期", "Period over"),
    "validity_not_yet": ("尚未施行", "Not yet in force"),
    "validity_draft": ("征求意见稿", "Draft"),
    "validity_repealed": ("已废止", "Repealed"),
    "validity_unknown": ("未注明", "Not stated"),
}  # fmt: skip


# Where the converted Simplified label is not what a reader of Traditional expects.
TRADITIONAL = {"html_lang": "zh-Hant"}


def t(key: str, lang: Lang, **values: object) -> str:
    """The label in a language; the Traditional one is the Simplified one, converted."""
    if lang == "zh-Hant" and key in TRADITIONAL:
        return TRADITIONAL[key].format(**values)
    chinese, english = STRINGS[key]
    if lang == "en":
        return english.format(**values)
    return script(chinese, lang).format(**values)


@lru_cache(maxsize=4096)
def script(chinese: str, lang: Lang) -> str:
    """Chinese words of ours, or a name, in the script of the page."""
    return traditional(chinese) if lang == "zh-Hant" else chinese


def preferred(asked: str | None, accept_language: str | None) -> Lang:
    """The language asked for; else what the browser puts first, Simplified Chinese where that is neither."""
    wanted = (asked or "").strip()
    if wanted in ("zh", "zh-Hant", "en"):
        return wanted  # type: ignore[return-value]
    first = (accept_language or "").split(",")[0].strip().lower()
    if first.startswith("en"):
        return "en"
    return "zh-Hant" if first.startswith(("zh-tw", "zh-hk", "zh-mo", "zh-hant")) else "zh"


@cache
def ui_file(name: str) -> str:
    """A style sheet or script that lies beside this module."""
    return (Path(__file__).parent / "assets" / name).read_text("utf-8")
