using FDistill.Metrics;
using FDistill.Testing.Metrics;
using FDistill.Testing.Tests.Support;
using static TorchSharp.torch;

namespace FDistill.Testing.Tests;

public class BrokenMetricTests
{
    private const string Measure = "IMetric.MeasureAsync", Columns = "IMetric.Columns";

    private static readonly MetricColumn MeanColumn = new("mean", "Mean");

    [Fact]
    public Task A_wrong_value_is_found() => Broken.SaysAsync(Measure, "'mean' is 0.5", Laws(_ => 1).Known_values_are_found);

    [Fact]
    public Task A_value_of_the_first_sample_alone_is_found() =>
        Broken.SaysAsync(Measure, "in another order", Laws(context => context.Samples().First().Images![0].mean().item<float>()).Values_do_not_depend_on_the_order_of_the_samples);

    [Fact]
    public Task A_value_that_is_not_a_number_is_found() => Broken.SaysAsync(Measure, "'mean' is NaN", Laws(_ => double.NaN).Known_values_are_found);

    [Fact]
    public Task A_need_that_is_not_minded_is_found() =>
        Broken.SaysAsync("IMetric.Needs", "a result", new LawsOf(Mean, MetricNeeds.Labels).What_it_needs_it_declares_and_refuses_to_do_without);

    [Fact]
    public Task A_value_without_a_column_is_found() => Broken.SaysAsync(Columns, "no columns", new LawsOf(Mean, MetricNeeds.Nothing).Every_value_has_its_column);

    [Fact]
    public Task Two_columns_of_one_name_are_found() =>
        Broken.SaysAsync(Columns, "'mean' 2 times", new LawsOf(Mean, MetricNeeds.Nothing, MeanColumn, MeanColumn).Every_value_has_its_column);

    [Fact]
    public Task A_column_without_a_title_is_found() =>
        Broken.SaysAsync(Columns, "'mean' has a title", new LawsOf(Mean, MetricNeeds.Nothing, MeanColumn with { Title = " " }).Every_value_has_its_column);

    [Fact]
    public async Task A_metric_that_keeps_its_promises_passes_all_laws()
    {
        var laws = Laws(Mean);
        await laws.Known_values_are_found();
        await laws.Every_value_has_its_column();
        await laws.Values_do_not_depend_on_the_order_of_the_samples();
        await laws.Measuring_again_finds_the_same_and_changes_nothing();
        await laws.What_it_needs_it_declares_and_refuses_to_do_without();
    }

    private static double Mean(MetricContext context) => context.Samples().Sum(batch => batch.Images!.sum().item<float>()) / (4.0 * context.Count);

    private static LawsOf Laws(Func<MetricContext, double> measure) => new(measure, MetricNeeds.Nothing, MeanColumn);

    private sealed class LawsOf(Func<MetricContext, double> measure, MetricNeeds needs, params IReadOnlyList<MetricColumn> columns) : MetricLaws
    {
        protected override IMetric CreateMetric() => new Some(measure, needs, columns);

        protected override IEnumerable<(MeasuredSamples, IReadOnlyDictionary<string, double>)> KnownValues()
        {
            var images = linspace(0, 1, 5, dtype: ScalarType.Float32, device: CPU).reshape(5, 1, 1, 1).expand(-1, -1, 2, 2).contiguous();
            yield return (new MeasuredSamples(images) { Labels = zeros(5, dtype: ScalarType.Int64, device: CPU) }, new Dictionary<string, double> { ["mean"] = 0.5 });
        }
    }

    private sealed class Some(Func<MetricContext, double> measure, MetricNeeds needs, IReadOnlyList<MetricColumn> columns) : IMetric
    {
        public IReadOnlyList<MetricColumn> Columns => columns;

        public MetricNeeds Needs => needs;

        public Task<MetricResult> MeasureAsync(MetricContext context, CancellationToken cancel) => Task.FromResult(MetricResult.Of("mean", measure(context)));
    }
}
