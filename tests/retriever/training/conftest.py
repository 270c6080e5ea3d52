"""A data folder in the manner of the real one, small enough to learn from in a second."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from pathlib import Path

import pytest

TOPICS = ["创新平台", "企业贷款", "污水处理", "森林防火", "职业教育", "道路交通", "食品安全", "住房租赁"]
ENGLISH = ["platforms", "loans", "sewage", "forests", "education", "traffic", "food", "housing"]


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    for name in ("cmrc2018_dev", "drcd_dev"):
        _jsonl(
            folder / f"{name}.passages.jsonl",
            [
                {"passage_id": f"{name}{n}", "text": f"{t}由市人民政府负责管理和监督，每年公布一次结果，供公众查阅。"}
                for n, t in enumerate(TOPICS)
            ],
        )
        _jsonl(
            folder / f"{name}.jsonl",
            [{"question": f"{topic}由谁负责？", "passage_id": f"{name}{n}"} for n, topic in enumerate(TOPICS)],
        )
    with tarfile.open(folder / "law_texts.tar.gz", "w:gz") as archive:
        for n, topic in enumerate(TOPICS):
            text = (
                f'---\ntitle: "{topic}条例"\n---\n# {topic}条例\n\n2020年1月1日 通过\n\n<!-- INFO END -->\n\n'
                f"## 第一章 总则\n\n第一条 为了加强{topic}管理，制定本条例。\n\n"
                f"第二条 县级以上人民政府应当按照第一条的规定做好{topic}工作，保障所需经费，并定期公布结果。\n"
            ).encode()
            member = tarfile.TarInfo(f"law/{9 - n}_{topic}.txt")
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text))
    rows = [
        {
            "zh": f"主管機關應當對{topic}實施監督檢查，並公布第{n}次檢查的結果，供公眾查閱及提出意見。",
            "en": f"The competent authority shall inspect {word} and publish the results of the inspection number {n}.",
            "law_zh": f"{topic}辦法{n}",
            "law_en": f"Regulations on {word} {n}",
        }
        for n in range(12)
        for topic, word in zip(TOPICS, ENGLISH, strict=True)
    ]
    with gzip.open(folder / "tw_law_parallel.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    with gzip.open(folder / "cedict_ts.u8.gz", "wt", encoding="utf-8") as lines:
        lines.write("#! license=none\n補助 补助 [bu3 zhu4] /to subsidize/subsidy/CL:項|项[xiang4]/\n")
        lines.write(
            "檢査 检查 [jian3 cha2] /variant of 檢查|检查[jian3 cha2]/\n平臺 平台 [ping2 tai2] /platform (stage)/\n"
        )
    with gzip.open(folder / "tatoeba_cmn_eng.txt.gz", "wt", encoding="utf-8") as lines:
        lines.write("Hello there.\t你好。\tCC-BY 2.0\nSubsidies help.\t补助有帮助。\tCC-BY 2.0\n")
    return folder


def _jsonl(path: Path, rows: list[dict[str, str]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
