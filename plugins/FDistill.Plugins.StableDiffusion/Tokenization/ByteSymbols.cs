namespace FDistill.Plugins.StableDiffusion.Tokenization;

/// <summary>A printable character for every byte, so that vocabularies are text (GPT-2, bytes_to_unicode).</summary>
internal static class ByteSymbols
{
    /// <summary>The bytes in the order in which vocabularies list them: those
    /// that are printable characters themselves, then the others.</summary>
    public static IReadOnlyList<byte> Order { get; } = [.. AllBytes.Where(IsPrintable), .. AllBytes.Where(value => !IsPrintable(value))];

    private static readonly string[] Symbols = [.. AllBytes.Select(value => IsPrintable(value) ? $"{(char)value}" : $"{(char)(256 + AllBytes.Where(other => !IsPrintable(other)).TakeWhile(other => other != value).Count())}")];

    private static IEnumerable<byte> AllBytes => Enumerable.Range(0, 256).Select(value => (byte)value);

    /// <summary>A byte's character.</summary>
    public static string Of(byte value) => Symbols[value];

    private static bool IsPrintable(byte value) => value is (>= (byte)'!' and <= (byte)'~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
}
