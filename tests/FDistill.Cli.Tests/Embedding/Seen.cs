using FDistill.Hosting.Running;

namespace FDistill.Cli.Tests.Embedding;

/// <summary>Keeps what a run reports.</summary>
internal sealed class Seen : IProgress<RunProgress>
{
    public List<RunProgress> Turns { get; } = [];

    public Action After { get; set; } = () => { };

    public void Report(RunProgress value)
    {
        Turns.Add(value);
        After();
    }
}
