"""Whole documents by class of structure; what is expected was written from the text before the parser was run on it."""

from __future__ import annotations

import pytest

from ingest.normalize import normalize
from ingest.structure import build_clauses
from ingest.types import Clause

Shape = list[tuple[str | None, int]]

SEVEN_LEVELS = """云川市科技促进条例
第一编　总则
第一章　一般规定
第一节　目的
第一条　为了促进发展，制定本条例。
第二节　原则
第二条　应当坚持下列原则：
（一）公开；
（二）公平。
第二章　职责
第三条　市科技局履行下列职责：
（一）组织下列工作：
1.申报；
2.评审：
①初审；
②复审。
（二）监督检查。
第二编　附则
第一章　施行
第四条　本条例自2024年1月1日起施行。
"""
SEVEN = [("第一编", 1), ("第一章", 2), ("第一节", 3), ("第一条", 4), ("第二节", 3), ("第二条", 4), ("（一）", 5),
         ("（二）", 5), ("第二章", 2), ("第三条", 3), ("（一）", 4), ("1.", 5), ("2.", 5), ("①", 6), ("②", 6),
         ("（二）", 4), ("第二编", 1), ("第一章", 2), ("第四条", 3)]  # fmt: skip

SAID_FIRST = """云川市关于强化创新的意见
一、强化创新。一是培育企业，每家给予20万元补助；二是建设平台；三是引进人才。
二、强化保障。
（一）加强领导。一是成立小组。二是落实责任。
一是要按月调度，二是要按季通报。
（二）加大投入。
"""
SAID = [("一、", 1), ("二、", 1), ("（一）", 2), ("（二）", 2)]

MISSING = """云川市创新券管理办法
第一章　总则
第一条　为鼓励创新，制定本办法。
第二条　本办法适用于本市企业。
第四条　同一项目不重复支持。
第二章　附则
第五条　本办法自2024年1月1日起施行。
云川市科技局
2023年12月20日
附件1
申报指南
一、条件
1.在本市注册。
2.有研发机构。
二、材料
1.申请表。
2.合同。
附件2
评审细则
一、初审
二、复审
"""
MISSED = [("第一章", 1), ("第一条", 2), ("第二条", 2), ("第四条", 2), ("第二章", 1), ("第五条", 2), ("附件1", 1),
          ("一、", 2), ("1.", 3), ("2.", 3), ("二、", 2), ("1.", 3), ("2.", 3), ("附件2", 1), ("一、", 2),
          ("二、", 2)]  # fmt: skip

GLUED = """云川市关于促进消费的通知
一、发放消费券。面向市民发放消费券2000万元。 二、支持汽车消费
（一）购车补贴。每辆补贴5000元。
（二）报废更新。每辆补贴1万元。
三、支持家电消费。按售价的10%给予补贴，每件不超过500元。
"""
GLUE = [("一、", 1), ("二、", 1), ("（一）", 2), ("（二）", 2), ("三、", 1)]


def clauses_of(source: str) -> tuple[Clause, ...]:
    clauses = build_clauses(normalize(source), source, "d")[0]
    assert "".join(source[clause.start : clause.end] for clause in clauses) == source
    return clauses


@pytest.mark.parametrize(
    ("source", "shape"),
    [(SEVEN_LEVELS, SEVEN), (SAID_FIRST, SAID), (MISSING, MISSED)],
    ids=["seven", "said", "missing"],
)
def test_numbers_and_depths(source: str, shape: Shape) -> None:
    assert [(clause.number, clause.depth) for clause in clauses_of(source) if clause.number] == shape


def test_a_missing_number_is_told() -> None:
    assert build_clauses(normalize(MISSING), MISSING, "d")[1] == ("numbering: article 4 follows 2",)


def test_first_second_third_stay_in_their_clause() -> None:
    held = [SAID_FIRST[clause.start : clause.end] for clause in clauses_of(SAID_FIRST) if clause.number == "（一）"]
    assert held == ["（一）加强领导。一是成立小组。二是落实责任。\n一是要按月调度，二是要按季通报。\n"]
