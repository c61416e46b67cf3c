using System.Text;

namespace FDistill.Hosting.Sampling.Output;

/// <summary>The texts of numbered pictures as the file <c>prompts.txt</c> beside
/// them: a line for each, as the dataset <c>prompts</c> reads it.</summary>
internal static class PromptLines
{
    /// <summary>The file's name.</summary>
    public const string FileName = "prompts.txt";

    /// <summary>The file's content.</summary>
    /// <param name="texts">The text of every picture.</param>
    public static byte[] Of(IEnumerable<string> texts) =>
        Encoding.UTF8.GetBytes(string.Concat(texts.Select(text => string.Join(' ', text.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)) + "\n")));
}
