using FDistill.Reports.Laboratory.Testbed;
using FDistill.Reports.Laboratory.Testbed.Theorem;
using FDistill.Reports.Tests.Support;
using FDistill.Teachers;

namespace FDistill.Reports.Tests.Laboratory.Testbed;

public sealed class TheoremOneLabTests
{
    private static readonly TheoremOneOptions Small = new() { Draws = 2_000, Places = 2_001 };

    [Theory, MemberData(nameof(ClosedForms.Names), MemberType = typeof(ClosedForms))]
    public void On_the_line_both_sides_agree_to_many_digits(string name)
    {
        using var teacher = Testbeds.Teacher(dimension: 1);

        var rows = new TheoremOne(teacher, Small).Measure([Testbeds.Named(name)], cancel: TestContext.Current.CancellationToken);

        Assert.Equal(9, rows.Count);
        Assert.All(rows, row => Assert.True(row.Difference < 1e-8 && row.Holds, $"{row}"));
        Assert.All(rows, row => Assert.True(row.Distance > 0, $"{row}"));
    }

    [Fact]
    public void The_distance_is_that_of_the_closed_form()
    {
        using var teacher = Testbeds.Teacher(dimension: 1, change: model => model.Components = [new() { Mean = [1], Variance = 0.25 }]);

        var rows = new TheoremOne(teacher, Small).Measure([Testbeds.Named("forward-kl")], cancel: TestContext.Current.CancellationToken);

        // The student is one Gaussian, 0.8 of the teacher's widths off and 1.1 of them wide.
        foreach (var row in rows.Where(row => row.Direction == "all means"))
        {
            var (p, q) = (0.25 + row.Sigma * row.Sigma, 0.3025 + row.Sigma * row.Sigma);
            Assert.Equal((Math.Log(q / p) + (p + 0.16) / q - 1) / 2, row.Distance, 1e-9);
            Assert.Equal(0.4 / q, row.Theorem, 1e-9);
        }
    }

    [Theory, InlineData(2), InlineData(64)]
    public void In_space_both_sides_agree_within_the_error_of_the_draws(int dimension)
    {
        using var teacher = Testbeds.Teacher(dimension);

        var rows = new TheoremOne(teacher, Small).Measure([Testbeds.Named("js"), Testbeds.Named("forward-kl")], cancel: TestContext.Current.CancellationToken);

        Assert.All(rows, row => Assert.True(row.Holds && row.StandardError > 0, $"{row}"));
        Assert.All(rows.Where(row => row.Divergence == "js"), row => Assert.True(row.StandardError < 0.1 * Math.Max(1, Math.Abs(row.Slope)), $"{row}"));
    }

    [Theory, InlineData(1), InlineData(16)]
    public void A_wrong_score_shows(int dimension)
    {
        using var teacher = Testbeds.Teacher(dimension);
        using IExactTeacher wrong = new MisledTeacher(teacher, score => score * 1.2);

        var rows = new TheoremOne(wrong, Small).Measure([Testbeds.Named("js")], cancel: TestContext.Current.CancellationToken);

        Assert.True(rows.Count(row => !row.Holds) >= 3, $"{rows.Count(row => !row.Holds)} of {rows.Count} rows show it");
    }

    [Fact]
    public void An_h_that_is_no_function_of_r_alone_shows()
    {
        using var teacher = Testbeds.Teacher(dimension: 1);

        // Divided by its mean over whatever it is asked about: no h of Proposition 1.
        var rows = new TheoremOne(teacher, Small).Measure([Testbeds.Formula(r => r / (1 + r) / (r / (1 + r)).mean())], cancel: TestContext.Current.CancellationToken);

        Assert.All(rows, row => Assert.False(row.Holds, $"{row}"));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits()
    {
        using var teacher = Testbeds.Teacher(dimension: 2);
        IReadOnlyList<TheoremOneRow> Rows(long seed) => new TheoremOne(teacher, new() { Draws = 200, Seed = seed }).Measure([Testbeds.Named("js")], cancel: TestContext.Current.CancellationToken);

        Assert.Equal(Rows(1), Rows(1));
        Assert.NotEqual(Rows(1), Rows(2));
    }

    [Fact]
    public void The_study_of_Theorem_1_stops_when_asked_to()
    {
        using var teacher = Testbeds.Teacher(dimension: 1);
        using var stop = new CancellationTokenSource();
        var pieces = new List<TestbedProgress>();

        Assert.Throws<OperationCanceledException>(() => new TheoremOne(teacher, Small).Measure([Testbeds.Named("js")], new Told(piece =>
        {
            pieces.Add(piece);
            if (pieces.Count == 2) stop.Cancel();
        }), stop.Token));

        Assert.Equal([(1, 9), (2, 9)], pieces.Select(piece => (piece.Done, piece.Total)));
    }

    private sealed class Told(Action<TestbedProgress> tell) : IProgress<TestbedProgress>
    {
        public void Report(TestbedProgress value) => tell(value);
    }
}
