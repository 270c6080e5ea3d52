"""A text that speaks of another term, use of money, or stage than the one asked about."""

from __future__ import annotations

import pytest

from retriever.another import denied, excepted, of_another, opposed
from tests.retriever.papers import asked


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("账册要保存几年", "应当于年度结束后三个月内报送账册。", True),
        ("账册要保存几年", "账册自报送之日起至少保管五年。", False),
        ("许可证最多能延期几个月", "许可证有效期为六个月。", True),
        ("许可证最多能延期几个月", "经批准可以延长三个月。", False),
        ("续租要提前多久申请", "期满后三十日内腾退房屋。", True),
        ("续租要提前多久申请", "期满前三十日提出申请。", False),
        ("挖路要提前几天说一声", "建设单位应当在开工七日前书面通知。", False),
        ("领到补助几年内不得转让设备", "购置后六个月内完成安装。", True),
        ("领到补助几年内不得转让设备", "三年内不得转让。", False),
        ("名单要公示几天", "应当在十日内提交材料。", True),
        ("名单要公示几天", "向社会公布不少于七日。", False),
        ("断掉的能补发几个月", "十个工作日内重新核实。", True),
        ("材料齐全的话几天内会核准", "应当于变更之日起三十日内提出申请。", True),
        ("材料齐全的话几天内会核准", "受理之日起二十日内作出决定。", False),
        ("要交几个月押金", "租赁期限不超过三年。", True),
        ("公司搬迁补贴多少", "对挂牌企业补助50万元。", True),
        ("公司搬迁补贴多少", "对整体迁入的企业补助50万元。", False),
        ("公司想搬到开发区有补贴吗", "对挂牌企业补助50万元。", True),
        ("公司想搬到开发区有补贴吗", "对落户园区的企业补助50万元。", False),
        ("每年的运营费补多少", "给予20万元启动经费。", True),
        ("除了启动经费，每年还有多少运行补助", "给予20万元启动经费。", True),
        ("启动经费给多少", "给予20万元启动经费。", False),
        ("每件授权的发明专利奖励多少", "对申请发明专利的每件补贴3000元。", True),
        ("申请发明专利每件补多少", "对申请发明专利的每件补贴3000元。", False),
        ("每年的补助是多少", "给予一次性补助20万元。", True),
        ("每年的补助是多少", "给予一次性补助20万元，每年另补5万元。", False),
        ("受理要多久", "受理申请后三十日内作出决定。", False),
    ],
)
def test_a_text_of_another_kind(question: str, text: str, other: bool) -> None:
    assert of_another(question, text) is other


@pytest.mark.parametrize(
    ("question", "text", "is_denied"),
    [
        ("研发费用形成无形资产的按多少扣除", "未形成无形资产的，按50%扣除。", True),
        ("未形成无形资产的按多少扣除", "形成无形资产的，按150%摊销。", True),
        ("未形成无形资产的按多少扣除", "未形成无形资产的，按50%扣除。", False),
        ("坚持不裁员的参保企业返还多少", "不裁员或少裁员的参保企业，返还50%。", False),
        ("补助不超过多少", "补助不超过5万元。", False),
    ],
)
def test_what_is_denied_is_another_case(question: str, text: str, is_denied: bool) -> None:
    assert denied(question, text) is is_denied


def test_the_opposite_is_another_thing() -> None:
    assert opposed("公立幼儿园补助多少", "每名幼儿补助7500元。", "私立幼儿园补助办法")
    assert not opposed("公立幼儿园补助多少", "公立幼儿园每名幼儿补助7500元。", "公立私立幼儿园补助办法")
    assert not opposed("幼儿园补助多少", "每名幼儿补助7500元。", "私立幼儿园补助办法")


def test_a_place_that_is_excepted_is_not_spoken_of() -> None:
    text = "各省（除湖北省外）免征期限不超过5个月。"
    assert excepted(asked("湖北最多免几个月"), text)
    assert not excepted(asked("湖南最多免几个月"), text)
