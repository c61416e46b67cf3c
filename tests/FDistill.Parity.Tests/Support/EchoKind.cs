using FDistill.Parity.Checks;
using FDistill.Parity.Running;

namespace FDistill.Parity.Tests.Support;

/// <summary>A kind that returns its input x as y.</summary>
internal sealed class EchoKind : ICheckKind
{
    public string Name => "echo";

    public void Compute(Check check, CheckCall call) => call.Return("y", call.Input("x"));

    /// <summary>Makes the only check of a recording.</summary>
    public static CheckReport Run(SmallRecording recording) =>
        Assert.Single(new CheckRunner(new Dictionary<string, ICheckKind> { ["echo"] = new EchoKind() }).Run(recording.ChecksFile));
}
