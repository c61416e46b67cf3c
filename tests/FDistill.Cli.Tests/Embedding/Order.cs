using FDistill.Engine.Training.Loop;

namespace FDistill.Cli.Tests.Embedding;

/// <summary>Keeps when runs start and finish.</summary>
internal sealed class Order : IRunObserver
{
    public List<string> Events { get; } = [];

    public void Started(long iteration, long iterations) => Events.Add("started");

    public void Iteration(IterationReport report)
    {
    }

    public void CheckpointWritten(string folder)
    {
    }

    public void Finished(RunOutcome outcome) => Events.Add("finished");
}
