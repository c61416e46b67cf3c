using FDistill.Reports.Laboratory.Testbed.Maps;
using FDistill.Reports.Tests.Support;

namespace FDistill.Reports.Tests.Laboratory.Testbed;

public sealed class WeightMapStudyTests
{
    private static readonly WeightMapOptions Small = new() { Places = 41, Samples = 4_000, Level = 0.3 };

    [Fact]
    public void Densities_are_densities_and_their_ratio_is_the_ratio()
    {
        using var teacher = Testbeds.Teacher(2);

        var map = new WeightMapStudy(teacher, new() { Places = 41, Samples = 4_000, Level = 0.45 }).Measure([Testbeds.Named("forward-kl")]);

        var cell = (map.X[1] - map.X[0]) * (map.Y[1] - map.Y[0]);
        Assert.Equal(1, map.Teacher.Sum(row => row.Sum()) * cell, 0.01);
        Assert.Equal(1, map.Student.Sum(row => row.Sum()) * cell, 0.01);
        Assert.Equal(Math.Log(map.Teacher[20][13] / map.Student[20][13]), map.LogRatio[20][13], 1e-9);
        var scale = map.Weights[0].H[20][13] / Math.Exp(map.LogRatio[20][13]);
        Assert.Equal(scale * Math.Exp(map.LogRatio[5][30]), map.Weights[0].H[5][30], 1e-6 * map.Weights[0].H[5][30]);
    }

    [Fact]
    public void Less_mode_seeking_divergences_listen_less_where_the_teacher_has_little_density()
    {
        using var teacher = Testbeds.Teacher(2);

        var weights = new WeightMapStudy(teacher, Small).Measure([Testbeds.Named("reverse-kl"), Testbeds.Named("js"), Testbeds.Named("softened-reverse-kl")]).Weights;

        Assert.All(weights[0].ByTeacherDensity, mean => Assert.Equal(1, mean, 1e-12));
        Assert.True(weights[1].ByTeacherDensity[0] < 0.9 && weights[1].ByTeacherDensity[^1] > 1);
        Assert.True(weights[2].ByTeacherDensity[0] > 1 && weights[2].ByTeacherDensity[^1] < 1);
    }

    [Fact]
    public void Samples_outside_the_plane_are_refused()
    {
        using var teacher = Testbeds.Teacher(3);

        Assert.Contains("needs samples of 2 coordinates", Assert.Throws<ArgumentException>(() => new WeightMapStudy(teacher, Small).Measure([])).Message, StringComparison.Ordinal);
    }
}
