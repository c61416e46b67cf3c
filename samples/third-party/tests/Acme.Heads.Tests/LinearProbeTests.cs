using FDistill.Heads;
using FDistill.Teachers;
using FDistill.Testing;
using FDistill.Testing.Heads;
using Xunit;

namespace Acme.Heads.Tests;

public sealed class LinearProbeLaws : HeadLaws
{
    protected override IReadOnlyList<FeatureMap> Available => [new("first", 4, 8, 8), new("second", 6, 4, 4)];

    protected override IDiscriminatorHead CreateHead() => new LinearProbe(new LinearProbeOptions(), new PartServices().Environment);
}

public sealed class LinearProbeTests
{
    [Fact]
    public void A_feature_that_is_not_there_is_refused_with_those_that_are()
    {
        var head = new LinearProbe(new LinearProbeOptions { Features = ["third"] }, new PartServices().Environment);
        var mistake = Assert.Throws<ArgumentException>(() => head.Choose([new("first", 4, 8, 8)]));
        Assert.Equal("There is no feature 'third'; there are first", mistake.Message);
    }
}
