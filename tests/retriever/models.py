"""Tiny models with random weights, made on the spot: a BERT with a pooling, its export, a cross-encoder."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

TOKENS = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    *"创新平台补助元问文高技术企业研发查询段落：: 甲乙丙丁0123456789query",
]
SPECIAL = 5


def _vocabulary() -> list[str]:
    return list(dict.fromkeys(TOKENS))


def bert(folder: Path, *, labels: int | None = None, seed: int = 1) -> Path:
    """A BERT of one layer with its tokenizer; with `labels`, one that classifies pairs."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertModel, BertTokenizerFast

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.txt").write_text("\n".join(_vocabulary()), encoding="utf-8")
    torch.manual_seed(seed)
    shape: dict[str, Any] = {"vocab_size": len(_vocabulary()), "hidden_size": 16, "num_hidden_layers": 1,
                             "num_attention_heads": 2, "intermediate_size": 16, "initializer_range": 0.5}  # fmt: skip
    model = (
        BertForSequenceClassification(BertConfig(**shape, num_labels=labels))
        if labels
        else BertModel(BertConfig(**shape))
    )
    model.save_pretrained(folder)
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


def xlm_roberta(folder: Path) -> Path:
    """The architecture of bge-m3 and multilingual-e5, whose positions are counted from its padding's id, 1."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast, XLMRobertaConfig, XLMRobertaModel

    folder.mkdir(parents=True, exist_ok=True)
    words = ["<s>", "<pad>", "</s>", "<unk>", *_vocabulary()[SPECIAL:]]
    tokenizer = Tokenizer(models.WordLevel({word: at for at, word in enumerate(words)}, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    special = {"bos_token": "<s>", "cls_token": "<s>", "eos_token": "</s>", "sep_token": "</s>",
               "unk_token": "<unk>", "pad_token": "<pad>"}  # fmt: skip
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=64, **special).save_pretrained(folder)
    torch.manual_seed(1)
    XLMRobertaModel(
        XLMRobertaConfig(
            vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
            max_position_embeddings=80, pad_token_id=1, bos_token_id=0, eos_token_id=2, initializer_range=0.5,
        )
    ).save_pretrained(folder)  # fmt: skip
    return folder


def sentence_model(
    folder: Path, pooling: str = "mean", prompts: dict[str, str] | None = None, inner: Callable[[Path], Path] = bert
) -> Path:
    """A transformer as a model of sentence-transformers."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    words = Transformer(str(inner(folder / "inner")))
    pooled = Pooling(words.get_embedding_dimension(), pooling_mode=pooling)
    model = SentenceTransformer(modules=[words, pooled], device="cpu", prompts=prompts)
    model.save(str(folder / "model"), create_model_card=False)
    return folder / "model"


def export(folder: Path) -> Path:
    """Beside the model's files, `onnx/model.onnx`, as the hub has it."""
    import torch
    from torch.onnx._internal.torchscript_exporter import onnx_proto_utils
    from transformers import AutoModel

    model = AutoModel.from_pretrained(folder, attn_implementation="eager").eval()

    class Tokens(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            return self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state

    (folder / "onnx").mkdir(exist_ok=True)
    ids = torch.ones(2, 5, dtype=torch.long)
    names = ["input_ids", "attention_mask"]
    kept = onnx_proto_utils._add_onnxscript_fn
    onnx_proto_utils._add_onnxscript_fn = lambda model_bytes, _: model_bytes  # it only wants the package onnx
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                Tokens().eval(), (ids, ids), str(folder / "onnx" / "model.onnx"), dynamo=False, input_names=names,
                output_names=["last_hidden_state"], dynamic_axes={name: {0: "texts", 1: "tokens"} for name in names},
            )  # fmt: skip
    finally:
        onnx_proto_utils._add_onnxscript_fn = kept
    return folder


def configure(folder: Path, name: str, **fields: Any) -> None:
    """Change fields of one of the model's JSON files."""
    path = folder / name
    said = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    path.write_text(json.dumps({**said, **fields}), "utf-8")
