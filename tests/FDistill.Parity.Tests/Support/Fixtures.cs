using System.Text.Json;
using FDistill.Parity.Recordings;

namespace FDistill.Parity.Tests.Support;

/// <summary>Recordings of the reference implementations, in the folder that
/// <c>FDISTILL_FIXTURES</c> names. Without it, their tests are skipped.</summary>
internal static class Fixtures
{
    private const string Absent = "FDISTILL_FIXTURES names no folder";

    /// <summary>Every check, one row of a theory each: its file's path below the folder, and its id.</summary>
    public static TheoryData<string, string> Checks
    {
        get
        {
            if (Folder is not { } folder) return new(new TheoryDataRow<string, string>("", "") { Skip = Absent });
            return
            [
                .. from file in ChecksFiles.Of(folder)
                   from id in Ids(file)
                   select (Path.GetRelativePath(folder, file), id),
            ];
        }
    }

    /// <summary>The first recorded check of a kind: the whole path of its
    /// file, and its id. Without recordings, the test is skipped.</summary>
    public static (string File, string Id) FirstOf(string kind)
    {
        Assert.SkipWhen(Folder is null, Absent);
        foreach (var file in ChecksFiles.Of(Folder!))
        {
            using var recording = Recording.Open(file);
            if (recording.Checks.FirstOrDefault(check => check.Kind == kind) is { } found) return (file, found.Id);
        }
        throw new InvalidOperationException($"there is no recorded check of the kind {kind}");
    }

    /// <summary>The whole path of a checks file.</summary>
    public static string PathOf(string file) => Path.Combine(Folder!, file);

    /// <summary>A plain JSON file beside the recordings; without their folder, the test is skipped.</summary>
    /// <param name="path">Its path below the folder.</param>
    public static JsonDocument Json(string path)
    {
        Assert.SkipWhen(Folder is null, Absent);
        return JsonDocument.Parse(File.ReadAllText(PathOf(path)));
    }

    private static string? Folder => Environment.GetEnvironmentVariable("FDISTILL_FIXTURES") is { Length: > 0 } folder ? folder : null;

    private static List<string> Ids(string file)
    {
        using var recording = Recording.Open(file);
        return [.. recording.Checks.Select(check => check.Id)];
    }
}
