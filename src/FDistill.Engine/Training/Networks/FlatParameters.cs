using static TorchSharp.torch;

namespace FDistill.Engine.Training.Networks;

/// <summary>
/// A module's parameters laid out in one piece of memory: one operation
/// updates, measures, averages or sums over processes all of them,
/// where a loop over hundreds of small tensors would spend its time in calls.
/// </summary>
/// <remarks>
/// The module's own parameters become views of <see cref="Values"/>,
/// and their gradients views of <see cref="Gradient"/>. Do not move the
/// module or convert it afterwards. A parameter that no loss reaches has a gradient of 0 here, not none.
/// </remarks>
public sealed class FlatParameters : IDisposable
{
    /// <summary>Every parameter begins at a multiple of this many
    /// elements, so that vector instructions find it aligned.</summary>
    private const long Alignment = 16;

    private readonly IReadOnlyList<(string Name, long[] Shape, long Start, long Count)> layout;

    /// <summary>Lays out a module's parameters.</summary>
    /// <param name="module">A module on its device, whose parameters are all of one dtype.</param>
    /// <exception cref="ArgumentException">The parameters are of
    /// several dtypes or devices, or there are none.</exception>
    public FlatParameters(nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        var named = module.named_parameters().ToList();
        if (named.Count == 0) throw new ArgumentException($"{module.GetName()} has no parameters to train", nameof(module));
        var (dtype, device) = (named[0].parameter.dtype, named[0].parameter.device);
        if (named.FirstOrDefault(pair => pair.parameter.dtype != dtype || pair.parameter.device.ToString() != device.ToString()) is { parameter: not null } odd)
            throw new ArgumentException($"{module.GetName()}: '{odd.name}' is {odd.parameter.dtype} on {odd.parameter.device}, the others are {dtype} on {device}", nameof(module));

        layout = [.. Layout(named.Select(pair => (pair.name, pair.parameter.shape)))];
        var total = layout[^1].Start + Aligned(layout[^1].Count);
        Values = zeros([total], dtype: dtype, device: device).DetachFromDisposeScope();
        Gradient = zeros([total], dtype: dtype, device: device).DetachFromDisposeScope();

        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        foreach (var (place, (_, parameter)) in layout.Zip(named))
        {
            var view = View(Values, place);
            view.copy_(parameter);
            parameter.set_(view);
            parameter.grad = View(Gradient, place);
        }
    }

    /// <summary>All parameters: one dimension, in the module's dtype.</summary>
    public Tensor Values { get; }

    /// <summary>All gradients, laid out as <see cref="Values"/>. Backward passes add to it.</summary>
    public Tensor Gradient { get; }

    /// <summary>Views of the parameters' parts of a tensor, by the parameters' names.</summary>
    /// <param name="flat">A tensor laid out as <see cref="Values"/>.</param>
    public IEnumerable<KeyValuePair<string, Tensor>> Named(Tensor flat) => layout.Select(place => KeyValuePair.Create(place.Name, View(flat, place)));

    /// <inheritdoc/>
    public void Dispose()
    {
        Values.Dispose();
        Gradient.Dispose();
    }

    private static Tensor View(Tensor flat, (string Name, long[] Shape, long Start, long Count) place) =>
        flat.narrow(0, place.Start, place.Count).view(place.Shape);

    private static IEnumerable<(string Name, long[] Shape, long Start, long Count)> Layout(IEnumerable<(string Name, long[] Shape)> parameters)
    {
        long start = 0;
        foreach (var (name, shape) in parameters)
        {
            var count = shape.Aggregate(1L, (product, size) => product * size);
            yield return (name, shape, start, count);
            start += Aligned(count);
        }
    }

    private static long Aligned(long count) => (count + Alignment - 1) / Alignment * Alignment;
}
