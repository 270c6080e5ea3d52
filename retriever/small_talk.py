"""Small talk: greetings, thanks, who are you; said before a question it is left out, alone it gets a short reply."""

from __future__ import annotations

import re

_POLITE = (
    r"你们?好|您好|大家好|早上好|上午好|中午好|下午好|晚上好|早安|嗨|哈喽|喂|在吗|在不在|打扰(?:一下|了)?|辛苦了?|不好意思"
    r"|谢谢(?:你|您|了|啦)?|多谢|感谢|好的|好吧|好|嗯+|哦+|行|明白了?|知道了|收到|懂了"
    r"|hi|hello|hey|good (?:morning|afternoon|evening)|thanks?(?: you| a lot| so much)?|ok(?:ay)?"
)
_END = r"[\s!！。.~～，,、?？啊呀哈啦呢哦吖]*"
_LEADING = re.compile(rf"^(?:(?:{_POLITE})(?:[\s!！。~～，,、啊呀啦]+))+(?=\S)", re.IGNORECASE)
_REPLIES = (
    ("chat_hello", r"你们?好|您好|大家好|早上好|上午好|中午好|下午好|晚上好|早安|嗨|哈喽|喂|在吗|在不在|有人吗|hi|hello|hey|good (?:morning|afternoon|evening)"),
    ("chat_thanks", r"(?:非常|太)?(?:谢谢|多谢|感谢|谢了)(?:你|您|了|啦)?(?:的帮助)?|辛苦了?|thanks?(?: you)?(?: a lot| so much| very much)?"),
    ("chat_bye", r"再见|拜拜|没(?:有)?(?:别的|其他|什么)?(?:问题|事)了|bye(?:[- ]?bye)?|goodbye|see you|that's all"),
    ("chat_who", r"你(?:到底)?(?:是谁|是什么|叫什么(?:名字)?|是(?:人|机器人)吗?)|你好(?:呀|啊)?[，,]?\s*你叫什么(?:名字)?|自我介绍(?:一下)?|who are you|what are you|what(?:'s| is) your name"),
    ("chat_can", r"你(?:能|会|可以)(?:做|干|回答|帮我做?)(?:些)?(?:什么|啥|哪些)(?:问题|事)?|(?:怎么|如何)(?:使?用|问)(?:你|这个)?|有(?:什么|啥|哪些)功能|能问(?:些)?(?:什么|啥)|帮帮我|帮助|help(?: me)?|what can (?:you do|i ask)|how (?:do i use|does) (?:this|it)(?: work)?"),
    ("chat_yes", r"好的?吧?|嗯+|哦+|行|ok(?:ay)?|明白了?|知道了|收到|懂了|哈+|呵+"),
)  # fmt: skip
_STYLE = re.compile(
    r"(?:请|把|将)?(?:答案|回答|结果)?(?:请)?(?:用|以|写成|改成|编成|变成|作)一?(?:首|段|个|篇)?[^，。！？,.!?]{0,4}(?:诗|诗歌|打油诗|七言绝句|歌|歌词|顺口溜|文言文|相声|段子|说唱|对联)"
    r"(?:的?(?:形式|方式|口吻))?(?:来)?(?:告诉我|回答我?|作答|说|写|讲)?|\b(?:in|as) (?:a|the form of a) (?:poem|song|rap|haiku)\b",
    re.IGNORECASE,
)


def reply(text: str) -> str | None:
    """Which of our replies fits a message that is nothing but small talk, None where it is more than that."""
    bare = text.strip()
    for key, pattern in _REPLIES:
        if re.fullmatch(rf"(?:{pattern}){_END}", bare, re.IGNORECASE):
            return key
    return None


def without_politeness(text: str) -> str:
    """A question without the greeting or the thanks before it."""
    return _LEADING.sub("", text) if reply(text) is None else text


def without_style(text: str) -> str:
    """A question without the wish to have the answer as a poem or a song."""
    return re.sub(r"^[，。,、\s]+", "", _STYLE.sub("", text))
