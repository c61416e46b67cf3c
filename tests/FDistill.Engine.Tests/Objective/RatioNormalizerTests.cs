using FDistill.Divergences;
using FDistill.Engine.Objective;
using FDistill.Engine.Tests.Support;
using FDistill.Engine.Training.Loop;
using FDistill.Runs;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Objective;

public sealed class RatioNormalizerTests
{
    [Fact]
    public void Without_shrinkage_every_bin_has_an_average_ratio_of_one()
    {
        using var scope = NewDisposeScope();
        using var normalizer = Normalizer(new() { Bins = 2, Binning = Binning.Time, Shrinkage = 0 });

        var (normalized, averages) = normalizer.Normalize(Ratio(1, 3, 5, 5, 8), Row.OfDoubles(0.1, 0.2, 3, 3.5, 4));

        Assert.Equal([0.5f, 1.5f, 5 / 6f, 5 / 6f, 8 / 6f], normalized.Value.Floats(), Near.Float);
        Assert.Equal(normalized.Value.log().Floats(), normalized.Log.Floats(), Near.Float);
        Assert.Equal([2, 6], averages.Floats(), Near.Float);
    }

    [Fact]
    public void A_bin_of_few_samples_follows_the_average_of_all()
    {
        using var scope = NewDisposeScope();
        using var normalizer = Normalizer(new() { Bins = 3, Binning = Binning.Time, Shrinkage = 3 });

        var (normalized, averages) = normalizer.Normalize(Ratio(2, 2, 2, 6), Row.OfDoubles(0.1, 0.2, 0.3, 3.9));

        // The average of all is 3: three samples count as much as it, one a quarter, none nothing.
        Assert.Equal([2.5f, 3, 3.75f], averages.Floats(), Near.Float);
        Assert.Equal([0.8f, 0.8f, 0.8f, 1.6f], normalized.Value.Floats(), Near.Float);
    }

    [Fact]
    public void A_single_sample_of_a_bin_is_not_divided_by_itself()
    {
        using var scope = NewDisposeScope();
        using var normalizer = Normalizer(new() { Bins = 10, Binning = Binning.Time });

        var normalized = normalizer.Normalize(Ratio(0.5f, 1, 2, 4), Row.OfDoubles(0.1, 1.1, 2.1, 3.9)).Ratio.Value.Floats();

        Assert.True(normalized[3] > 6 * normalized[0], string.Join(", ", normalized));
    }

    [Fact]
    public void Without_shrinkage_a_bin_without_samples_keeps_its_average()
    {
        using var scope = NewDisposeScope();
        using var normalizer = Normalizer(new() { Bins = 2, Binning = Binning.Time, Shrinkage = 0 });
        normalizer.Take(normalizer.Normalize(Ratio(2, 2, 8), Row.OfDoubles(0.1, 0.2, 3)).Averages);

        Assert.Equal([3, 8], normalizer.Normalize(Ratio(3), Row.OfDoubles(0.1)).Averages.Floats(), Near.Float);
    }

    [Fact]
    public void An_average_keeps_a_share_of_its_past()
    {
        using var scope = NewDisposeScope();
        using var normalizer = Normalizer(new() { Bins = 1, Binning = Binning.Time, Shrinkage = 0, EmaRate = 0.75 });

        normalizer.Take(normalizer.Normalize(Ratio(5, 5), Row.OfDoubles(1, 2)).Averages);

        Assert.Equal([0.75f * 1 + 0.25f * 5], normalizer.Averages.Floats(), Near.Float);
    }

    [Fact]
    public void Averages_that_are_not_taken_change_nothing()
    {
        using var scope = NewDisposeScope();
        using var normalizer = Normalizer(new() { Bins = 1, Binning = Binning.Time });

        normalizer.Normalize(Ratio(5, 5), Row.OfDoubles(1, 2));

        Assert.Equal([1], normalizer.Averages.Floats());
    }

    [Fact]
    public void Bins_of_equal_draws_hold_equal_shares_and_those_of_equal_times_do_not()
    {
        using var scope = NewDisposeScope();
        var noise = new SquareTimes();
        var t = noise.Quantile((arange(0, 1000, dtype: ScalarType.Float64, device: CPU) + 0.5) / 1000);

        Assert.Equal([250, 250, 250, 250], Counts(new TimeBins(noise, new() { Bins = 4, Binning = Binning.Draws }).IndexOf(t)));
        Assert.Equal([500, 207, 159, 134], Counts(new TimeBins(noise, new() { Bins = 4, Binning = Binning.Time }).IndexOf(t)));
    }

    [Fact]
    public void A_time_on_an_edge_belongs_to_the_upper_bin_and_the_last_time_to_the_last()
    {
        using var scope = NewDisposeScope();
        var bins = new TimeBins(new SquareTimes(), new() { Bins = 4, Binning = Binning.Time });

        Assert.Equal([0, 1, 1, 3, 3], bins.IndexOf(Row.OfDoubles(0, 1, 1.5, 3, 4)).data<long>().ToArray());
    }

    [Fact]
    public void Averages_are_those_of_all_processes()
    {
        using var scope = NewDisposeScope();
        using var normalizer = Normalizer(new() { Bins = 2, Binning = Binning.Time, Shrinkage = 4 }, new TwinProcess());

        // Two samples here and two there make four, which count as much as the average of all.
        var averages = normalizer.Normalize(Ratio(2, 6, 1), Row.OfDoubles(1, 1, 3)).Averages;

        Assert.Equal([3.5f, 14 / 6f], averages.Floats(), Near.Float);
    }

    [Fact]
    public void Without_normalisation_ratios_and_averages_stay_as_they_are()
    {
        using var scope = NewDisposeScope();
        using var normalizer = Normalizer(new() { Bins = 1, Binning = Binning.Time, Normalize = false });
        var ratio = Ratio(3, 5);

        var (normalized, averages) = normalizer.Normalize(ratio, Row.OfDoubles(1, 2));

        Assert.Same(ratio, normalized);
        Assert.Equal([1], averages.Floats());
    }

    private static RatioNormalizer Normalizer(RatioOptions options, ICollective? collective = null) =>
        new(new SquareTimes(), options, collective ?? new SingleProcess(), CPU);

    private static DensityRatio Ratio(params float[] values) => new(Row.Of(values), Row.Of(values).log());

    private static long[] Counts(Tensor index) => bincount(index, minlength: 4).data<long>().ToArray();
}
