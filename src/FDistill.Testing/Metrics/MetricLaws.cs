using FDistill.Metrics;
using FDistill.Testing.Support;
using static TorchSharp.torch;

namespace FDistill.Testing.Metrics;

/// <summary>The laws of <see cref="IMetric"/>: inherit, make your metric and
/// samples whose values you know, and they are tests of yours.</summary>
public abstract class MetricLaws
{
    private const string Measure = "IMetric.MeasureAsync", Describe = "IMetric.Columns";

    /// <summary>Makes the metric.</summary>
    protected abstract IMetric CreateMetric();

    /// <summary>Samples, with what the metric needs besides, and the values that
    /// it finds there: closed forms, or a reference implementation's.</summary>
    protected abstract IEnumerable<(MeasuredSamples Samples, IReadOnlyDictionary<string, double> Values)> KnownValues();

    /// <summary>By how much values may differ from those known,
    /// relative to them or to 1, whichever is larger.</summary>
    protected virtual double Tolerance => 1e-5;

    /// <summary>A metric that is off is worse than none.</summary>
    [Fact]
    public async Task Known_values_are_found()
    {
        using var scope = NewDisposeScope();
        foreach (var (samples, expected) in KnownValues())
        {
            var found = await Values(samples).ConfigureAwait(false);
            foreach (var (name, value) in expected)
            {
                Law.Require(found.ContainsKey(name), Measure, $"returns the value '{name}'", $"{string.Join(", ", found.Keys)}");
                Law.Require(Near(value, found[name]), Measure, $"'{name}' is {value:g8} for these samples", $"{found[name]:g8}");
            }
        }
    }

    /// <summary>Who reads a value wants to know what to call it, and which way is better.</summary>
    [Fact]
    public async Task Every_value_has_its_column()
    {
        using var scope = NewDisposeScope();
        var columns = CreateMetric().Columns;
        foreach (var (name, count) in columns.CountBy(column => column.Name)) Law.Require(count == 1, Describe, "the names of columns are unique", $"'{name}' {count} times");
        foreach (var column in columns)
        {
            Law.Require(!string.IsNullOrWhiteSpace(column.Title), Describe, $"'{column.Name}' has a title", $"none");
            Law.Require(column.Decimals >= 0, Describe, $"'{column.Name}' has 0 decimals or more", $"{column.Decimals}");
        }

        foreach (var (samples, _) in KnownValues())
            foreach (var name in (await Values(samples).ConfigureAwait(false)).Keys)
                Law.Require(columns.Any(column => column.Name == name), Describe, $"the value '{name}' has a column", $"{(columns.Count == 0 ? "no columns" : string.Join(", ", columns.Select(column => column.Name)))}");
    }

    /// <summary>Samples are a set.</summary>
    [Fact]
    public async Task Values_do_not_depend_on_the_order_of_the_samples()
    {
        using var scope = NewDisposeScope();
        foreach (var (samples, _) in KnownValues())
        {
            var (expected, found) = (await Values(samples).ConfigureAwait(false), await Values(samples.Reversed()).ConfigureAwait(false));
            foreach (var (name, value) in expected)
                Law.Require(Near(value, found[name]), Measure, "values do not depend on the order of the samples", $"'{name}' is {value:g8}, and {found[name]:g8} in another order");
        }
    }

    /// <summary>The same question gets the same answer.</summary>
    [Fact]
    public async Task Measuring_again_finds_the_same_and_changes_nothing()
    {
        using var scope = NewDisposeScope();
        var (samples, _) = KnownValues().First();
        var before = samples.Images.clone();
        var (first, again) = (await Values(samples).ConfigureAwait(false), await Values(samples).ConfigureAwait(false));
        Law.Require(first.Count == again.Count && first.All(pair => again[pair.Key].Equals(pair.Value)), Measure, "measuring again finds the same, to the bit", $"other values");
        Law.RequireUntouched(before, samples.Images, Measure, "the samples' images");
    }

    /// <summary>Its needs are checked before a run begins.</summary>
    [Fact]
    public async Task What_it_needs_it_declares_and_refuses_to_do_without()
    {
        using var scope = NewDisposeScope();
        var (samples, _) = KnownValues().First();
        var needs = CreateMetric().Needs;
        foreach (var need in new[] { MetricNeeds.Features, MetricNeeds.References, MetricNeeds.Labels, MetricNeeds.ReferenceStatistics, MetricNeeds.Captions }.Where(need => needs.HasFlag(need)))
        {
            var failure = await Record.ExceptionAsync(() => Values(samples.Without(need))).ConfigureAwait(false);
            Law.Require(failure is InvalidOperationException, "IMetric.Needs", $"a metric that needs {need} refuses to measure without, by an InvalidOperationException", $"{failure?.GetType().Name ?? "a result"}");
        }
    }

    private async Task<IReadOnlyDictionary<string, double>> Values(MeasuredSamples samples)
    {
        var values = (await CreateMetric().MeasureAsync(samples, CancellationToken.None).ConfigureAwait(false)).Values;
        foreach (var (name, value) in values) Law.Require(double.IsFinite(value), Measure, "values are finite", $"'{name}' is {value}");
        return values;
    }

    private bool Near(double expected, double found) => Math.Abs(expected - found) <= Tolerance * Math.Max(1, Math.Abs(expected));
}
