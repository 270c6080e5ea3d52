"""Places in a text: found by any customary name, never inside another word."""

from __future__ import annotations

import pytest

from ingest.regions import ancestors, by_code, covers, find, lookup, possible, regions


def named(text: str) -> list[tuple[str, str | None]]:
    return [(text[m.start : m.end], m.region.name if m.region else None) for m in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("锦州新认定的省级研发平台补助多少钱", [("锦州", "锦州市")]),
        ("遼寧省錦州市新認定", [("遼寧省", "辽宁省"), ("錦州市", "锦州市")]),
        ("阿坝藏族羌族自治州", [("阿坝藏族羌族自治州", "阿坝州")]),
        ("新疆维吾尔自治区", [("新疆维吾尔自治区", "新疆")]),
        ("西昌的企业", [("西昌", "西昌市")]),
        ("吉林省吉林市", [("吉林省", "吉林省"), ("吉林市", "吉林市")]),
        ("海南省和海南州", [("海南省", "海南省"), ("海南州", "海南州")]),
        ("双流县", [("双流县", "双流区")]),
        ("浦东新区", [("浦东新区", "浦东新区")]),
        ("上海市政府采购的份额", [("上海市", "上海市")]),
        ("河南省委的文件", [("河南省", "河南省")]),
    ],
)
def test_chinese_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a new provincial platform in Jinzhou", [("Jinzhou", "锦州市")]),
        ("SICHUAN", [("SICHUAN", "四川省")]),
        ("Liangshan Yi Autonomous Prefecture", [("Liangshan Yi Autonomous Prefecture", "凉山州")]),
        ("Shaanxi or Shanxi", [("Shaanxi", "陕西省"), ("Shanxi", "山西省")]),
        ("Inner Mongolia, Tibet", [("Inner Mongolia", "内蒙古"), ("Tibet", "西藏")]),
        ("Xi'an's and Harbin's", [("Xi'an", "西安市"), ("Harbin", "哈尔滨市")]),
        ("Jing'an District in Shanghai", [("Jing'an District", "静安区"), ("Shanghai", "上海市")]),
        ("Suzhou", [("Suzhou", "苏州市")]),
        ("Suzhou City in Anhui", [("Suzhou City", "宿州市"), ("Anhui", "安徽省")]),
        ("Lucheng District of Wenzhou", [("Lucheng District", "鹿城区"), ("Wenzhou", "温州市")]),
        ("Jinzhouer mentions aban", []),
    ],
)
def test_english_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "维护社会稳定和长治久安",
        "扩大连接",
        "确保定期",
        "三明治",
        "大理石",
        "朝阳产业",
        "和平与合作",
        "城区改造",
        "沿海口岸",
        "新城区域",
        "白银价格",
        "北京大学",
    ],
)
def test_a_word_is_no_place(text: str) -> None:
    assert named(text) == []


def test_a_word_in_another_place_name_is_not_found_twice() -> None:
    assert named("上海南站") == [("上海", "上海市")]


def test_a_name_of_several_places_stays_open() -> None:
    (mention,) = find("鼓楼区补贴")
    assert mention.region is None
    assert len(mention.candidates) > 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("南京鼓楼区", "320106"),
        ("徐州市的鼓楼区", "320302"),
        ("北京朝阳", "110105"),
        ("辽宁朝阳", "211300"),
        ("阳泉市城区", "140302"),
    ],
)
def test_a_place_above_decides(text: str, code: str) -> None:
    region = find(text)[-1].region
    assert region is not None
    assert region.code == code


@pytest.mark.parametrize(
    "name",
    [
        "锦州",
        "锦州市",
        "錦州市",
        "Jinzhou",
        "jinzhou city",
        "辽宁省锦州市",
        "辽宁锦州",
        "Jinzhou, Liaoning",
        "210700",
        " 锦州 ",
    ],
)
def test_lookup_takes_any_form(name: str) -> None:
    region = lookup(name)
    assert region is not None
    assert region.code == "210700"


@pytest.mark.parametrize("name", ["", "鼓楼区", "某地", "锦州的政策", "成都市锦州市"])
def test_lookup_of_what_is_unclear_is_none(name: str) -> None:
    assert lookup(name) is None


def test_levels() -> None:
    xichang, liangshan, sichuan = lookup("西昌"), lookup("凉山"), lookup("四川")
    assert xichang
    assert liangshan
    assert sichuan
    assert ancestors(xichang) == (liangshan, sichuan)
    assert covers(sichuan, xichang)
    assert covers(xichang, xichang)
    assert not covers(xichang, sichuan)
    assert by_code("513401") == xichang


def test_the_table_is_a_tree() -> None:
    codes = {r.code for r in regions()}
    assert len(codes) == len(regions())
    assert all(r.parent in codes for r in regions() if r.level != "province")
    assert len(regions("province")) == 34


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("talent apartments in Tianhe, Guangzhou", "天河区", "Tianhe, Guangzhou"),
        ("my farm in Lucheng, Wenzhou", "鹿城区", "Lucheng, Wenzhou"),
        ("a grant in Jinzhou, Liaoning", "锦州市", "Jinzhou, Liaoning"),
    ],
)
def test_an_english_place_before_the_one_it_lies_in_is_one_place(text: str, name: str, said: str) -> None:
    assert [(m.region.name if m.region else None, text[m.start : m.end]) for m in find(text)] == [(name, said)]


def test_places_beside_each_other_stay_two() -> None:
    assert len(find("Guangzhou, Dongguan and Shenzhen")) == 3


def test_a_name_that_says_nothing_alone_may_be_several_places() -> None:
    assert {r.bare for r in possible("How much does Lucheng give?")} == {"潞城", "鹿城"}
    assert possible("Lucheng") == ()
    assert possible("how long does he lead") == ()
