"""What is no question about policy: rubbish, small talk, and words that ask to break the rules."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from retriever.language import simplified
from retriever.question import MAX_QUESTION
from retriever.small_talk import reply, without_politeness, without_style

_INJECTION = re.compile(
    r"(?:忽略|无视|忘记|忘掉|不要理会|不用管|抛开|绕过|跳过|违反|打破)[^，。！？\n]{0,16}(?:规则|指令|指示|提示|要求|设定|限制|约束|说明|引用|原文)"
    r"|(?:系统提示词?|提示词|system ?prompt|开发者模式|越狱|jailbreak|DAN模式)|你现在是(?!不是)|(?:从现在(?:起|开始)|接下来)[^，。]{0,8}(?:你是|扮演|假装)|扮演[^，。]{1,12}|假装(?:你|自己)"
    r"|(?:编(?![制辑码写号入外委织排])|瞎编|编造|捏造|虚构|杜撰|乱编|随便(?:说|给|编|写)|猜)(?:一?[个条份项]|一些|几个|点|出)?[^，。！？]{0,24}(?:数字|金额|数额|答案|条款|政策|数|文件|补助|奖励)|(?:请|帮|给|替)[^，。？]{0,6}伪造|(?:^|[，。！；])伪造一?[个份条张]"
    r"|(?:帮我|教我|给我|替我|怎么才能|如何才能)[^，。？]{0,10}(?:造假|作假|骗取|套取|冒领|虚报|骗补|做假|假材料|假发票|假合同|假证明)|(?:怎么|如何)(?:骗|套)(?:取|补|到)"
    r"|(?:泄露|透露|公开|告诉我|交出|给我看)[^，。？]{0,8}(?:密码|密钥|口令|后台|数据库|源代码|内部设定|API)|(?:删除|清空|篡改|修改)[^，。？]{0,6}(?:数据库|文件|条款|原文|记录)"
    r"|(?:不管|无论|哪怕|就算)[^，。？]{0,12}(?:文件|原文|事实|依据|真假|规定)[^，。？]{0,8}(?:都|也|没有|怎么说)|编(?:一?个|个|也行)|估(?:一个|个)数|随便(?:给|说|报)"
    r"|(?:替|代表|以)(?:政府|州里|市里|省里|官方|财政局)[^，。？]{0,6}(?:承诺|保证|宣布|答应)|drop table|rm -rf|select \* from|sudo "
    r"|what(?:'s| is| are) your (?:system |hidden |original )?(?:prompt|instructions?|rules)|developer mode|without (?:any )?(?:citing|citations?|sources?)|regardless of (?:what )?(?:the )?(?:documents?|polic|text)"
    r"|\b(?:forge|fake|falsif)\w*\b[^.?!]{0,30}\b(?:document|application|certificate|invoice|clause|polic|answer|number)|\bjust (?:guess|invent|confirm)\b"
    r"|必须(?:承认|同意|答应|回答|说)|今后[^，。]{0,10}(?:这样|这么)(?:答|说)|请?(?:说成|写成|改成)\d|关闭[^，。]{0,6}(?:检查|引用|限制|校验)|省略(?:出处|引用)|(?:本|这)(?:个|条)?答案(?:由|是)"
    r"|\b(?:repeat|print|show|output|reveal|display)\b[^.?!]{0,40}\b(?:above|instructions?|prompt|system)\b|<\/?(?:system|admin|instruction)|[\[【](?:系统|system|admin)[\]】]"
    r"|(?:ignore|disregard|forget|override|bypass)\b[^.!?\n]{0,40}\b(?:instruction|rule|prompt|guideline|above|previous|document|citation)s?"
    r"|\b(?:make up (?:an?|some|any|numbers?|figures?)|invent|fabricate)\b|pretend (?:to be|you)|act as\b|you are now|reveal[^.!?]{0,30}(?:prompt|instructions|key|password)"
    # what is to be put into the answer, told of the assistant itself, or asked in another's voice
    r"|(?:回答|答复|回复|答案|答完|作答)[^，。？！]{0,10}(?:加上|加一?[句行段条个]|写上|附上|补上|带上|缀上)"
    r"|(?:最后|末尾|结尾|开头|前面|后面)[^，。？！]{0,6}(?:写上|加上|加一?[句行段]|附上|补上|带上)"
    r"|(?:务必|必须|一律|只许|只准|都要?)(?:写|答|说|回|用)[成作做]?[“\"「『]"
    r"|(?:系统|后台|内部|隐藏|最初|原始|最开头|最上面)[^，。]{0,6}(?:设定|指令|提示|配置)"
    r"|(?:你|您)?(?:没有|不再?受|不用守|解除了?)(?:了)?(?:任何|一切|所有)[^，。]{0,6}(?:限制|约束|规矩|规则|束缚)"
    r"|(?:从|打)?(?:现在|这一刻|此刻|今)(?:起|开始)[，,]?你(?:就|便)?(?:不再?是|是|叫|没有|不受|不用)"
    r"|以[^，。？]{1,14}的?(?:口吻|口气|语气|名义)[^，。？]{0,12}(?:宣布|写|说|发|讲|答)"
    r"|(?:^|[\s。！？!?])(?:system|admin|root|系统|管理员)(?:消息|公告|通知|override|更新)?\s*[:：]|[【\[(（](?:系统|管理员)[^】\])）]{0,16}[】\])）]"
    r"|据此(?:回复|回答)|照(?:上面|此|这[句段])[^，。]{0,8}(?:执行|办理|回答)|(?:不得|不许|不准|别)(?:引用|提(?:文件|原文|出处))"
    r"|(?:编|造|写)(?!假)[^，。？]{1,10}(?:假的?|虚假)[^，。？]{0,8}(?:证|条文|引用|材料|规定|通知|数据)|假装(?:是|有|它|成)|蒙混过关"
    r"|\b(?:ignorez|oubliez?|olvida|ignoriere?|vergiss)\b|забудь|игнорируй|忘れて|無視し|무시하"
    r"|\bnote to (?:the )?(?:model|assistant|ai|bot)\b|\boverride\b[^.?!]{0,12}:|\breply (?:with )?[\"'“]?\d"
    r"|规则(?:改|换)(?:成|为)|(?:只|仅)(?:需|要)?(?:回复|回答|输出)|管理员|不(?:用|要|必|需要)(?:任何|带|附|写|标|给|加|注明?)*(?:引用|出处|查文件|看文件|依据|核实)|(?:回答|答案|就说|直接说|必须(?:回答|说)|一律(?:回答|说))[“\"'：:]?\s*[^，。]{0,4}\d+[万亿]|(?:just )?(?:say|answer|reply)\b[^.?!]{0,20}\b(?:million|anyway)",
    re.IGNORECASE,
)
_POLICY = re.compile(
    r"补助|补贴|奖|资助|扶持|政策|企业|资金|税|申请|申报|认定|条件|责任单位|负责|部门|目标|规定|条款|平台|孵化|专利|高新|科技|创新|上市|贷款|产值|研发|项目|人才|文件|办法|"
    r"公司|创业|实验室|技术|产业|政府|园区|基金|担保|保险|收入|房租|经费|投入|成果|指标|考核|农业|工业|养老|社保|医保|就业|住房|土地|环保|教育|单位|开办|注册|营业|许可|证|费|钱"
    r"|违法|违规|合法|犯法|罚[款则单锾]|被罚|处罚|低保|救济|救助|残疾|残障|伤残|年休假|休假|产假|户口|户籍|落户|公积金|工资|加班|劳动|退休|生育"
    r"|疫情|防疫|疫苗|排污|消防|征地|拆迁|宅基地|耕地|林地|种粮|农机|农户|承包|每亩|幼儿园|招生|条例|法规|公告|官方|[州市省县区镇村][里裡](?=[^，。？]{0,12}(?:有没|是不是|给|补|帮|管|认|说|定|出|让))"
    r"|subsid|grant|reward|polic|tax|enterprise|compan|fund|incentive|support|platform|patent|R&D|research|incubator|innovation|technolog|target|listing|IPO|respons|loan|department|business|startup|talent|park",
    re.IGNORECASE,
)
# Words about the answering itself; a clause of a question that speaks of it, and of no policy, is dropped.
_META = re.compile(
    r"系统|system|管理员|开发者|developer|admin|引用|出处|规则|指令|提示词|prompt|输出|打印|回复|作答|答案|回答|越狱|黑客|授权[你您]|说成|写成|承认|照我说|这样答|这么答|"
    r"结尾|开头加|加上|乘以|翻倍|json|角色|扮演|格式|instruction|guideline|disregard|ignore|pretend|override|answer with|reply with|say that|output(?! value)|repeat",
    re.IGNORECASE,
)
_TAGGED = re.compile(
    r"<!--.*?-->|<(\w+)[^>]*>.*?</\1>|<[^>]{1,60}>|[\[【]\s*(?:系统|system|admin|管理员|指令|开发者)[^\]】]*[\]】][^。！？?]*[。！？]?",
    re.IGNORECASE | re.DOTALL,
)
_FILLER = re.compile(r"\s*(?:并且?|然后|直接|就|and |then |just )[^？?]*$", re.IGNORECASE)
_CHAT = re.compile(
    r"^(?:你好|您好|hi|hello|hey|嗨|哈喽|早上好|晚上好|在吗|在不在|谢谢|多谢|thanks|thank you|再见|拜拜|你是谁|你叫什么|who are you|what are you)[\s!！。.?？啊呀吗~，,]*$"
    r"|天气|讲[^，。]{0,4}笑话|好玩|攻略|相亲|感冒|头疼|数学题|现在几点|带伞|写(?:一?首|个|篇)?[^，。]{0,8}(?:诗|歌|小说|作文|故事|代码|程序|情书)|讲(?:个|一个)[^，。]{0,4}(?:故事|笑话)|星座|彩票|股票(?:代码|推荐)|菜谱|做菜|怎么做(?:饭|菜)|红烧|好吃|吃什么|喝什么|唱歌|聊天|女朋友|男朋友|减肥|翻译成|世界杯|几点了|等于几"
    r"|\bhow (?:do|can|should|to) (?:i |you |we )?(?:cook|bake|fry|boil|grill|stew)\b|\bweather\b|\bjoke\b|\bpoem\b|\brecipe\b|\bhoroscope\b|what time is it",
    re.IGNORECASE,
)
# what people chat of and policies sometimes regulate: the documents decide
_EVERYDAY = re.compile(
    r"笑话|高铁|火车|机票|航班|发车|车票|地铁|公交车|景点|外卖|快递|游戏|明星|作文|几点|电影|球赛|足球|篮球|\bfootball\b|\bsoccer\b|\bmovie\b|\bsong\b",
    re.IGNORECASE,
)


_OF_POLICY = re.compile(  # what makes a matter of policy of a football match or a meal delivered
    r"补助|补贴|奖[励金]|政策|措施|疫情|防控|志愿服务|社保|保险费|罚[款锾]|税收|许可证?|就业|检举|执照|subsid|grant|reward|polic",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Screened:
    """The question to go on with, and what was found: chat and refused end it, injected was cut out of it."""

    question: str
    verdict: Literal["ask", "empty", "too_long", "not_text", "chat", "refused"]
    injected: bool = False
    reply: str = "out_of_scope"  # which of our sentences answers small talk
    doubtful: bool = False  # it may be small talk: where the documents do not answer it, it is


def screen(question: str) -> Screened:
    """Look at a question before it is understood."""
    text = "".join(c for c in question if c in "\n\t" or unicodedata.category(c)[0] != "C").strip()
    if not question.strip():
        return Screened("", "empty")
    if len(question) > MAX_QUESTION:
        return Screened(text, "too_long")
    letters = sum(unicodedata.category(c)[0] in "LN" for c in text)
    if not text or letters * 3 < len(text) or not re.search(r"[A-Za-z㐀-鿿]", text) or "�" in question:
        return Screened(text, "not_text")
    simple = simplified(text)
    if key := reply(simple):
        return Screened(text, "chat", reply=key)
    if (asked := without_style(without_politeness(simple))) != simple and (is_policy(asked) or not _CHAT.search(asked)):
        text = simple = asked
    if _INJECTION.search(simple):
        rest = _without_injection(simple)
        if (
            len(rest) >= 6
            and not _CHAT.search(rest)
            and re.search(
                r"[?？]|多少|什么|哪|几|吗|谁|何|怎|说说|底线|告诉|介绍|\b(?:what|how|who|which|when)\b",
                rest,
                re.IGNORECASE,
            )
        ):
            return Screened(rest, "ask", injected=True)
        return Screened(simple, "refused", injected=True)
    of_policy = _OF_POLICY.search(simple)
    if _CHAT.search(simple) and not of_policy:
        return Screened(text, "chat")
    return Screened(text, "ask", doubtful=bool(_EVERYDAY.search(simple)) and not of_policy)


def _without_injection(text: str) -> str:
    """The clauses of a question that ask about policy and not about the answering."""
    text = _TAGGED.sub(" ", text)
    text = re.sub(
        r"[（(][^（()）]*[)）]", lambda m: "" if _INJECTION.search(m[0]) or _META.search(m[0]) else m[0], text
    )
    parts = [_before_order(p) for p in re.split(r"(?<=[，。！？；!?;,\n.：:])", text)]
    kept = [p for p in parts if not _INJECTION.search(p) and not _META.search(p) and not _FILLER.match(p)]
    return "".join(kept).strip('，。； ,;：:、"“”')


def _before_order(piece: str) -> str:
    """What a piece names before it orders something: 领军人才的资助金额 of 领军人才的资助金额请说成500万."""
    order = _INJECTION.search(piece)
    named = re.sub(r"(?:并|请|都|就|一律|统一)+$", "", piece[: order.start()]) if order else ""
    return f"{named}，" if len(named) >= 4 and _POLICY.search(named) else piece


def is_policy(question: str) -> bool:
    """Whether a question is about policy at all."""
    return bool(_POLICY.search(simplified(question)))
