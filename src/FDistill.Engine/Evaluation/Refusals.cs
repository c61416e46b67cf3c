using FDistill.Metrics;

namespace FDistill.Engine.Evaluation;

/// <summary>By its contract a metric says by an <see cref="InvalidOperationException"/> that it
/// lacks something which the user can add; here it becomes the evaluation's error.</summary>
internal static class Refusals
{
    /// <summary>Lets a metric do something.</summary>
    public static void ByMetric(IMetric metric, Action act) => ByMetric(metric, () =>
    {
        act();
        return true;
    });

    /// <summary>Lets a metric find something.</summary>
    public static T ByMetric<T>(IMetric metric, Func<T> find)
    {
        try
        {
            return find();
        }
        catch (InvalidOperationException lack)
        {
            throw Of(metric, lack);
        }
    }

    /// <summary>Lets a metric measure.</summary>
    public static async Task<MetricResult> ByMetricAsync(IMetric metric, Func<Task<MetricResult>> measure)
    {
        try
        {
            return await measure();
        }
        catch (InvalidOperationException lack)
        {
            throw Of(metric, lack);
        }
    }

    private static InvalidDataException Of(IMetric metric, InvalidOperationException lack) =>
        new($"{metric.GetType().Name} cannot measure these samples: {lack.Message.TrimEnd('.')}.", lack);
}
