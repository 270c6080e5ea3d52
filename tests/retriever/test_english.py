"""English questions: what is asked for, whether something given is, figures as Chinese has them."""

from __future__ import annotations

import pytest

from retriever.english import asked_units, asks_a_deadline, figures, intent_of, settles, wants_benefit, without_asking


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("How much is the subsidy for a new incubator?", "amount"),
        ("How large a subsidy is paid for each patent?", "amount"),
        ("What is the fine for running a clinic without a licence?", "amount"),
        ("What does the city pay for a listing?", "amount"),
        ("What is the minimum floor area of a nursery?", "target"),
        ("How many tenants must it have?", "target"),
        ("Up to what age can a doctor apply?", "target"),
        ("What share of the proceeds goes to the team?", "rate"),
        ("How is the part above 5 million taxed?", "rate"),
        ("Within how many days must a complaint be handled?", "how_long"),
        ("How long do officials stay?", "how_long"),
        ("When should the task be finished?", "when"),
        ("By what date must the report be handed in?", "when"),
        ("Until when is the policy valid?", "when"),
        ("Which offices look after patents?", "who"),
        ("To whom do I report?", "who"),
        ("Which office is in charge of the zone?", "who"),
        ("What charge is made for a copy?", "amount"),
        ("Who may sit the examination?", "condition"),
        ("Which companies are eligible?", "condition"),
        ("Who keeps the income?", "open"),
        ("Which industries does the city target for breakthroughs?", "list"),
        ("What documents are needed?", "list"),
        ("Which hotline number can I call?", "list"),
        ("What number of firms is planned?", "target"),
        ("How big must an incubator in a county be?", "target"),
        ("How large is the subsidy for building an incubator?", "amount"),
        ("At what value will the authority count a patent?", "amount"),
        ("How often must technicians be trained again?", "how_long"),
        ("Who is in overall charge of the zone?", "who"),
        ("Where do I apply for it?", "procedure"),
        ("Is a branch allowed?", "yes_no"),
        ("May a courier carry passengers?", "yes_no"),
    ],
)
def test_the_words_that_ask_decide(question: str, intent: str) -> None:
    assert intent_of(question)[0] == intent


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("How is the reward split when two people report?", "open"),
        ("What happens when a deadline is missed?", "open"),
        ("Does the city help a new workstation, and with how much money?", "amount"),
        ("Can I tell whom I want?", "yes_no"),
    ],
)
def test_a_word_that_only_joins_asks_nothing(question: str, intent: str) -> None:
    assert intent_of(question)[0] == intent


def test_the_earliest_words_that_ask_are_given() -> None:
    assert intent_of("Within how many years must the work be done, and by whom?") == (
        "how_long",
        "Within how many years",
    )


@pytest.mark.parametrize(("question", "wants"), [("What subsidy?", True), ("How many patents are granted?", False)])
def test_what_is_given_is_told_from_what_is_counted(question: str, wants: bool) -> None:
    assert wants_benefit(question) is wants


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("Up to what age can I apply?", "岁", "年"),
        ("After how many months is it closed?", "月", "日"),
        ("Within how many days must it be paid?", "工作日", "年"),
    ],
)
def test_the_words_that_ask_name_the_unit(question: str, right: str, wrong: str) -> None:
    assert right in asked_units(question)
    assert wrong not in asked_units(question)


def test_who_asks_for_a_department_names_no_subject() -> None:
    assert "office" not in without_asking("Which offices look after patents?")
    assert "office" in without_asking("How much rent for an office?")


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("RMB 100 million", "100000000元"),
        ("8 million yuan", "8000000元"),
        ("sales above 5 million yuan", "超过5000000元"),
        ("how is income over 5 million taxed", "超过5000000元"),
        ("at most 20 percent", "20%"),
    ],
)
def test_figures_are_written_as_in_chinese(english: str, chinese: str) -> None:
    assert chinese in figures(english)


def test_a_count_of_people_is_no_money() -> None:
    assert "元" not in figures("income of 5 million people")


@pytest.mark.parametrize(
    ("question", "words", "sentence", "said"),
    [
        ("May a clinic open branches?", ["分支机构"], "诊所不得设立分支机构。", "no"),
        ("Can a clinic open branches?", ["分支机构"], "诊所可以设立分支机构。", "yes"),
        ("Must a clinic register?", ["登记"], "诊所应当办理登记。", "yes"),
        ("Can a clinic register?", ["登记"], "诊所应当办理登记。", ""),
        ("Is a clinic not allowed to open branches?", ["分支机构"], "诊所不得设立分支机构。", ""),
        ("How many branches may it open?", ["分支机构"], "诊所可以设立分支机构。", ""),
        ("Can a clinic open branches?", ["分支机构"], "诊所可以收费，分支机构另行规定。", ""),
        ("Can a clinic open branches?", ["分支机构"], "分支机构可以设立但不得收费。", ""),
        ("Can a clinic open branches?", [], "诊所可以设立分支机构。", ""),
    ],
)
def test_yes_and_no_are_said_where_the_sentence_says_so_plainly(
    question: str, words: list[str], sentence: str, said: str
) -> None:
    assert settles(question, [[w] for w in words], sentence) == said


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("When a shop closes for good, does it have to hand in its licence?", "yes_no"),
        ("When an officer inspects a farm, how many colleagues must go along?", "target"),
        ("When must a shop hand in its licence?", "when"),
        ("We run a nursery near the river. Is a fence required?", "yes_no"),
        ("Under the rules on libraries, may a reader copy a whole book?", "yes_no"),
        ("Could you tell me how much a guide dog costs?", "amount"),
        ("Do you know when the museum rules took effect?", "when"),
        ("I'd like to know whether a stall needs a permit.", "yes_no"),
        ("What's the deadline for an appeal?", "when"),
        ("How quickly must a leak be mended?", "how_long"),
        ("How fast should output grow each year?", "rate"),
        ("What portion of the fund goes to villages?", "rate"),
        ("What debt-to-asset ratio is allowed?", "rate"),
        ("Which office circular does the plan rest on?", "list"),
    ],
)
def test_what_leads_up_to_a_question_asks_nothing(question: str, intent: str) -> None:
    assert intent_of(question)[0] == intent


def test_a_noun_told_by_who_is_not_asked_for() -> None:
    assert intent_of("Is there help for staff who can prove hardship?")[0] == "yes_no"
    assert intent_of("What support is there for people who may lose their homes?")[0] == "amount"


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("How many companies must a park hold?", "家"),
        ("How many teachers are trained each year?", "名"),
        ("How many patents are wanted?", "件"),
        ("What floor area must a shelter have?", "㎡"),
    ],
)
def test_what_is_counted_names_its_unit(question: str, unit: str) -> None:
    assert unit in asked_units(question)


def test_two_questions_name_no_one_unit() -> None:
    assert asked_units("What floor area must it have, and how many beds?") == ()


def test_a_deadline_is_a_day_or_a_term() -> None:
    assert asks_a_deadline("What is the deadline for an appeal?")
    assert not asks_a_deadline("When was it founded?")


def test_how_large_a_place_is_asks_for_an_area() -> None:
    assert "㎡" in asked_units("How big must an incubator in a county be?")
    assert "㎡" not in asked_units("How large is the subsidy for building an incubator?")
