namespace FDistill.Engine.Checkpoints;

/// <summary>Names inside a checkpoint that more than its writer knows.</summary>
internal static class CheckpointNames
{
    /// <summary>The folder of a run's checkpoints.</summary>
    public const string Folder = "checkpoints";

    /// <summary>Follows a network's name in that of the file of its optimizer.</summary>
    public const string OptimizerSuffix = "-optimizer";

    /// <summary>Precedes a parameter's name in that of its float32 master, in the optimizer's file.</summary>
    public const string MasterPrefix = "master/";
}
