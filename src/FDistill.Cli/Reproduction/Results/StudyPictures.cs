namespace FDistill.Cli.Reproduction.Results;

/// <summary>The sheets of samples of a study's rows, copied beside its page: one of each row, all of the same noise and conditions.</summary>
/// <param name="folder">Where they go.</param>
internal sealed class StudyPictures(string folder)
{
    private const string Teacher = "teacher.png";

    /// <summary>Copies the last sheet of each row's first run that is done, and the teacher's.</summary>
    /// <param name="result">The rows.</param>
    /// <returns>What each shows, and its file's name.</returns>
    public IReadOnlyList<(string Label, string File)> Copy(BlockResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var copied = new List<(string, string)>();
        foreach (var row in result.Rows)
        {
            if (row.Runs.FirstOrDefault(run => run.State.Stage == Runs.RunStage.Done) is not { } run || !Directory.Exists(run.Folder.Samples)) continue;
            var teacher = Path.Combine(run.Folder.Samples, Teacher);
            if (copied.Count == 0 && File.Exists(teacher)) copied.Add(("teacher", To(teacher, $"{run.Base.Name}-{Teacher}")));
            if (Directory.EnumerateFiles(run.Folder.Samples, "*.png").Where(file => Path.GetFileName(file) != Teacher).Max(StringComparer.Ordinal) is { } last)
                copied.Add(($"{row.Row.Label}, seed {run.Seed}", To(last, $"{run.Base.Name}-{run.Variant.Name}.png")));
        }

        return copied;
    }

    private string To(string file, string name)
    {
        Directory.CreateDirectory(folder);
        File.Copy(file, Path.Combine(folder, name), overwrite: true);
        return name;
    }
}
