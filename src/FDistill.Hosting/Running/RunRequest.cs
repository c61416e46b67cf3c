using FDistill.Engine.Training.Loop;

namespace FDistill.Hosting.Running;

/// <summary>A run that a program asks for.</summary>
/// <param name="File">The run file.</param>
public sealed record RunRequest(string File)
{
    /// <summary>What is given instead of the file's values, each as <c>training.iterations=20</c>.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>What is said of the run beyond its file.</summary>
    public RunSettings Settings { get; init; } = new();

    /// <summary>Receives the training's progress, after every iteration and on its thread; null for nobody.</summary>
    public IProgress<RunProgress>? Progress { get; init; }

    internal IReadOnlyList<IRunObserver> Observers() => Progress is null ? [] : [new ProgressObserver(Progress)];
}
