"""Facts without a value: definitions, prohibitions, conditions, procedures, materials; a sentence or item each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.facts.charges import Charge, find_charge
from ingest.facts.phrases import Span, Starts, split, strip_lead
from ingest.types import FactKind

# What the line before a list says its items are.
_LEADS: tuple[tuple[FactKind, re.Pattern[str]], ...] = (
    ("prohibition", re.compile(r"(?:不得|禁止|严禁|不准)[^。：:]{0,24}(?:行为|情形|下列|以下)[^。：:]{0,8}[：:]\s*$")),
    ("material", re.compile(
        r"(?:提交|提供|报送|检具|附具|附上|携带|递交|交验|出示|检附)[^。：:]{0,24}(?:材料|文件|证件|资料|证明|申请书)[^。：:]{0,16}[：:]\s*$"
        r"|(?:提交|提供|检具|检附|递交)(?:下列|以下|下述)[^。，：:]{0,12}(?:材料|文件|证件|资料)，(?:(?!责令|罚|不予|撤销|处分)[^。：:]){0,60}[：:]\s*$"
        r"|(?:申请|申报|所需|提交|报名|办理|受理)[^。：:]{0,4}(?:材料|资料|文件)(?:清单|要求|目录)?(?:如下|包括|有)?[：:]?\s*$"
    )),
    ("condition", re.compile(
        r"有下列(?:情形|条件|情况)之一[^。：:]{0,40}(?:可以|，得|者得|予以(?:表扬|奖励|表彰)|给予|享受|适用|申请)[^。：:]*[：:]\s*$|"
        r"(?:符合|具备|具有|满足)[^。：:]{0,16}(?:条件|要求|规定|资格|之一|者)[^。：:]{0,30}[：:]\s*$|(?:申请|申报|认定|补贴|资助|享受|推荐|基本|受理|支持|入驻|参评|适用)?(?:条件|资格|对象|范围)[：:]?\s*$"
    )),
)  # fmt: skip
_LEADING = re.compile(
    "(?=[材资文条对范不禁严提报检附携递交出符具满情])(?:材料|资[料格]|文件|条件|对象|范围|不[得准]|禁止|严禁|提[交供]|报送|检[具附]|附[具上]|携带|递交|交验|出示|符合|具[备有]|满足|情形)"
)
_NO_CONDITION = re.compile(
    r"不得|不予|撤销|取消|责令|禁止|罚|终止|停止|收回|退出|不受|除外|处分|刑|追究|认定为(?![^。：:]{0,24}(?:满足|符合|具备|具有))|判决|裁定"
)
_TERM = re.compile(
    r"(?:本|前款|前条|前项|上述|该)?[^，。；：]{0,24}?(?:所称|所指)的?(?:[“‘「]?)(?P<term>[^，。；：]{1,40}?)(?:[”’」]?)[，,]?(?:均|都)?(?:是指|系指|指的是|指|为|包括|是)"
    r"|^(?:第[一二三四五六七八九十百零\d]+[条项款]|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[.．、]|[一二三四五六七八九十]+、|[①-⑳])?\s*[“‘「]?(?P<named>[^，。；：、]{2,30}?)[”’」]?[，,：]?(?:是指|系指|指的是)"
)
_FORBID = re.compile(
    r"不得(?!超过|低于|少于|高于|多于|大于|小于|不)|禁止(?!吸烟(?:区|场所|的)|养|名录|令|或者限制)|严禁|不准(?!予)|不允许"
)
_FORBIDDEN_THING = re.compile(
    r"(?:法律|规定|明令)[^，。；]{0,8}禁止的|在(?:明令)?禁止|违反[^，。；]{0,30}(?:不得|禁止)"
)
_PAPER_NAMES = (
    "材料|证明|证书|[请求诺托明议划]书|复印件|扫描件|影本|原件|文件|证件|副本|保证书|资料|身份证|户口[簿本]|执照|"
    "(?<!代)表(?=[，。；、及和与并]|$)|凭证|票据|发票"
)
_HANDS = "提交|提供|递交|报送|检具|携带|附具|检附|上传|附上|附送"
_HAND_IN = re.compile(
    rf"(?:应当?|须|需|(?<!申)请|另|还|并)[^，。；]{{0,12}}(?:{_HANDS})(?![之的]|者)[^。；]{{0,40}}(?:{_PAPER_NAMES})"
    # 无固定工作的，提交…证明; 企业提交…复印件; 外籍人士另附…影本
    rf"|(?:(?:^(?!提供)|[的时者内]，|，(?=同时|另))(?:同时|另外?|还|再)*(?:出具)?|(?:申[请报]人|申请者|当事人|代理人|代办人|投资人|借款人|纳税人|(?:企业|单位|个人|家庭|人士))(?:另|还|同时)?)(?:(?<=出具)|{_HANDS}|另附)(?![之的]|者|虚|不)"
    rf"[^，。；]{{0,60}}?(?:{_PAPER_NAMES})(?:原件|复印件|扫描件|正本|副本|影本)?(?:\([^()]*\))?(?=[，。；、和及或]|$)"
)
_NO_PAPER = re.compile(
    "虚[假伪]|未[^，。；]{0,12}(?:提交|提供|递交|检具|检附)|(?:^|，)(?:(?!向|至|到|提交|提供|附)[^，。；]){0,16}(?:部门|机关|机构|法院|政府|委员会|[^布结]局|银行)[^，。；]{0,10}(?:提供|出具|提交|报送|附上)(?!的)|(?:请求|要求)[^，。；]{0,12}提供|(?:主管部门|主管机关|审批机关|登记机关|人民政府)(?:应当?|须|为|必要)|(?:下列|以下)[^。：]{0,20}：$"
)  # what was handed in, and what an authority asks for
_NO_STEP = re.compile(
    "^[^，；]{0,8}未按|(?:由[^，。；]{2,40}|，)责令(?:限期)?(?:改正|停止|整改)|罚款|(?<![目])的[；。]?$|(?:不需|无需|无须|不再|免于)[^，。；]{0,8}(?:审|备|核)|(?:审核|审批|备案|公示|受理)的(?:材料|内容|文件|名单)|"
    "受理[^，。；]{0,16}(?:后|之日)进?行?兑现|(?:建立|健全|完善)[^，。；]{0,24}(?:制度|机制|体系|平台)[^，。；]{0,2}，(?!并?报)"
)  # a case, a mechanism, what needs no step
_STEP = re.compile(
    r"(?:一并|统一|书面|逐级)报送[^，。；]{2,20}|通过[^，。；]{2,24}(?:申报|申请|报名)(?=[，。；])|(?:请求|申请)[，]?(?:应当?|可以|须)[^，。；]{0,30}提出|向[^，。；、]{2,30}?(?:提出|递交|提交|报送|申报|申请|备案|请求复[审核议])|"
    r"(?<!不)(?<!不予)受理(?!范围|机构|时|费|条件|单位|部门|点|者|[^，。；]{0,24}(?:投诉|举报|控告|为准|人数)|后，[^，。；]{0,12}(?:中止|终止))|"
    r"(?:应当?|须|需|要)(?:(?!加强|注重|建立|健全|完善|规范|强化|协助|配合|依托|系统|平台|结合)[^，。；]){0,30}(?:初审|审核|审查|公示(?!系统|平台|信息)|核查|复核|评审(?!要求|专家|委员)|备案|转报|推荐(?!书目|目录))|(?:书面|一次性)(?:通知|告知)|"
    r"(?:网上|书面|在线|线上)(?:申报|申请|提交)|登[录陆][^，。；]{2,40}(?:申报|申领|填报|申请|系统|平台|服务)|(?:组织|进行)(?:专家)?(?:评审|审核|初审|复审|复核|公示|实地考察)|组织专家[^，。；]{2,20}评审|报[^，。；]{2,20}(?:审批|审核|核准|审定|备查|备案)"
)
# 到登记机关办理登记, 须经主管部门批准, 经审核后发给, 拨付至账户, 在社区公示
_STEP_BY = re.compile(
    r"(?:通过(?!认定|评审|审核|验收|考核|审查)|到|凭|持|前往)[^，。；]{2,60}?(?:办理(?=[，。；]|[^，。；]{0,16}(?:手续|登记|业务|证|卡|续期|备案)(?!时|的))|领取|申领|缴费(?=[，。；]))|(?:须|必须|应当?|需)(?:事先|事前|先)?(?:依法)?(?:报请|报经|经)(?:(?!成员|人员|代表|职工|业主|股东|董事|过半|半数)[^，。；\d]){2,24}(?:批准|同意|审批|核准|许可)|"
    r"(?:审查|审核|核准|评审|公示|验收|复核)[^。；]{0,24}(?:发给|颁发|核发|换发|下达|拨付)|(?:拨付|划拨|划转|发放|支付)[至到给][^，。；]{0,20}(?:账户|申请人|企业|单位|个人|银行)|在[^，。；]{2,20}(?:公示|公告)(?=[，。；不])"
)
_STEP_BY_WORDS = re.compile(
    "办理|领取|申领|缴费|批准|同意|许可|核准|发给|颁发|核发|换发|下达|拨付|划拨|划转|账户|公示|公告"
)
_QUALIFY = re.compile(
    r"(?:申[请报]人|申请者|申[请报](?:单位|企业)|借款人|承租人|参评|报名)[^，。；]{0,24}(?:应当?|须|需|必须)(?:当|同时|分别|依法)?(?:为|是|属于|持有|拥有|取得|年满|未|无|没有|设立|登记|(?:连续)?缴纳|在[^，。；]{2,12}(?:注册|登记|居住|工作|就业|连续|缴))|"
    r"(?:具有|具备|满足|符合(?![^，。；]{0,16}(?:条件|规定|要求|标准)的))[^。；]{2,60}的[^，。；]{0,10}，?(?:均|方|才|即)?可(?:以)?(?:申[请报领]|报名|享受|参加)|(?:申请|申报|参评|享受|租赁|报名)[^。；]{0,30}(?:应|须|需|必须)(?:当|同时|分别)?(?:具有|具备|符合|满足|是)|对象(?:为|是|：)|^(?:上述|前款)?[^，。；]{2,30}(?:应|须)当?(?:同时|分别)?(?:具备|符合)[^，。；]{0,20}条件"
)
_ITEM = re.compile(
    r"\s*(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、]|[一二三四五六七八九十]{1,3}、|[①-⑳]|[a-z][.．、])"
)
_MAY = re.compile(  # each begins with a character of its own, by which the search leaps
    "(?:不[得准允]|禁止|严禁|所[称指]|是指|系指|指的是|申[请报]|参评|享受|租赁|报[名送请经]|对象|条件|材料|证[明书件]|影本|原件|资料|副本|执照|复[印核]|扫描件|户口|"
    "受理|初审|审[核查批定]|公示|核[查准]|评审|备[案查]|转报|推荐|书面|告知|网上|在线|线上|登[录陆]|提交|递交|负责(?!人)|牵头|会同|掌理|由(?![于此])|承担|办理(?!条件|时限)|通过(?=[^，。；]{2,40}办理)|拨付|"
    "主管(?![部机行])|主管部门[。；，]|责任(?:主体|单位)|监管部门[。；，]|特设机构|进行监[督管]|实施监[督管]|审计监督|代表[国本政]|做好)"
)
# Without one of these the patterns of a kind find nothing.
_DEFINES = re.compile("所[称指]|是指|系指|指的是")
_FORBIDS = re.compile("不得|禁止|严禁|不准|不允许")
_QUALIFIES = re.compile("申[请报]|参评|享受|租赁|报名|对象|条件")
_PAPERS = re.compile(
    "材料|证[明书件]|[请求诺托明议划]书|复印件|扫描件|影本|原件|文件|副本|保证书|资料|身份证|户口|执照|表|凭证|票据|发票"
)
_OF_STATE = re.compile(
    "人民法院|人民检察院|代表大会|常务委员会|本解释|人民政府[^，。；]{0,12}(?:制定|公布|决定)"
)  # no applicant's step
_OF_FORM = re.compile(
    "^但|免附|免提|无需|不必|(?:者|的)，应当?(?:注明|载明|加盖|签|以)"
)  # how a paper is to be, and where none is needed
_TO_COURT = re.compile("向[^，。；]{0,24}人民法院(?=提出|申请)")
_PAPER = re.compile(
    "[书表证件照图票册]|材料|复印|影本|报告|协议|合同|清单|名单|记录|说明|方案|凭证|章程|简历|资料|决议|承诺|账户|户口|执照|发票|文本"
)
_STEPS = re.compile(
    "向|申报|报送|提出|受理|初审|审[核查批定]|公示|核[查准]|复核|评审|备[案查]|转报|推荐|书面|告知|网上|在线|线上|登[录陆]"
)


# What an authority does with the application of another: a step.
_EXAMINES = re.compile("审[核查批定]|[初评]审|受理|核[定准发实]|复核|认定|评定|登记|批准|发放|拨付|给付")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or item and what kind of fact it is; the span is in the normalised text."""

    kind: FactKind
    subject: str
    start: int
    end: int
    charge: Charge | None = None  # of a duty or a step: who


@lru_cache(maxsize=256)
def list_kind(lead: str) -> FactKind | None:
    """What the items of a list are, by the line that opens it."""
    if not _LEADING.search(lead):
        return None
    for kind, pattern in _LEADS:
        if pattern.search(lead) and not (kind == "condition" and _NO_CONDITION.search(lead)):
            return kind
    return None


def statement_starts(text: str) -> Starts:
    """Where the words of statements stand: a quick look that spares many clauses the full one."""
    return Starts(_MAY, text)


def is_item(text: str, start: int) -> bool:
    """Whether a numbered item begins there."""
    return _ITEM.match(text, start) is not None


def find_statements(text: str, sentence: Span, item_of: FactKind | None) -> Iterator[Statement]:
    """The statements of a sentence, by part between semicolons; `item_of` is what the list it stands in holds."""
    for part in split(text, sentence, "；;"):
        end = min(part.end + 1, sentence.end)
        if end - part.start < 6 or (text[end - 1] in "：:" and item_of is not None):
            continue
        said = text[part.start : part.end]
        kind, subject = _kind(said, item_of)
        if kind in ("condition", "procedure") and _names_what_follows(text, part, end):
            continue
        charge = find_charge(text, part) if kind in (None, "procedure") else None
        if charge is not None and kind is None and charge.passive and _EXAMINES.fullmatch(charge.word):
            kind, subject = "procedure", _who(said)  # 由登记机关核准
        elif charge is not None and not (kind and charge.passive):
            kind, subject = "duty", charge.subject
        if kind is not None:
            start = part.start + len(said) - len(said.lstrip())
            yield Statement(kind, subject, start, end, charge)


def _names_what_follows(text: str, part: Span, end: int) -> bool:
    """2. 产业化示范。申报的单位应是…: a name on the line of what it is the name of."""
    short = len(strip_lead(text[part.start : part.end]).strip()) <= 6
    return short and text[end - 1] == "。" and text[end : end + 1] not in ("", "\n")


def _kind(said: str, item_of: FactKind | None) -> tuple[FactKind | None, str]:
    if _DEFINES.search(said) and (term := _TERM.search(said)):
        return "definition", (term["term"] or term["named"]).strip("“”‘’「」 ")
    forbidden = _FORBID.search(said) if _FORBIDS.search(said) else None
    if forbidden and not _FORBIDDEN_THING.search(said):
        return "prohibition", _who(said[: forbidden.start()])
    if item_of == "material" and (not _PAPER.search(said) or _OF_FORM.search(said)):
        return None, ""
    if item_of is not None:
        return item_of, _who(said)
    if _QUALIFIES.search(said) and _QUALIFY.search(said):
        return "condition", _who(said)
    if _PAPERS.search(said) and _HAND_IN.search(said) and not _NO_PAPER.search(said):
        return "material", _who(said)
    if _is_step(said) and not _OF_STATE.search(_TO_COURT.sub("", said)) and not _NO_STEP.search(said):
        return "procedure", _who(said)
    return None, ""


def _is_step(said: str) -> bool:
    return bool((_STEPS.search(said) and _STEP.search(said)) or (_STEP_BY_WORDS.search(said) and _STEP_BY.search(said)))


def _who(said: str) -> str:
    """The first phrase, without its number."""
    return re.split(r"[，。；：]", strip_lead(said))[0].strip()[:60]
