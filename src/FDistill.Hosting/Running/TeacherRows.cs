using System.Reflection;
using FDistill.Engine.Evaluation;
using FDistill.Hosting.RunFiles;
using FDistill.Plugins;

namespace FDistill.Hosting.Running;

/// <summary>The teacher's rows of an evaluation, recorded when it was trained, or measured by itself.</summary>
internal static class TeacherRows
{
    /// <summary>Reads the recorded rows and makes sure that they are of the files at hand.</summary>
    /// <returns>The rows; null where none are recorded.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or of other files.</exception>
    public static RecordedRows? Read(EvaluationSection evaluation, PartChoice teacher) =>
        evaluation.TeacherRows is { } path ? RecordedRows.Read(path, Files(evaluation, teacher)) : null;

    /// <summary>The files and folders that the rows depend on, by role.</summary>
    public static IReadOnlyDictionary<string, string> Files(EvaluationSection evaluation, PartChoice teacher)
    {
        var files = new Dictionary<string, string>();
        if (FileOf(teacher) is { } weights) files["teacher"] = weights;
        if (evaluation.Extractor is { } extractor && FileOf(extractor) is { } classifier) files["extractor"] = classifier;
        return files;
    }

    /// <summary>The file or folder that a part's options name, if they name one.</summary>
    private static string? FileOf(PartChoice choice) => OptionTypes.Settable(choice.Options.GetType())
        .Where(property => property.GetCustomAttribute<FilePathAttribute>() is not null)
        .Select(property => property.GetValue(choice.Options) as string)
        .FirstOrDefault(Path.Exists);
}
