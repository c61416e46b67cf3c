using FDistill.Parity.Recordings;
using FDistill.Parity.Running;
using FDistill.Parity.Tests.Support;

namespace FDistill.Parity.Tests;

public class RecordingTests
{
    public static TheoryData<string, string> Checks => Fixtures.Checks;

    [Theory, MemberData(nameof(Checks))]
    public void Results_are_those_of_the_reference(string file, string id)
    {
        Assert.SkipWhen(FullSize.IsLeftOut(file), FullSize.Reason);
        using var recording = Recording.Open(Fixtures.PathOf(file));
        var report = new CheckRunner(CheckKinds.All).Run(recording.Checks.Single(check => check.Id == id));
        Assert.True(report.Problem is null, report.Problem);
        Assert.All(report.Outputs, output => Assert.True(output.Passed, $"{output.Role}: {output.Problem ?? $"differs by {output.Difference:g3}, allowed are {output.Allowed:g3}"}"));
    }
}
