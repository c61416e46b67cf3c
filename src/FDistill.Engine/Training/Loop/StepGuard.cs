using FDistill.Engine.Training.Networks;

namespace FDistill.Engine.Training.Loop;

/// <summary>Stands between the gradients and the weights: a step that would not be finite is not made.</summary>
internal static class StepGuard
{
    /// <summary>Refuses measures that are not finite.</summary>
    /// <param name="measured">Losses and gradient norms by name.</param>
    /// <param name="iteration">The iterations done so far.</param>
    /// <param name="networks">The networks that the step would change.</param>
    /// <exception cref="NonFiniteException">Some measure is not finite; the message
    /// names it, and the parameters whose gradients are at fault.</exception>
    public static void Check(IReadOnlyDictionary<string, double> measured, long iteration, params ReadOnlySpan<TrainedNetwork> networks)
    {
        var measures = measured.Where(pair => !double.IsFinite(pair.Value)).Select(pair => $"{pair.Key} = {pair.Value}").ToList();
        if (measures.Count == 0) return;

        var gradients = new List<string>();
        foreach (var network in networks)
            gradients.AddRange(network.NonFiniteGradients().Select(name => $"{network.Name}.{name}"));
        throw new NonFiniteException(
            $"iteration {iteration + 1} is not finite: {string.Join(", ", measures)}. No weight was changed by it. " +
            (gradients.Count == 0 ? "All gradients are finite." : $"Gradients at fault: {Shortened(gradients)}.") +
            " A smaller learning rate, fp32 instead of bf16, or a smaller clipNorm may help; the last checkpoint is untouched.");
    }

    private static string Shortened(List<string> names) =>
        names.Count <= 8 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(8))} and {names.Count - 8} more";
}
