using FDistill.Hosting.Running;

namespace FDistill.Reproduction.Runs;

/// <summary>How far a run has come, in a word.</summary>
internal enum RunStage
{
    /// <summary>Nothing is there.</summary>
    Missing,

    /// <summary>It was begun, and can be resumed.</summary>
    Begun,

    /// <summary>It is done and measured.</summary>
    Done,
}

/// <summary>Determines the stage of a run by the files that are there.</summary>
internal static class RunStages
{
    /// <summary>The stage of a run: the report is what a run writes last.</summary>
    /// <param name="folder">The run's folder.</param>
    public static RunStage Of(RunFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!File.Exists(folder.RunFile)) return RunStage.Missing;
        return File.Exists(folder.Report) && File.Exists(folder.Evaluation) ? RunStage.Done : RunStage.Begun;
    }
}
