namespace FDistill.Plugins.StableDiffusion.Configuration;

/// <summary>Settings that transformers writes into the <c>config.json</c>
/// of every model, whether it has a use for them or not.</summary>
internal static class TransformersSettings
{
    /// <summary>What concerns training, the generation of texts, labels,
    /// and what else changes nothing of what an encoder computes.</summary>
    private static readonly string[] WithoutEffect =
    [
        "architectures", "transformers_version", "torch_dtype", "dtype", "torchscript", "use_bfloat16", "tf_legacy_loss", "return_dict", "output_attentions", "output_hidden_states",
        "tie_word_embeddings", "tie_encoder_decoder", "chunk_size_feed_forward", "gradient_checkpointing", "use_cache", "tokenizer_class", "prefix", "finetuning_task",
        "task_specific_params", "problem_type", "id2label", "label2id", "attention_dropout", "dropout", "initializer_factor", "initializer_range", "bos_token_id", "eos_token_id",
        "pad_token_id", "sep_token_id", "decoder_start_token_id", "max_length", "min_length", "do_sample", "early_stopping", "num_beams", "num_beam_groups", "diversity_penalty",
        "temperature", "top_k", "top_p", "typical_p", "repetition_penalty", "length_penalty", "no_repeat_ngram_size", "encoder_no_repeat_ngram_size", "bad_words_ids",
        "num_return_sequences", "output_scores", "return_dict_in_generate", "forced_bos_token_id", "forced_eos_token_id", "remove_invalid_values", "exponential_decay_length_penalty",
        "suppress_tokens", "begin_suppress_tokens", "cross_attention_hidden_size",
    ];

    /// <summary>Passes over what has no effect, and refuses what would make another network.</summary>
    /// <param name="file">An encoder's settings.</param>
    public static void Read(ConfigFile file)
    {
        file.Only("is_decoder", "false");
        file.Only("is_encoder_decoder", "false");
        file.Only("add_cross_attention", "false");
        file.Only("pruned_heads", "{}");
        file.Ignore(WithoutEffect);
    }
}
