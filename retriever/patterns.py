"""Patterns of questions: kinds of asking, attributes of a document, levels, everyday forms, words that say nothing.

Tables, not code: a row a kind, Chinese and English together, tried in the order they stand in. No row names a place,
a document or a question.
"""

from __future__ import annotations

import re

from retriever.types import Intent

BENEFIT = r"补助|补贴|奖励|资助|扶持|奖补|补偿|津贴|奖金|经费|支持|优惠|给钱|补多少|奖多少"
# a list of benefits themselves, not of what is benefited
LISTS_BENEFITS = re.compile(
    r"(?:哪些|什么|哪几[种项类样个])[^，。？]{0,6}(?:补助|补贴|奖励|奖补|资助|扶持|优惠|支持|政策|好处)"
    r"|(?:what|which) (?:\w+ ){0,2}(?:subsid|grant|reward|incentive|support|benefit)",
    re.IGNORECASE,
)
WANTS_BENEFIT = re.compile(
    r"补助|补贴|奖|资助|扶持|补偿|津贴|给的?钱|补(?!充|齐|足|短|税)|优惠|(?:能|可以|该)(?:拿|领)(?:到|多少|什么|哪|几|钱|补|奖)|财政[^，。？]{0,6}(?:[给掏拨](?!付)|出(?!资|台))|[拿领]到手|拨多少|subsid|\bgrants?\b|reward|bonus|incentive|support",
    re.IGNORECASE,
)
COUNTED = "家|户|个|件|项|名|人|台|套|所|次|平米|平方米|㎡|平方|天|日|岁|亩|吨|分(?!钱|成|之)"
INTENTS: tuple[tuple[Intent, str], ...] = (
    ("list", r"对象[^，。？]{0,4}(?:有|是)(?:谁|哪)|由(?:谁|哪)[^，。？]{0,16}(?:组成|构成)|(?:拉|引导|吸引|支持|鼓励|扶持|面向|奖励|补助|帮)(?:上|来|到|着|了)?哪些(?:机构|单位|部门)"),
    ("who", r"责任单位|责任部门|责任主体|(?:谁|哪)[^，。？]{0,10}牵头|牵头的?(?:是|单位|部门)|(?<!有)(?<!算)(?<!归)谁(?!能|可以|才|更|的|可|先|家)|由哪个|归谁|谁在|有谁|哪几家(?:单位|部门)?(?:负责|落实|牵头|管|在|来|一起)?(?=[？?，,。]|$|负责|落实|牵头|管|在|来|一起)|找哪几家|(?:哪|什么|哪几?)(?:[几些两三四]?[个家]|些)?(?:部门|单位|机构|机关|班子|衙门|口子|科室|处室|局|厅|委办局)|(?:责任|任务|担子)[^，。？]{0,4}(?:谁|哪(?!一?[年天月日]))|(?:谁|谁家)的(?:责任|任务|事|活|职责|孩子|分内)|(?:找|问|归|由|交给|交到)哪[几些两三四]?[个家些]|负责(?:单位|部门)|什么部门|啥部门|什么单位|啥单位"
            r"|\bwho\b(?! (?:keeps?|gets?|owns?|receives?|can|may|is eligible|qualif|won|wins))|(?:which|what) (?:\w+ )?(?:departments?|agenc|bod|authorit|units?|offices?)|responsible|in charge"),
    ("list", r"哪几(?![年月天号日点成家])|哪些(?!企业(?:可以|能)|人(?:可以|能))|有哪几|哪三|哪两|哪四|哪五|哪六|what are the (?!condition|requirement|criteria)|\blist (?:the|all|of)\b|^list\b|what kinds?|what types?|name the|which (?:\w+ ){1,4}(?:are|does|do|did|should|will|can)\b"),
    ("when", r"哪一?天|几号|截止到?(?:哪|什么时候|何时)|最[迟晚](?:到|在)?(?:哪|什么时候|何时)"),
    ("how_long", r"多久|多长时间|几年(?!级)|多少年|几个月|(?:几|多少)个?(?:工作日|小时|星期)|期限|保留多|有效期|\bhow long\b|how many years|\bduration\b"),
    ("when", r"什么时候|啥时候|何时|哪一?年|几号|几月|哪天|截止|截至(?!少)|时限|(?:完成|启动|印发|发布|实施|施行|生效|起始|开始)(?:的)?(?:时间|日期|年份)|什么时间"
             r"|\bwhen\b|deadline|what year|which year|what date|by what|start date|completion date"),
    ("rate", r"税率|百分之几|百分之多少|几分之[几多]|[几多]少?倍|(?:比例|比重|占比|份额)，?[^，。？]{0,4}[上下]限(?![吗没])|(?:比例|比重|[占股]比|率|份额)的?(?:[上下]限|最[高低])(?=是?(?:多少|几|多[大高少])|[？?]|$)|几个点|多少个点|百分比|哪个比例|哪一?档|拿几成|分几成|按几成|几成|(?:占|比重|比例|率|份额|幅度?|增速)[^，。？]{0,8}(?:多少|几|是|要|达|多大|多高|什么)|(?:多少|多大|多高|什么)(?:的)?(?:比例|比重|百分比|税率)|扣除多少|涨多少|增长多少|多大(?:的)?力度|力度多大"
             r"|what (?:\w+ ){0,3}(?:percentage|percent|rate|share|proportion|ratio)|\btax rate\b|percentage|how much of|what share|what proportion"),
    ("amount", rf"多少钱|(?:资金|经费|基金|专款|拨款)[^。？?占率比]{{0,14}}(?:是|有|定的?是?)多少(?=[？?，]|$)|多少(?:元|万|资金|经费|金额|费用|块)|(?<!哪)几(?:万|千|百|十)?(?:块|元|钱|万)|金额|额度|总额|(?:扣除?|交|缴|收|付|罚|减|赔)(?:到|了)?(?:多少|几)|(?:{BENEFIT}|给|能拿|拿到|领|奖|补)(?:到|了)?多少|多少(?:的)?(?:{BENEFIT})|多大力度|给多少|拿多少|啥标准|什么标准|标准是|上限|封顶|拨多少|最多能?(?:拿|给|补|奖)|最高能?(?:拿|给|补|奖)|能补几|给几"
               r"|how much|what does \w+ (?:pay|give|offer|grant)|what (?:[\w-]+ ){0,4}(?:subsid|grant|amount|reward|bonus|funding|support|incentive|sum)|\bamount\b|\bcap\b|maximum"),
    ("condition", r"条件|资格|门槛|什么样的|怎样的|前提|哪种[^，。？]{0,14}(?:能|可以)|(?:谁|哪些企业|哪些人|哪类|什么企业|什么人)(?:才)?(?:可以|能|有资格|符合)|符合(?:什么|哪些)|要求是|有(?:什么|哪些|啥)要求|需要满足|满足什么|才能|才给|前提"
                  r"|eligib|qualif|condition|requirement|criteria|what (?:\w+ )?must|who can"),
    ("definition", r"是指|什么是|是什么意思|啥意思|定义|指的是什么|何谓|what is meant|\bdefin|meaning of|what does .+ mean"),
    ("procedure", r"怎么(?:申请|办|报|弄|领)|如何(?:申请|办理|申报|领取)|流程|程序|手续|去哪(?:里|儿)?(?:办|申请|领)|how (?:do|can|to|should)|procedure|steps"),
    ("target", rf"目标|(?:要|需|应)?(?:达到|建成|建设|建立|培育|培养|引进|新增|遴选|打造|拥有|选派|支持)(?:到|了)?(?:多少|几)|多少(?:{COUNTED})|几(?:{COUNTED})|数量|总数|规模|多大面积|什么水平|组多少|建多少|多大(?!的?(?:比例|比重|力度))|想做到|家数|多少个?数"
               r"|how many|\btargets?\b|\bgoals?\b|\bobjectives?\b|number of"),
    ("list", r"哪些|哪几|些什么|什么(?:服务|产品|产业|手艺|办法|方式|措施|领域|行业|活动|任务|事|工作|内容|材料|好处)|做些?什么|有什么|有啥|包括什么|包含什么|列出|列举|分别是(?![多几])|都有|是什么(?:$|[？?呢])|几类|哪类|哪三|哪两|哪四|哪五|哪六|what are|which|\blist (?:the|all|of)\b|what kinds?|what types?|name the"),
)  # fmt: skip
YES_NO = re.compile(
    r"(?P<verb>(?![动时])[\u4e00-\u9fff])不(?P=verb)|吗[？?]?$|吗[，,？?]|吧[？?]?$|吧[，,？?]|是不是|是否|能不能|可不可以|能否|可否|有没有|有无|对不对|对吧|是吧|真的|听说|不$|没$|不[？?]$|没有[？?]?$|(?<![什怎那这多])么[？?]?$|属实|对么|要不要|会不会|行不行"
    r"|^(?:is|are|does|do|did|can|could|will|would|has|have|was|were|may|must|should)\b|is it true|isn't|right\?$",
    re.IGNORECASE,
)
CLAIM = re.compile(
    r"(?:有没有|有无|听说|据说|是不是|是否|不是说|都说|有人说|真的?|说是|是吗|对吗|对吧|是吧|[吗吧][？?]?$|对不对|属实|以为|没错吧)|\b(?:is it true|i heard|heard that|right\?|is|does|do|are|will|can)\b",
    re.IGNORECASE,
)
JOINED = re.compile(
    r"\s*(?:全[省市州县区]|自己|本[省市州县区级])?(?:和|与|跟|同|及|、|比|对|还有|以及|/|,|，|and|or|vs\.?|versus)(?:在|于)?\s*",
    re.IGNORECASE,
)
COMPARE = re.compile(
    r"相比|对比|比较|[比对]一比|比比看|对照|差在哪|哪(?:个|边|里|家|一?个?地方|儿)(?:的)?.{0,12}(?:更|高|多|大|低|少|好|划算|优惠)|谁(?:更|的).{0,8}(?:高|多|大|低|少)|(?<!对)比(?!例|重|率|亚|如|赛|较好).{0,12}(?:高|多|大|低|少)|区别|差别|不同|差多少|分别"
    r"|\bcompare|\bversus\b|\bvs\b|difference|\bhigher\b|\bmore than\b|\bwhich (?:is|one|of)\b|\bbetter\b|\bbetween\b|\bboth\b",
    re.IGNORECASE,
)
DOCUMENT = (
    "(?:文件|意见|办法|方案|规定|政策|细则|通知|条例|法|公告|通告|措施|规划|计划|规则|准则|[一二三四五六七八九十]条)"
)
WHEN = "(?:什么时[候间]|何时|哪年哪月(?:哪[日天])?|哪一?[天日年]|几月几[号日]|几[号月])"
_LASTS = "(?:能|要|会|可以|还|得)?(?:有效|管|执行|实施|施行|适用)(?:期限?)?(?:到|至|是|有)?"
_PAPER = r"\b(?:plan|opinions?|notices?|measures|rules|regulations?|polic(?:y|ies)|document|announcement|circular|guidelines?|scheme|provisions|paper)\b"
_ISSUED = (  # on what date was the plan sent out, when did the county sign its opinions
    r"(?:when|(?:what|which) (?:date|day)) (?:"
    rf"(?:was|were|is|are) .{{0,120}}{_PAPER}.{{0,60}}\b(?:issued|published|released|signed|promulgated|announced|(?:sent|put) out)"
    rf"|did .{{2,80}}\b(?:issue|publish|release|sign|promulgate|announce|(?:send|put) out)\b.{{0,60}}{_PAPER})"
)
_IN_FORCE = rf"(?:since when|from (?:when|(?:what|which) (?:date|day))) .{{0,120}}{_PAPER}.{{0,40}}\b(?:in force|in effect|apply|applicable|effective|valid)\b"
ATTRIBUTES = (
    ("expires", rf"{DOCUMENT}(?:[^，。？里中]{{0,4}}|[，,]\s*){_LASTS}(?:(?:多久|多长时间|几年|多少年)|{WHEN}(?:为止|止|结束|失效)?)(?=[？?，,。吗呢啊]|$)"
                 rf"|{DOCUMENT}[^，。？里中]{{0,4}}(?:{WHEN}(?:到期|失效|废止|作废|终止|截止|过期|结束)|有效期)"
                 r"|(?:until when|how long) (?:is|are|does|do|will) (?:the|these|this) .{0,60}(?:measures|polic|rules|regulation|notice|opinion|plan|document).{0,24}(?:valid|in force|in effect|last|apply)|when (?:do|does|will) (?:the|these|this) .{0,60}(?:measures|policy|policies|rules|regulations?|notice|plan|document) (?:expire|end|lapse)"),
    ("doc_number", r"文号|发文字号|文件(?:编)?号|document number|file number|reference number"),
    ("issuer", r"(?:谁|哪个(?:部门|单位|机关)|什么(?:部门|单位|机关)|由谁)(?:印发|发布|发文|制定|出台|颁布)|(?:印发|发布|发文|制定|颁布)(?:机关|单位|部门)|发文者|who issued|issuing (?:body|agency|authority)|which (?:body|agency|authority|government|office) issued"),
    ("period", r"(?:管|覆盖|涵盖|适用|执行|实施|规划)(?:到)?哪(?:几)?年|哪几年|规划期(?![末间内满])|执行期|实施期|起止(?:年份|时间)|(?:文件|政策|办法|意见|方案|规[定划]|通知|细则|条例|措施|公告|文)[^，。？]{0,8}(?:过期|到期)|period (?:does|is|covered)|what (?:period|years)|still (?:in force|valid|in effect)|expired"),
    ("issued", r"(?:发布?|出台|印发|颁布|公布|下发)(?:得|的)?(?:时间)?更?早|(?:谁|哪个)[^，。]{0,4}(?:先|更早)(?:发|出台|印发)|issued first|earlier|(?:印发|发布|颁布|出台|发文|成文|下发|签发|落款)(?:的)?(?:时间|日期|年份|于|是)?(?:是)?(?:什么时候|何时|哪一?年|几号|哪天|什么时间|时间|日期)|(?:什么时候|何时|哪一?年|哪天|几号|什么时间)(?:印发|发布|颁布|出台|发文|下发|签发|发)|落款(?:日期|时间)?|(?:哪天|何时|什么时候).{0,4}(?:发出|出台|公布)|when was .{0,60}(?:issued|published|released|promulgated|signed)|(?:what|which) (?:date|day) (?:was|is) .{0,60}(?:issued|published|released|signed|dated)|issue date|date of issue|publication date|dated|" + _ISSUED),
    ("effective", rf"{DOCUMENT}(?:[^，。？]{{0,8}}|[，,]\s*)(?:各自?|都|分别)?是?(?:从|自|打|在)?{WHEN}(?:起|开始)?(?:正式)?(?:施行|实施|生效|执行|管用|算数|作数|起效|起作用)|(?:施行|生效)(?:时间|日期)|哪(?:[部份个项]|一[部份个项])?{DOCUMENT}?(?:更?早|更?晚|先|后)(?:开始)?(?:施行|实施|生效)|take effect|came? into (?:force|effect)|effective date|enter into force|go into effect|" + _IN_FORCE),
)  # fmt: skip
EVERYDAY = (
    (r"好大(?=个|[的哦嘛？?]|$)", "多大"),
    (r"几多|几个(?=钱)", "多少"),
    (r"(?:各|是)?几何(?=[？?]|$)", "多少"),
    (r"里头", "里"), (r"[甚什][么麽]", "什么"), (r"[牠祂]", "它"), (r"妳", "你"), (r"(?<=个)钟头", "小时"),
    (r"(?<![封到])顶多|至多(?=能|可|[几多]|[\u4e00-\u9fff][几多])", "最多"), (r"起码(?=要|得|能|有|须|[几多]|[\u4e00-\u9fff][几多])", "至少"),
    (r"开头|起头|动手(?=[？?，,、])", "启动"), (r"收尾|收工|弄好|搞定|完工|完事|干完", "完成"), (r"审完|审好|审结", "审查完"), (r"批下来", "批准"),
    (r"这块儿?(?=[，,是由])", "，"),
    (r"啥子|啥", "什么"), (r"咋个|咋整|咋样|啷个|咋", "怎么"), (r"没得|冇", "没有"), (r"好多(?=[钱元家户个人件项%点]|哦|嘛|咋|怎么|[？?，]|$)", "多少"), (r"俺们?|咱们?", "我们"),
    (r"多大地方|多大地儿", "多大面积"), (r"弄几|搞几|整几", "建几"), (r"(?:哪|多少|什么)个?数(?![据字目量学])", "多少"),
    (r"(?<=[级成点个家几万元])往上", "以上"), (r"(?<=[级成点个家几万元])往下", "以下"), (r"[每各]一级", "各级"), (r"国字[号头]", "国家级"), (r"(国家|省|自治区|市|州|县|区)[这那]?一级", r"\1级"),
)  # fmt: skip
# 拉了十几家同行, 和几家企业抱团，能拿多少: some of them, and nobody is asked how many
SOME = re.compile(
    r"([十好这那](?=几[家个位名户])"
    r"|[和与跟同拉]了?[^，。？各要有共建是]{0,5}(?=几[家个位名户][^，。？]*[，,。].*(?:多少|几|什么|[怎咋]|吗)))几"
)
NOISE = re.compile(
    r"(?<!有)(?:也|还|又)?(?:没(?!有?[吗？?]|法|到|达)|未(?!来|达|到))(?:有|上|能|去|做|挂)?[^，。？吗]{2,8}(?=[，。？也]|$)|"
    r"(?<!是)不是[^，。？]{2,12}(?=[，。])|这件事情?|这项工作|这方面|一次性|前两年|去年|那片儿?|12345|话务员|来电人|请问|麻烦|您好|你好|谢谢|我想(?:知道|问|了解|咨询)(?:一下)?|想(?:问|了解|咨询|知道)(?:一下)?|帮(?:我|忙)(?:查|看|问)(?:一下|下)?|问一下|咨询(?:一下)?|根据(?:该|这个|此)?(?:文件|政策|规定|方案|意见)|按照?(?:规定|政策|文件)|文件(?:里|中|上)?(?:说|写|规定|提到|要求)?(?:的)?|政策(?:里|中|上)?(?:说|写|规定|提到)|具体|到底|究竟|大概|目前|现在|一般|我们?(?:公司|单位|企业|厂|家)|咱们?(?:公司|单位|企业|厂|家)?|本(?:公司|单位|企业)|老板|朋友|当地|那边|这边|那里|这里|地方|政府"
)
QUESTION_WORDS = re.compile(
    r"百分之(?:几|多少)|几分之[几多]|[几多]少?倍|(?<![哪十好])几(?:块钱?|个钱|百|千|万)|多少钱|多少|什么时候|什么|啥时候|有没有|是不是|能不能|可不可以|会不会|要不要|行不行|是否|能否|可否|[家户件]数(?![据字学])|怎么样|怎么|怎样|如何|哪些|哪个|哪里|哪家|哪几[个项类家]?|哪一?年|"
    r"(?:几|多少)个?(?:工作日|自然日|小时|星期|[个家户件项名年所座位天日])(?:之?内|以内)?|何时|多久|多长时间|多大|多高|听说|据说|是真的|真的|对吗|对不对|可以|能够|应该|应当|需要|给予|拿到|领到|领取|享受|获得|得到|到手|一共|总共|合计|"
    r"最多能?|最少能?|至少(?:要|得)?|至多能?|分别|达到|还是|还有|没有|不是|或者|的话|我们|你们|他们|知道|告诉|一下|这个|那个|对于|关于|每个|及其|以及|如果|假如|那么|因为|所以|只要|必须|今年|明年|去年"
)
STOP_WORDS = frozenset(
    """
    哪 谁 几 何 吗 呢 吧 啊 呀 嘛 么 啥 咋 啦 哈 哦 噢 能 会 得 要 给 拿 领 获 到 达 由 来 被 把 有
    没 不 是 在 为 和 与 及 或 的 地 了 着 过 我 你 他 它 俺 咱 她 们 请 想 问 这 那 该 其 从 向 对
    跟 同 除 就 都 也 又 再 才 以 于 之 所 各 个 最 上 下 里 中 内 等 若 办 新 每 每年 年 月 日 天 家
    户 件 项 名 人 台 套 做 搞 弄 算 定 看 说 叫 让 按 占 出 用 可 需 应 当 后 前 时 钱 个月 点 边 款
    笔 些 样 一 二 三 两 多 少 高 低 大 小 好 块 元 万 亿 千 百 种 类 行 进行 相关 有关 情况 属于 包括
    包含 具有 以上 以下 以内 左右 之间 期间 年底 年末 末 底 起 止 认 建 将 至 比 更 vs 而 但 却 只 还 已
    已经 打算 希望 建议 出来 出去 这笔 这件 这项 这类 这样 那样 水平 部分 以后 之后 之前 之内 以外 除了 一起
    一样 同样 自己 本人 现在 最近 刚刚 刚 马上 全都 全部 所有 不用 不要 不能 能不能 够不够 市里 省里 州里
    财务 问问 本地 当时 外头 一级 娃儿 接活 盯 花 做到 做成 变成 成为 用到 拿到 收到 盯着 点名 主打 主要 大概
    满足 才能 前提 参与 落在 整个 整 起来 出台 干完 干 待 派 去 回 回去 借 卖 买 靠 赚 挣 件事 事情 事 话
    东西 办法 方面 地方 哪边 那边 情形 问题 方式 重点 具体 明确 怎么样 是多少 多大 多高 算是 只要 只有 或是 然后
    另外 此外 同时 顺便 谢谢 您 请教 一般 通常 平均 每一件 该投 好多 最高奖 最高 最低 至少 最多 高于 低于 超过
    不足 不到 力度 最迟 最晚 各自 一边 另一边 名字 总数 数目 个数 算起 是从 想到 由谁来 交给 哪一天 月底 平米 平方米 查出来 下来 拿出 拿出来 最后
    """.split()
)
# who gave it: 省里新认的, 市里评上的
_GAVE = r"(?:刚|新|已经?)?(?:认(?![为真识购得])|评(?![审估价比])|批(?![复准示量次])|给定|授(?!权)|[通闯]?过了?关)"
_GOT = "评上的?是?|评为|认定为|拿到的?是?|入选的?是?|认的是|批的是"  # 评上的是省里的
LEVEL_WORDS = (
    ("国家级", rf"国家级|国级|国家(?:层面|那一?[档级]|的(?:呢|平台))|国家{_GAVE}|中央级|\bnational(?:-level| level)?\b|\bstate[- ]level\b"),
    ("省级", rf"省级|自治区级|省[里上厅]{_GAVE}|(?:{_GOT})省[里上]的?|自治区{_GAVE}|(?:省|自治区)(?:层面|那一?[档级]|的呢)|\bprovincial(?:-level| level)?\b|\bprovince[- ]level\b"),
    ("市级", r"(?<!城)市级|市[里上](?:刚|新|已经?)?(?:认(?![为真识购得])|给定)|市(?:层面|那一?[档级]|的呢)|\bmunicipal(?:-level| level)?\b|\bcity[- ]level\b"),
    ("州级", r"州级|州[里上](?:刚|新|已经?)?(?:认(?![为真识购得])|给定)|州(?:层面|那一?[档级]|的呢)|\bprefectur(?:e|al)[- ]level\b|\bprefectural\b"),
    ("县级", r"县级|区县级|县[里上](?:刚|新|已经?)?(?:认(?![为真识购得])|给定)|县(?:层面|那一?[档级]|的呢)|\bcounty[- ]level\b"),
)  # fmt: skip
# which end of a range, or that it is a total: the value says it by its bound
BOUND_WORDS = re.compile(
    "[上下]限|封顶|到顶|打底|保底|托底|顶格|起码|最少|顶多能?|最多能?|百分点|总金额|总额|总数|总量|额外"
)
BARE_AMOUNT = re.compile(
    r"(?:\d(?:\.\d+)?|[一二三四五六七八九十两百千](?:点[一二三四五六七八九])?)(?:来|多|几)?(?:个亿|千万|百万|万|亿)(?![一二三四五六七八九千百\d元亿家户个件项名人平㎡吨亩台套美港欧块众物分一])(?!能(?![补拿领奖给得享够不用减免扣申到贷有]))(?:元|块)?"
)
QUANTITY = re.compile(
    r"[\d.]+|[一二两三四五六七八九十百千万亿几第多半]+(?:[个家户件项名年月天日周条点块种类次步笔大位起档边份成来]+|元|万元)?"
)
GENERIC = frozenset(
    ["补助", "补贴", "奖励", "资助", "扶持", "支持", "奖补", "补偿", "津贴", "奖金", "资金", "钱", "金额", "额度", "标准", "经费", "政策", "规定", "文件", "要求", "企业", "公司", "单位", "项目", "目标", "责任单位", "部门", "负责", "牵头", "时间", "完成", "数量", "比例", "比重", "条件", "情况", "内容", "财政", "一次性", "年", "市", "省", "州", "县", "万元", "元", "万", "亿元", "全市", "全州", "全省", "我市", "我州", "我省", "全区", "自治区", "方案", "意见", "办法", "通知", "条例", "细则", "措施", "任务", "工作", "方面", "申请", "享受", "优惠", "认定"]
)  # fmt: skip
# asked for by who, not what it is about
WHO_ASKS = frozenset(["机关", "班子", "责任", "主管", "衙门", "处室", "科室", "归口"])
