"""Files of small networks: what is written comes back, and what does not fit is one clear line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from ingest.errors import ModelError
from retriever.net_files import NetFile


@dataclass(frozen=True, slots=True)
class Small:
    mean: npt.NDArray[np.float32]
    hidden: npt.NDArray[np.float32]


FILE = NetFile(Small, ("length", "cover"), "judge", "signs", "eval.judging")


def small(number: float) -> Small:
    return Small(np.full(2, number, np.float32), np.full((2, 3), number, np.float32))


def test_the_networks_of_each_set_come_back_in_their_order(tmp_path: Path) -> None:
    FILE.write(tmp_path, {"zh": [small(0.1), small(2.0)], "en": [small(3.0)]})
    found = FILE.read(tmp_path, ("zh", "en"))
    assert {name: len(nets) for name, nets in found.items()} == {"zh": 2, "en": 1}
    assert np.array_equal(found["zh"][0].mean, small(0.1).mean)
    assert np.array_equal(found["zh"][1].hidden, small(2.0).hidden)
    assert np.array_equal(found["en"][0].mean, small(3.0).mean)


def test_the_large_array_is_kept_in_half_precision(tmp_path: Path) -> None:
    FILE.write(tmp_path, {"": [small(0.1)]})
    (net,) = FILE.read(tmp_path)[""]
    assert (net.mean.dtype, net.hidden.dtype) == (np.float32, np.float32)
    assert np.array_equal(net.hidden, small(0.1).hidden.astype(np.float16).astype(np.float32))


def test_the_same_networks_make_the_same_file(tmp_path: Path) -> None:
    for name in ("one", "two"):
        FILE.write(tmp_path / name, {"": [small(0.1)]})
    one, two = ((tmp_path / name / "weights.npz").read_bytes() for name in ("one", "two"))
    assert one == two


def test_what_is_missing_or_no_such_file_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"the judge in .*nowhere cannot be read .*make it: python -m eval\.judging"):
        FILE.read(tmp_path / "nowhere")
    (tmp_path / "weights.npz").write_bytes(b"no arrays")
    with pytest.raises(ModelError, match="cannot be read"):
        FILE.read(tmp_path)


def test_networks_for_other_figures_or_in_another_order_are_refused(tmp_path: Path) -> None:
    NetFile(Small, ("cover", "length"), "judge", "signs", "eval.judging").write(tmp_path, {"": [small(1.0)]})
    with pytest.raises(ModelError, match="was made for other signs"):
        FILE.read(tmp_path)


@pytest.mark.parametrize("kept", [0, 1, 40, 200, -30, -1])
def test_a_file_that_was_cut_is_one_clear_line(tmp_path: Path, kept: int) -> None:
    FILE.write(tmp_path, {"": [small(0.1)]})
    whole = (tmp_path / "weights.npz").read_bytes()
    (tmp_path / "weights.npz").write_bytes(whole[:kept])
    with pytest.raises(ModelError, match=r"the judge in .* cannot be read"):
        FILE.read(tmp_path)


def test_a_set_or_an_array_that_is_missing_is_one_clear_line(tmp_path: Path) -> None:
    FILE.write(tmp_path, {"zh": [small(0.1)]})
    with pytest.raises(ModelError, match="is not whole"):
        FILE.read(tmp_path, ("zh", "en"))
    np.savez(tmp_path / "weights.npz", names=np.array(FILE.names), **{"zh.0.mean": small(0.1).mean})
    with pytest.raises(ModelError, match=r"cannot be read .*zh\.0\.hidden"):
        FILE.read(tmp_path, ("zh",))
