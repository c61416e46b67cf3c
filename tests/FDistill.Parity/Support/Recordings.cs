using System.Text.Json;

namespace FDistill.Parity.Support;

/// <summary>Recordings of the reference implementations, in the folder that <c>FDISTILL_FIXTURES</c> names. Without it, their tests are skipped.</summary>
internal static class Recordings
{
    private const string Absent = "FDISTILL_FIXTURES names no folder";

    /// <summary>The folder; null where there is none.</summary>
    public static string? Folder => Environment.GetEnvironmentVariable("FDISTILL_FIXTURES") is { Length: > 0 } folder ? folder : null;

    /// <summary>The checks of a recording, one row of a theory each.</summary>
    /// <param name="name">Its path without extension, e.g. <c>metrics/frechet</c>.</param>
    /// <param name="kind">Only checks of this kind.</param>
    public static TheoryData<string> Checks(string name, string kind)
    {
        if (Folder is null) return new TheoryData<string>(new TheoryDataRow<string>("") { Skip = Absent });
        using var description = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.checks.json")));
        return
        [
            .. from check in description.RootElement.GetProperty("checks").EnumerateArray()
               where check.GetProperty("kind").GetString() == kind
               select check.GetProperty("id").GetString()!,
        ];
    }

    /// <summary>The checks of several recordings, one row of a theory each: the recording's path and the check.</summary>
    /// <param name="kind">Only checks of this kind.</param>
    /// <param name="names">The recordings' paths without extension.</param>
    public static TheoryData<string, string> ChecksOf(string kind, params string[] names)
    {
        if (Folder is null) return new TheoryData<string, string>(new TheoryDataRow<string, string>("", "") { Skip = Absent });
        return [.. from name in names from row in Checks(name, kind) select (name, row.Data)];
    }

    /// <summary>A plain JSON file beside the recordings; without their folder, the test is skipped.</summary>
    /// <param name="path">Its path below the folder.</param>
    public static JsonDocument Json(string path)
    {
        Assert.SkipWhen(Folder is null, Absent);
        return JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder!, path)));
    }
}
