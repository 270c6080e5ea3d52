"""Questions about a document itself."""

from __future__ import annotations

import pytest

from retriever.about import about_document, is_titled, meant_documents
from retriever.reading import Reading
from tests.retriever.papers import asked, paper

TEXT = (
    "北州市人民政府关于支持平台建设的意见\n北政发〔2016〕5号\n各县：\n为支持平台，提出意见。\n一、总则\n1、建设平台。\n"
    "2、加强领导。本意见自2016年9月1日起施行。\n北州市人民政府\n2016年8月24日\n"
)
STATED = {
    "region": "锦州市",
    "region_code": "210700",
    "issued": "2016-08-24",
    "doc_number": "北政发〔2016〕5号",
    "issuer": "北州市人民政府",
    "effective": "2016-09-01",
}


def opinion(**changed: object) -> Reading:
    return paper(TEXT, **{**STATED, **changed})


@pytest.mark.parametrize(
    ("question", "value", "place"),
    [
        ("锦州的意见文号是多少", "北政发〔2016〕5号", "北政发〔2016〕5号"),
        ("锦州的意见什么时候印发的", "2016-08-24", "2016年8月24日"),
        ("谁印发了锦州的意见", "北州市人民政府", "北州市人民政府"),
        ("锦州的意见什么时候施行", "2016-09-01", "2016年9月1日起施行"),
        ("When was the Jinzhou opinion issued?", "2016-08-24", "2016年8月24日"),
    ],
)
def test_what_the_document_says_of_itself_with_its_place(question: str, value: str, place: str) -> None:
    found = about_document(asked(question), [opinion()])
    assert found is not None
    assert found[0].text.startswith(value)
    assert place in found[0].evidence[0].sentence.text


@pytest.mark.parametrize(
    ("question", "last", "said"),
    [
        ("锦州的意见有效到什么时候", "本意见自印发之日起施行，有效期至2018年12月31日。", "有效期至2018年12月31日"),
        ("锦州那份意见能管几年", "本意见自2016年9月1日起施行，有效期三年。", "有效期三年"),
        ("锦州这份意见管到哪一天为止", "本意见自公布之日起施行，解除日期另行通知。", "另行通知"),
        ("锦州的意见哪天开始管用", "本意见自2016年9月1日起施行。", "2016-09-01"),
        ("锦州那份意见打什么时候起算数", "本意见自2016年9月1日起施行。", "2016-09-01"),
        ("锦州那份意见是从哪年哪月哪日开始生效的", "本意见自2016年9月1日起施行。", "2016-09-01"),
    ],
)
def test_how_long_it_holds(question: str, last: str, said: str) -> None:
    reading = paper(TEXT.replace("本意见自2016年9月1日起施行。", last), **STATED)
    found = about_document(asked(question), [reading])
    assert found is not None
    assert said in found[0].text


def test_how_long_something_in_it_holds_is_not_how_long_it_holds() -> None:
    assert asked("高新技术企业证书能管几年").attribute is None
    assert asked("锦州的意见里证书有效期几年").attribute is None


def test_of_two_places_the_document_of_each_that_fits_best_is_meant() -> None:
    places = [("210700", "中小企业促进条例"), ("210700", "城市绿化条例"), ("513400", "专利促进条例")]
    papers = [paper(TEXT, str(i), title=t, region_code=c).document for i, (c, t) in enumerate(places)]
    query = asked("锦州中小企业那部条例和凉山专利那部条例，各是从哪年哪月哪日开始生效的")
    assert [d.doc_id for d in meant_documents(query, papers)] == ["0", "2"]


def test_another_places_document_is_not_meant() -> None:
    assert meant_documents(asked("凉山的意见文号是多少"), [opinion().document]) == []


def test_what_the_document_does_not_say_is_not_answered() -> None:
    assert about_document(asked("锦州的意见文号是多少"), [opinion(doc_number=None)]) is None


def test_a_value_that_stands_nowhere_in_the_text_is_not_answered() -> None:
    assert about_document(asked("锦州的意见文号是多少"), [opinion(doc_number="北政发〔2099〕99号")]) is None


def test_a_document_is_also_meant_by_its_title() -> None:
    document = opinion(title="关于支持平台建设的意见", region_code=None).document
    assert meant_documents(asked("平台建设意见的文号是多少"), [document]) == [document]


@pytest.mark.parametrize("question", ["平台促进条例修订后从哪一天起施行？", "平台促进条例从什么时候起施行"])
def test_what_befell_a_document_is_no_word_of_its_title(question: str) -> None:
    named, other = opinion(title="平台促进条例"), opinion(title="人才促进条例")
    query = asked(question)
    assert query.attribute == "effective"
    assert is_titled(query, named.document.metadata)
    assert not is_titled(query, other.document.metadata)


def test_what_is_asked_beside_the_day_is_told_in_the_documents_words() -> None:
    ends = "本意见自2016年9月1日起施行。2009年公布的《北州市实验室若干规定》同时废止。"
    reading = paper(TEXT.replace("本意见自2016年9月1日起施行。", ends), **STATED)
    found = about_document(asked("锦州的意见什么时候施行，同时废止了哪个规定"), [reading])
    assert found is not None
    assert [line.text for line in found[1:]] == ["2009年公布的《北州市实验室若干规定》同时废止。"]
    alone = about_document(asked("锦州的意见什么时候施行"), [reading])
    assert alone is not None
    assert len(alone) == 1


def test_what_a_document_ends_is_not_told_of_its_own_end() -> None:
    ends = "本意见自2016年9月1日起施行，有效期至2018年12月31日。原《实验室若干规定》同时废止。"
    reading = paper(TEXT.replace("本意见自2016年9月1日起施行。", ends), **STATED)
    found = about_document(asked("锦州的意见什么时候废止"), [reading])
    assert found is not None
    assert len(found) == 1
