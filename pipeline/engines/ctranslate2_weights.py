"""CTranslate2's converter, as it must be used: no pickles, and right for the transformers that is installed.

What a configuration of transformers 5 no longer says, because it is always the same for a family, the converter still
asks for; without an answer it stops, or, worse, converts wrongly. Each answer here is held by a test that compares the
converted model with the original, token by token.
"""

from typing import Any

from ctranslate2.converters import TransformersConverter
from ctranslate2.converters.transformers import BartLoader, MarianMTLoader, register_loader

# Where the families that share BART's converter have their layer norms.
_NORMS = {
    "bart": {"normalize_before": False, "normalize_embedding": True},
    "mbart": {"normalize_before": True, "normalize_embedding": True},
    "pegasus": {"normalize_before": True, "normalize_embedding": False},
}


@register_loader("MarianConfig")
class _MarianLoader(MarianMTLoader):  # type: ignore[misc]
    """The library's own takes it that answers start from an embedding of zeros. That holds for what the Marian project
    trained; training with transformers moves the row, and the model would answer with its first word lost."""

    def get_model_spec(self, model: Any) -> Any:
        start = model.config.decoder_start_token_id
        self._start = start if model.get_input_embeddings().weight[start].abs().max() > 0 else None
        if self._start is not None:
            model.final_logits_bias[0, self._start] = -1e4      # it begins answers, and is part of none
        return super().get_model_spec(model)

    def set_config(self, config: Any, model: Any, tokenizer: Any) -> None:
        super().set_config(config, model, tokenizer)
        if self._start is not None:
            config.decoder_start_token = tokenizer.convert_ids_to_tokens(self._start)

    def set_decoder(self, spec: Any, decoder: Any) -> None:
        super().set_decoder(spec, decoder)
        spec.start_from_zero_embedding = self._start is None

    def get_vocabulary(self, model: Any, tokenizer: Any) -> Any:
        if self._start is None:
            return super().get_vocabulary(model, tokenizer)
        return BartLoader.get_vocabulary(self, model, tokenizer)

    def _remove_pad_weights(self, spec: Any) -> None:
        if self._start is None:
            super()._remove_pad_weights(spec)


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
