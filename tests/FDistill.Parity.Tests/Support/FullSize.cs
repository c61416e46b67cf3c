using System.Text.Json;

namespace FDistill.Parity.Tests.Support;

/// <summary>Networks of billions of weights: minutes and many gigabytes, on demand only.</summary>
internal static class FullSize
{
    private const long Limit = 400_000_000;

    /// <summary>Why a check is skipped.</summary>
    public const string Reason = "a network of more than 400 million weights; set FDISTILL_FULL_SIZE=1, or give its recording to FDistill.Parity";

    /// <summary>Whether the networks of a recording are too large for a run of all tests.</summary>
    public static bool IsLeftOut(string file)
    {
        if (Environment.GetEnvironmentVariable("FDISTILL_FULL_SIZE") is { Length: > 0 }) return false;
        using var json = Fixtures.Json(file);
        return json.RootElement.GetProperty("checks").EnumerateArray().Any(check => Weights(check) > Limit);
    }

    private static long Weights(JsonElement check) =>
        check.TryGetProperty("weights", out var weights) && weights.ValueKind == JsonValueKind.Object && weights.TryGetProperty("hash", out var hash)
            ? hash.GetProperty("listing").EnumerateArray().Sum(entry => entry[1].EnumerateArray().Aggregate(1L, (product, size) => product * size.GetInt64()))
            : 0;
}
