using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using FDistill.Teachers;

namespace FDistill.Hosting.DryRuns;

/// <summary>What a dry run takes in the place of files that are not there.</summary>
/// <param name="run">The run, read with missing files tolerated; its options are changed.</param>
internal sealed class StandIns(LoadedRun<DistillationRunFile> run)
{
    private readonly List<string> notes = [];

    /// <summary>One sentence for each file that is missing.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Whether the dataset is noise.</summary>
    public bool NoiseInsteadOfData { get; private set; }

    /// <summary>Whether of the teacher there are sizes only.</summary>
    public bool TeacherIsForeseen { get; private set; }

    /// <summary>Leaves out what needs a missing file, where it can be done without.</summary>
    /// <returns>The missing files that cannot be done without.</returns>
    public IReadOnlyList<MissingFile> Replace() => [.. run.Missing.Where(missing => !Replaces(missing))];

    private bool Replaces(MissingFile missing)
    {
        var runFile = run.RunFile;
        switch (missing.Key.Split(':'))
        {
            case [PartKeys.Teacher, var option] when runFile.Teacher!.Options is IForeseesMemory && Clear(runFile.Teacher.Options, option):
                TeacherIsForeseen = true;
                return Note(missing, "planned by the sizes of the published model");
            case [PartKeys.Teacher, var option] when Clear(runFile.Teacher!.Options, option):
                return Note(missing, "random weights instead");
            case [PartKeys.Dataset, ..]:
                NoiseInsteadOfData = true;
                return Note(missing, "noise and random labels instead");
            case ["training", var option] when Clear(runFile.Training, option):
                return Note(missing, "the networks start from the teacher instead");
            case ["evaluation", ..]:
                runFile.Evaluation = null;
                return Note(missing, "the evaluation is left out of the dry run");
            default:
                return false;
        }
    }

    private bool Note(MissingFile missing, string instead)
    {
        notes.Add($"{missing.Key.Replace(':', '.')}: there is no '{missing.Path}'; {instead}.");
        return true;
    }

    /// <summary>Sets an option that need not be given to null.</summary>
    private static bool Clear(object options, string key)
    {
        var property = OptionTypes.Settable(options.GetType()).FirstOrDefault(property => KeyPath.Key(property.Name) == key);
        if (property is null || new System.Reflection.NullabilityInfoContext().Create(property).WriteState != System.Reflection.NullabilityState.Nullable) return false;
        property.SetValue(options, null);
        return true;
    }
}
