"""What a question asks: kind, place, level, figures, claims, year."""

from __future__ import annotations

import pytest

from ingest.regions import lookup
from retriever.question import compares, is_yes_no, parse
from tests.retriever.papers import DAY, asked


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("省级研发平台补助多少钱", "amount"),
        ("what subsidy for a provincial platform", "amount"),
        ("高新技术企业税率是多少", "rate"),
        ("what percentage of sales must go to R&D", "rate"),
        ("专利资助由哪个部门负责", "who"),
        ("which department is responsible for patents", "who"),
        ("专利资助该问哪些机关", "who"),
        ("专利资助责任落在哪两家", "who"),
        ("专利资助由哪个班子统筹", "who"),
        ("专利资助算谁的责任", "who"),
        ("专利委员会由哪些部门组成", "list"),
        ("财政引导哪些机构参与创新", "list"),
        ("建平台的任务从哪年干到哪年", "when"),
        ("什么时候完成传统产业改造", "when"),
        ("补助期限截止到哪一天", "when"),
        ("资格保留多久", "how_long"),
        ("几个工作日内审批", "how_long"),
        ("申请补助需要满足什么条件", "condition"),
        ("什么是科技型企业", "definition"),
        ("怎么申请补助", "procedure"),
        ("到2020年高新技术企业多少户", "target"),
        ("有哪些扶持政策", "list"),
        ("要创出哪几块牌子", "list"),
        ("主要依托哪几个园区", "list"),
        ("锦州和凉山哪个奖励高", "compare"),
    ],
)
def test_intent(question: str, intent: str) -> None:
    assert asked(question).intent == intent


@pytest.mark.parametrize(
    ("question", "compared"),
    [
        ("锦州和凉山谁写明了奖励多少", "amount"),
        ("锦州和凉山哪边说清了几年能回来", "how_long"),
        ("锦州和凉山各由谁负责", "who"),
    ],
)
def test_what_places_are_compared_by_is_not_the_word_for_the_places(question: str, compared: str) -> None:
    assert asked(question).compared == compared


def test_the_word_for_a_body_is_not_what_a_question_is_about() -> None:
    assert [t.text for t in asked("孵化器该问哪些机关").terms] == ["孵化器"]


@pytest.mark.parametrize(
    ("question", "yes_no"), [("差额还补不补", True), ("迟交罚不罚", True), ("动不动就罚多少", False)]
)
def test_any_verb_may_be_asked_by_its_negation(question: str, yes_no: bool) -> None:
    assert is_yes_no(asked(question)) is yes_no


@pytest.mark.parametrize(
    ("question", "levels"),
    [("新产品要过哪一级的鉴定", ()), ("逐级上报到哪级", ()), ("一级建造师补助多少", ("一级",))],
)
def test_a_question_for_a_level_names_none(question: str, levels: tuple[str, ...]) -> None:
    assert asked(question).levels == levels


@pytest.mark.parametrize("question", ["锦州补助多少", "錦州補助多少", "what subsidy in Jinzhou", "辽宁锦州市补助多少"])
def test_a_place_is_found_in_any_writing(question: str) -> None:
    assert [r.name for r in asked(question).regions][-1:] == ["锦州市"]


@pytest.mark.parametrize("name", ["北京市", "上海市", "大连市", "河北省", "浙江省", "内蒙古自治区", "锦州市", "天津市"])
def test_a_place_is_found_in_the_name_of_its_government(name: str) -> None:
    assert [r.full for r in asked(f"{name}人民政府对省级平台补助多少").regions] == [name]


def test_a_name_that_several_places_bear_is_unclear() -> None:
    query = asked("鼓楼区补助多少")
    assert (query.regions, query.unclear_place) == ((), "鼓楼区")


def test_the_pages_choice_stands_in_for_a_place() -> None:
    assert [r.name for r in parse("省级平台补助多少", DAY, lookup("锦州")).regions] == ["锦州市"]


def test_a_place_in_the_question_wins_over_the_pages_choice() -> None:
    assert [r.name for r in parse("沈阳省级平台补助多少", DAY, lookup("锦州")).regions] == ["沈阳市"]


@pytest.mark.parametrize(
    ("question", "levels"),
    [
        ("国家级平台补助多少", ("国家级",)),
        ("省級平臺補助多少", ("省级",)),
        ("a national platform's subsidy", ("国家级",)),
        ("a provincial platform's subsidy", ("省级",)),
        ("国家级和省级平台分别补助多少", ("国家级", "省级")),
        ("省里认的平台补助多少", ("省级",)),
        ("市里刚认定的平台补助多少", ("市级",)),
        ("州一级往上的平台补助多少", ("州级",)),
        ("国字头的平台补助多少", ("国家级",)),
        ("自治区认定的平台补助多少", ("省级",)),
        ("省里评审要多久", ()),
        ("不是国字号，在省里过了关的平台补助多少", ("省级",)),
        ("没到国家级的平台补助多少", ()),
        ("评上的是省里的平台，不是国家那档，补助多少", ("省级",)),
        ("每一级要办几家", ()),
        ("平台补助多少", ()),
    ],
)
def test_levels(question: str, levels: tuple[str, ...]) -> None:
    assert asked(question).levels == levels


@pytest.mark.parametrize(
    "question",
    [
        "年产值1亿元的企业研发投入要达到多少",
        "年产值一个亿的企业研发投入要达到多少",
        "With annual output of RMB 100 million, what share?",
    ],
)
def test_the_askers_figure_is_read(question: str) -> None:
    assert [(v.value, v.unit) for v in asked(question).quantities] == [(100_000_000, "CNY")]


@pytest.mark.parametrize(
    ("question", "bound"),
    [
        ("年产值两个亿出头的企业奖多少", "at_least"),
        ("年产值刚过2亿的企业奖多少", "at_least"),
        ("年产值将近两亿能补多少", "at_most"),
        ("年产值不到2亿的企业奖多少", "at_most"),
        ("年产值2亿的企业奖多少", "exact"),
    ],
)
def test_on_which_side_of_a_limit_the_askers_figure_lies(question: str, bound: str) -> None:
    assert [(v.value, v.unit, v.bound) for v in asked(question).quantities] == [(200_000_000, "CNY", bound)]


def test_a_figure_of_people_is_no_money() -> None:
    assert [(v.value, v.unit) for v in asked("户籍人口有150万的城市扣除多少").quantities] == [(1_500_000, "人")]


def test_a_share_that_is_to_be_reached_is_a_claim() -> None:
    assert [v.value for v in asked("是不是要把研发经费占收入的比例提高到0.8%？").claims] == [0.8]


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("财政补发票金额的几分之几", "rate"),
        ("最多罚几倍", "rate"),
        ("外方出资比例的上限", "rate"),
        ("资金从哪个数涨到哪个数", "target"),
        ("这一截至少占多少", "rate"),
        ("自己能拿的份额，下限和上限各是多少", "rate"),
        ("那笔专项资金，涨之前一年是多少？", "amount"),
    ],
)
def test_shares_asked_for_in_other_words(question: str, intent: str) -> None:
    assert asked(question).intent == intent


@pytest.mark.parametrize(
    "question", ["是不是补助100万？", "听说补助100万元，对吗？", "补助一百万元吗？", "补助一百万元吧？"]
)
def test_a_supposed_amount_is_a_claim(question: str) -> None:
    query = asked(question)
    assert [(v.value, v.unit) for v in query.claims] == [(1_000_000, "CNY")]
    assert query.quantities == ()


def test_the_year_of_a_goal_is_read() -> None:
    assert asked("到2020年高新技术企业多少户").year == 2020


def test_what_is_counted_is_read() -> None:
    assert asked("高新技术企业多少户").units == ("户",)


@pytest.mark.parametrize(
    ("question", "attribute"),
    [
        ("行动方案的文号是多少", "doc_number"),
        ("行动方案什么时候印发的", "issued"),
        ("谁印发了行动方案", "issuer"),
        ("平台补助多少", None),
        ("四川的实施方案到期了吗", "period"),
        ("四川驾照到期怎么换", None),
        ("On what date was the action plan sent out to the counties?", "issued"),
        ("When did the county sign its opinions on speeding up industry?", "issued"),
        ("On what date must the company publish its annual report?", None),
        ("From what date are the interim measures on online services in force?", "effective"),
        ("From when are firms eligible under the plan?", None),
    ],
)
def test_questions_about_the_document_itself(question: str, attribute: str | None) -> None:
    assert asked(question).attribute == attribute


@pytest.mark.parametrize(
    ("question", "wanted"), [("锦州有没有补助", True), ("补助20万元吗？", True), ("补助多少", False)]
)
def test_whether_yes_or_no_is_wanted(question: str, wanted: bool) -> None:
    assert is_yes_no(asked(question)) is wanted


def test_what_is_not_whether() -> None:
    assert not is_yes_no(asked("申请条件是什么"))


@pytest.mark.parametrize(
    "question", ["锦州和凉山哪个奖励高", "錦州和涼山分別獎勵多少", "compare rewards in Jinzhou and Liangshan"]
)
def test_places_side_by_side_are_compared(question: str) -> None:
    assert compares(asked(question))


def test_one_place_is_not_compared() -> None:
    assert not compares(asked("锦州奖励多少"))


def test_script_changes_nothing_but_the_language() -> None:
    simple, traditional = asked("锦州新认定的省级研发平台补助多少钱"), asked("錦州新認定的省級研發平臺補助多少錢")
    assert (simple.language, traditional.language) == ("zh-Hans", "zh-Hant")
    for name in ("intent", "regions", "levels", "terms", "wants_benefit"):
        assert getattr(simple, name) == getattr(traditional, name)


def test_what_came_before_is_context_and_no_term() -> None:
    query = asked("锦州院士工作站补助多少钱？（上文：研发平台）")
    assert [t.text for t in query.terms] == ["院士工作站"]
    assert [t.text for t in query.context] == ["研发平台"]


@pytest.mark.parametrize("question", ["？？？", "a", "的", "(((", "（上文：）", "1" * 1000, "元" * 1000, "\n\t"])
def test_nothing_makes_it_fail(question: str) -> None:
    assert asked(question).question is not None


def test_those_few_are_not_counted() -> None:
    assert asked("那几家中心建起来以后做什么").units == ()
    assert asked("要建几家中心").units == ("家",)


def test_the_word_for_the_kind_of_answer_need_not_be_spoken_of() -> None:
    assert [t.text for t in asked("新能源主要扶持哪些路数").terms if t.optional] == ["路数"]


@pytest.mark.parametrize("question", ["四川凉山州高企奖励多少", "四川省凉山州的高企奖励多少"])
def test_a_place_that_leads_to_another_is_not_asked_about(question: str) -> None:
    query = parse(question, DAY)
    assert [r.name for r in query.regions] == ["凉山州"]
    assert query.intent == "amount"


def test_chinese_words_in_an_english_question_are_terms() -> None:
    query = parse("How much 奖励 does 鹿城 give for a listed 孵化器?", DAY)
    assert {"孵化器"} <= {t.text for t in query.terms}
    assert query.intent == "amount"


def test_english_words_in_a_chinese_question_are_terms() -> None:
    assert "孵化器" in {t.text for t in parse("锦州新建的incubator补助多少钱", DAY).terms}


def test_a_word_nobody_translates_with_care_ties_no_value() -> None:
    (term,) = (t for t in parse("How much for a cactus?", DAY).terms if t.text == "仙人掌")
    assert term.translated == "learned"


@pytest.mark.parametrize("question", ["国家那一级补多少？", "省里跟上一级怎么分工？"])
def test_that_level_is_no_first_level(question: str) -> None:
    assert "一级" not in parse(question, DAY).levels


def test_how_large_asks_for_an_area() -> None:
    assert "㎡" in parse("园区要建多大面积的仓库？", DAY).units


def test_where_the_asker_is_from_need_not_be_spoken_of() -> None:
    terms = parse("我是台商，开诊所要什么许可？", DAY).terms
    assert [t.optional for t in terms if t.text == "台商"] == [True]


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("這份合約頂多能簽幾年", "这份合约最多能签几年"),
        ("一學期起碼要驗幾次視力", "一学期至少要验几次视力"),
        ("養狗有甚麼要求，帶牠出門呢", "养狗有什么要求，带它出门呢"),
    ],
)
def test_forms_of_taiwan_and_hong_kong_are_the_common_ones(question: str, plain: str) -> None:
    assert asked(question).text == plain


def test_how_many_at_most_leaves_no_half_word() -> None:
    assert not asked("政府最多补几年").terms
