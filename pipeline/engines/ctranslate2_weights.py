"""CTranslate2's converter, as it must be used: no pickles, and right for the transformers that is installed.

What a configuration of transformers 5 no longer says, because it is always the same for a family, the converter still
asks for; without an answer it stops, or, worse, converts wrongly. Each answer here is held by a test that compares the
converted model with the original, token by token.
"""

from typing import Any

from ctranslate2.converters import TransformersConverter

# Where the families that share BART's converter have their layer norms.
_NORMS = {
    "bart": {"normalize_before": False, "normalize_embedding": True},
    "mbart": {"normalize_before": True, "normalize_embedding": True},
    "pegasus": {"normalize_before": True, "normalize_embedding": False},
}


class SafeConverter(TransformersConverter):  # type: ignore[misc]
    """See the module."""

    def load_model(self, kind: Any, path: str, **options: Any) -> Any:
        """The model, from safetensors alone."""
        network = kind.from_pretrained(path, use_safetensors=True, local_files_only=True, **options)
        self._rows, ends = 0, network.generation_config.eos_token_id
        self._end = ends[0] if isinstance(ends, list) else ends
        for name, value in _NORMS.get(network.config.model_type, {}).items():
            setattr(network.config, name, value)
            self._rows = network.config.vocab_size
        if network.config.model_type in ("t5", "mt5"):
            # It asks whether embeddings are tied and means whether outputs are scaled; they are tied in any case.
            network.config.tie_word_embeddings = getattr(network.config, "scale_decoder_outputs", False)
        return network

    def load_tokenizer(self, kind: Any, path: str, **options: Any) -> Any:
        """The tokenizer, with all tokens in its vocabulary: M2M100's leaves its languages out, and some models have
        more rows than tokens. The end stands in for what is missing (GPT-2 knows no unknown, BERT no beginning)."""
        tokenizer = kind.from_pretrained(path, local_files_only=True, **options)
        languages = getattr(tokenizer, "lang_token_to_id", None)
        vocabulary = tokenizer.get_vocab() | (languages if isinstance(languages, dict) else {})
        vocabulary |= {f"<no token {i}>": i for i in range(len(vocabulary), self._rows)}
        tokenizer.get_vocab = lambda: vocabulary
        for name in ("bos_token", "eos_token", "unk_token"):
            if getattr(tokenizer, name, None) is None and self._end is not None:
                setattr(tokenizer, name, tokenizer.convert_ids_to_tokens(self._end))
        return tokenizer
