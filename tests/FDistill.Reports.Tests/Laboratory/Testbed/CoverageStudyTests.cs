using FDistill.Plugins.GaussianMixture;
using FDistill.Reports.Laboratory.Testbed.Coverage;
using FDistill.Reports.Tests.Support;

namespace FDistill.Reports.Tests.Laboratory.Testbed;

public sealed class CoverageStudyTests
{
    [Fact]
    public void From_one_mode_reverse_kl_stays_and_forward_kl_goes()
    {
        using var teacher = TwoModes();
        IReadOnlyList<CoverageRow> Rows(long seed) =>
            new CoverageStudy(teacher, new() { Turns = 300, Batch = 128, Samples = 1000, Seed = seed }).Measure([Testbeds.Named("reverse-kl"), Testbeds.Named("forward-kl")], cancel: TestContext.Current.CancellationToken).Rows;
        CoverageRow Row(IReadOnlyList<CoverageRow> rows, string divergence, StudentStart start) => rows.Single(row => row.Divergence == divergence && row.Start == start);
        double Beyond(IReadOnlyList<CoverageRow> rows, string divergence) => 1 - Row(rows, divergence, StudentStart.OneMode).Shares[0];

        var seeds = Enumerable.Range(0, 8).Select(seed => Rows(seed)).ToList();

        Assert.All(seeds, rows =>
        {
            Assert.Equal(2, Row(rows, "reverse-kl", StudentStart.Spread).Covered);
            Assert.Equal(2, Row(rows, "forward-kl", StudentStart.Spread).Covered);
            Assert.True(Beyond(rows, "forward-kl") > Beyond(rows, "reverse-kl"));
            Assert.All(rows, row => Assert.Equal(1, row.Shares.Sum() + row.Between, 1e-9));
        });
        var (stays, goes) = (seeds.Average(rows => Beyond(rows, "reverse-kl")), seeds.Average(rows => Beyond(rows, "forward-kl")));
        Assert.True(stays < 0.35 && goes > stays + 0.15, $"beyond the mode they started on are {stays} and {goes} on average");
        Assert.True(seeds.Count(rows => Row(rows, "reverse-kl", StudentStart.OneMode).Covered == 1) > 4);
    }

    [Fact]
    public void Distilling_brings_samples_from_between_the_modes_onto_them()
    {
        using var teacher = TwoModes();
        double Between(int turns) => new CoverageStudy(teacher, new() { Turns = turns, Batch = 64, Samples = 1000 }).Measure([Testbeds.Named("js")], cancel: TestContext.Current.CancellationToken).Rows[0].Between;

        var (early, late) = (Between(1), Between(200));

        Assert.True(late < 0.5 * early, $"between the modes are {late} of the samples, {early} after a single iteration");
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits()
    {
        using var teacher = TwoModes();
        IReadOnlyList<CoverageRow> Rows(long seed) => new CoverageStudy(teacher, new() { Turns = 3, Batch = 16, Samples = 50, Seed = seed }).Measure([Testbeds.Named("js")], cancel: TestContext.Current.CancellationToken).Rows;

        Assert.Equal(Rows(1)[0].Points, Rows(1)[0].Points);
        Assert.NotEqual(Rows(1)[0].Points, Rows(2)[0].Points);
    }

    [Fact]
    public void Samples_count_for_the_nearest_mode_or_for_none()
    {
        var (shares, between) = new ModeCount([new([-3, 0], 0.5, 0.5), new([3, 0], 0.5, 0.5)]).Of([[-3, 1], [2.5, 0], [3, 0.2], [0, 0]]);

        Assert.Equal([0.25, 0.5], shares);
        Assert.Equal(0.25, between);
    }

    private static GaussianMixtureTeacher TwoModes() => Testbeds.Teacher(1, change: model =>
    {
        model.Components = [new() { Mean = [-3], Variance = 0.25 }, new() { Mean = [3], Variance = 0.25 }];
        (model.SigmaMin, model.SigmaMax) = (0.005, 8);
    });
}
