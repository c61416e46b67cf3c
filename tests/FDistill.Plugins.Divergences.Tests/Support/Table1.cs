using FDistill.Divergences;

namespace FDistill.Plugins.Divergences.Tests.Support;

/// <summary>A row of the paper's Table 1 in double precision, beside the class that implements it.</summary>
public sealed record Table1Row(string Name, IDivergence Divergence, Func<double, double> F, Func<double, double> H)
{
    public override string ToString() => Name;
}

/// <summary>The paper's Table 1.</summary>
public static class Table1
{
    public static readonly IReadOnlyList<Table1Row> Rows =
    [
        new("reverse-kl", new ReverseKl(), r => -Math.Log(r), _ => 1),
        new("softened-reverse-kl", new SoftenedReverseKl(), r => (r + 1) * Math.Log((r + 1) / (2 * r)), r => 1 / (r + 1)),
        new("js", new JensenShannon(), r => (r * Math.Log(r)) - ((r + 1) * Math.Log((r + 1) / 2)), r => r / (r + 1)),
        new("squared-hellinger", new SquaredHellinger(), r => 1 - Math.Sqrt(r), r => Math.Sqrt(r) / 4),
        new("forward-kl", new ForwardKl(), r => r * Math.Log(r), r => r),
        new("jeffreys", new Jeffreys(), r => (r - 1) * Math.Log(r), r => r + 1),
    ];

    public static TheoryData<string> Names => [.. Rows.Select(row => row.Name)];

    public static Table1Row Row(string name) => Rows.Single(row => row.Name == name);
}
