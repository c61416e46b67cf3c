using System.Text.Json;

namespace FDistill.Hosting.RunFiles;

/// <summary>Words for a text that is not JSON.</summary>
internal static class JsonMistake
{
    /// <summary>What is wrong, without the position.</summary>
    public static string Describe(JsonException failure) => failure.Message.Split(" LineNumber:")[0].Split(" Path:")[0];

    /// <summary>Where it is wrong: line and column, from 1 on.</summary>
    public static string Position(JsonException failure) => $"line {failure.LineNumber + 1}, column {failure.BytePositionInLine + 1}";
}
