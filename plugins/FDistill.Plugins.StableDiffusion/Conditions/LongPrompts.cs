using FDistill.Plugins.StableDiffusion.Tokenization;
using Microsoft.Extensions.Logging;

namespace FDistill.Plugins.StableDiffusion.Conditions;

/// <summary>Warns of texts that are cut.</summary>
internal static class LongPrompts
{
    /// <summary>Warns of each text whose end will not be seen.</summary>
    /// <param name="logger">Where it is logged.</param>
    /// <param name="tokenizer">Cuts them.</param>
    /// <param name="prompts">The texts.</param>
    public static void Warn(ILogger logger, ClipTokenizer tokenizer, IEnumerable<string> prompts)
    {
        foreach (var prompt in prompts.Where(tokenizer.IsTooLong))
            logger.LogWarning("A text has more than the {Length} tokens that the encoder takes, and its end is not seen: {Prompt}", tokenizer.Length, prompt);
    }
}
