"""The word lists of the retriever: their form, and what no list may say."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

import pytest

from retriever.lexicon import find_terms, in_english, synonyms
from retriever.translation import render

# Subjects that policies give different sums: no group may hold two of a row.
DISTINCT = (
    ("孵化器", "众创空间", "加速器", "星创天地", "大学科技园", "孵化基地", "创业孵化基地"),
    ("院士工作站", "博士后工作站", "博士后科研流动站", "博士后创新实践基地", "专家工作站"),
    ("国家级", "省级", "市级", "州级", "县级"),
    ("重点实验室", "工程实验室", "工程研究中心", "工程技术研究中心", "企业技术中心", "技术创新中心", "实验室"),
    ("企业技术中心", "技术转移中心", "协同创新中心", "制造业创新中心", "产业创新中心"),
    ("发明专利", "专利", "实用新型", "外观设计", "知识产权", "商标", "著作权", "软件著作权"),
    ("专利申请", "专利授权", "专利质押", "专利转让"),
    ("国内专利", "国外专利", "PCT"),
    ("上市", "挂牌", "新三板", "区域性股权市场"),
    ("高新技术企业", "科技型中小企业", "科技小巨人", "专精特新", "小巨人", "瞪羚企业", "独角兽企业", "创新型企业"),
    ("知识产权优势企业", "知识产权示范企业", "优势企业", "示范企业", "技术创新示范企业"),
    ("规模以上企业", "小微企业", "个体工商户", "大型企业"),
    ("中小企业", "小微企业"),
    ("首台套", "首批次", "首版次", "成套技术装备"),
    ("领军人才", "高层次人才", "拔尖人才", "高技能人才", "急需紧缺人才", "青年人才", "乡土人才"),
    ("博士", "硕士", "本科", "大专"),
    ("院士", "长江学者", "学科带头人", "首席技师", "技师", "高级技师"),
    ("企业所得税", "个人所得税", "增值税", "所得税", "契税", "印花税", "房产税", "城镇土地使用税"),
    ("加计扣除", "税前扣除", "加计抵减", "加速折旧", "留抵退税"),
    ("免征", "减半征收", "缓缴"),
    ("养老保险", "医疗保险", "失业保险", "工伤保险", "生育保险", "住房公积金", "科技保险", "农业保险"),
    ("职工医保", "居民医保"),
    ("失业保险金", "失业补助金", "稳岗返还", "一次性扩岗补助", "社会保险补贴", "岗位补贴"),
    ("最低生活保障", "特困人员", "临时救助", "医疗救助", "孤儿", "高龄津贴", "护理补贴"),
    ("购房补贴", "租房补贴", "安家费", "生活补贴", "交通补贴"),
    ("公租房", "经济适用房", "保障性租赁住房", "人才公寓", "安置房"),
    ("创业担保贷款", "小额贷款", "信用贷款", "助学贷款", "质押贷款"),
    ("创业投资", "天使投资", "引导基金", "产业基金", "种子基金", "风险补偿"),
    ("贷款", "融资", "债券", "担保", "保险"),
    ("助学金", "奖学金", "助学贷款"),
    ("国家标准", "行业标准", "地方标准", "团体标准", "国际标准"),
    ("驰名商标", "著名商标", "地理标志", "名牌产品"),
    ("绿色食品", "有机产品", "地理标志"),
    ("自然科学奖", "技术发明奖", "科技进步奖"),
    ("特等奖", "一等奖", "二等奖", "三等奖"),
    ("产值", "增加值", "营业收入", "利润", "税收"),
    ("上限", "下限"),
    ("出口", "进口", "进出口"),
    ("首次", "复审"),
    ("在孵企业", "毕业企业"),
    ("迁入", "迁出"),
    ("煤改电", "煤改气"),
)


@cache
def _lines(name: str) -> tuple[str, ...]:
    text = files("retriever").joinpath("data", name).read_text("utf-8")
    return tuple(line for line in text.splitlines() if line.strip() and not line.startswith("#"))


def _groups() -> list[list[str]]:
    return [line.split() for line in _lines("synonyms.txt")]


@cache
def _places() -> frozenset[str]:
    table = files("ingest").joinpath("data", "divisions.csv").read_text("utf-8")
    return frozenset(row["full"] for row in csv.DictReader(table.splitlines()))


@pytest.mark.parametrize(
    ("name", "least"), [("synonyms.txt", 700), ("glossary.tsv", 1000), ("stopwords.txt", 400), ("terms.txt", 900)]
)
def test_each_list_is_as_long_as_promised(name: str, least: int) -> None:
    assert len(_lines(name)) >= least


@pytest.mark.parametrize("name", ["synonyms.txt", "stopwords.txt", "terms.txt", "glossary.tsv"])
def test_no_line_stands_twice(name: str) -> None:
    lines = _lines(name)
    assert sorted({line for line in lines if lines.count(line) > 1}) == []


@pytest.mark.parametrize("name", ["synonyms.txt", "stopwords.txt", "terms.txt", "glossary.tsv"])
def test_no_line_is_ragged(name: str) -> None:
    assert [line for line in _lines(name) if line != line.strip() or "  " in line or "\u3000" in line] == []


def test_most_lines_of_synonyms_are_groups() -> None:
    assert sum(len(group) > 1 for group in _groups()) >= 700


def test_a_word_kept_whole_is_in_no_group() -> None:
    grouped = {word for group in _groups() if len(group) > 1 for word in group}
    assert sorted({group[0] for group in _groups() if len(group) == 1} & grouped) == []


def test_a_group_holds_no_word_twice() -> None:
    assert [group for group in _groups() if len(set(group)) < len(group)] == []


def test_no_group_lies_within_another() -> None:
    sets = [frozenset(group) for group in _groups()]
    assert [sorted(s) for s in sets if any(s < other for other in sets)] == []


def test_one_character_words_are_the_ones_that_cannot_misfire() -> None:
    assert {word for group in _groups() for word in group if len(word) == 1} <= {"涨", "挣", "赚", "孵"}


def test_synonyms_hold_no_asking_word() -> None:
    asking = re.compile("多少|几|怎么|什么|哪|多久|为啥|吗$|呢$")
    assert [word for group in _groups() for word in group if asking.search(word)] == []


@pytest.mark.parametrize(
    "term",
    [
        "所得税",
        "创业板",
        "重点实验室",
        "博士后创新实践基地",
        "知识产权优势企业",
        "担保费补贴",
        "新品种",
        "农村实用人才",
    ],
)
def test_no_shorter_word_cuts_a_term_of_its_own(term: str) -> None:
    assert find_terms(term) == [term]


@pytest.mark.parametrize("subjects", DISTINCT, ids=lambda row: row[0])
def test_subjects_with_their_own_sums_share_no_group(subjects: tuple[str, ...]) -> None:
    assert [group for group in _groups() if len(set(group) & set(subjects)) > 1] == []


@pytest.mark.parametrize(
    ("everyday", "official"),
    [
        ("打工的", "员工"),
        ("厂子", "企业"),
        ("头一回", "首次"),
        ("挣钱", "收益"),
        ("养人才", "人才培养"),
        ("贷不到款", "融资难"),
        ("干完", "完成时间"),
        ("归谁管", "责任单位"),
        ("盘子", "规模"),
        ("放贷", "信贷"),
        ("招人", "招聘"),
        ("迁户口", "落户"),
        ("买设备", "设备购置"),
        ("租金", "房租"),
        ("挂牌子", "认定"),
        ("报专利", "申请专利"),
        ("上市敲钟", "首次公开发行"),
        ("学校老师", "学校教师"),
    ],
)
def test_an_everyday_word_reaches_the_official_one(everyday: str, official: str) -> None:
    assert official in synonyms(everyday)


def test_a_glossary_line_is_english_a_tab_and_chinese() -> None:
    row = re.compile(r"[a-z0-9][a-z0-9 &+'’().,/-]*\t[^\ta-z]+")
    assert [line for line in _lines("glossary.tsv") if not row.fullmatch(line)] == []


def test_no_english_term_stands_twice() -> None:
    english = [line.split("\t")[0] for line in _lines("glossary.tsv")]
    assert sorted({term for term in english if english.count(term) > 1}) == []


def test_the_longest_english_phrase_is_taken() -> None:
    (found,) = render("social insurance subsidy")
    assert found.chinese[0][0] == "社会保险补贴"


def test_a_term_of_art_has_one_english_name() -> None:
    assert in_english("高新技术企业") is not None


@pytest.mark.parametrize("name", ["terms.txt", "stopwords.txt"])
def test_a_word_stands_alone_on_its_line(name: str) -> None:
    assert [line for line in _lines(name) if re.search(r"\s", line)] == []


def test_terms_are_longer_than_one_character() -> None:
    assert [term for term in _lines("terms.txt") if len(term) < 2] == []


def test_no_stopword_is_a_policy_term() -> None:
    terms = set(_lines("terms.txt")) | {word for group in _groups() for word in group}
    assert sorted(set(_lines("stopwords.txt")) & terms) == []


@pytest.mark.parametrize("name", ["synonyms.txt", "glossary.tsv", "stopwords.txt", "terms.txt"])
def test_no_place_is_named(name: str) -> None:
    words = {word for line in _lines(name) for word in re.split(r"\s", line)}
    long = [place for place in _places() if len(place) > 2]
    assert words & _places() == set()
    assert sorted(place for place in long if any(place in word for word in words if len(word) >= len(place))) == []
