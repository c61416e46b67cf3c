using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace FDistill.Plugins.Metrics.Inception;

/// <summary>A module whose output is that of several branches
/// side by side, in the order in which they are added.</summary>
public abstract class BranchedModule : Module<Tensor, Tensor>
{
    private readonly List<Func<Tensor, Tensor>> branches = [];

    private protected BranchedModule(string name) : base(name)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => cat([.. branches.Select(branch => branch(input))], 1);

    /// <summary>Adds a branch of layers one after the other.</summary>
    private protected void Branch(params (string Name, Convolution Layer)[] layers) => branches.Add(Chain(layers));

    /// <summary>Adds a branch that pools and then convolves.</summary>
    private protected void PooledBranch(Func<Tensor, Tensor> pool, params (string Name, Convolution Layer)[] layers)
    {
        var chain = Chain(layers);
        branches.Add(input => chain(pool(input)));
    }

    /// <summary>Adds a branch that forks at its end; both ends stand side by side.</summary>
    private protected void ForkedBranch((string Name, Convolution Layer)[] layers, (string Name, Convolution Layer) left, (string Name, Convolution Layer) right)
    {
        var (stem, one, other) = (Chain(layers), Chain(left), Chain(right));
        branches.Add(input =>
        {
            var forked = stem(input);
            return cat([one(forked), other(forked)], 1);
        });
    }

    /// <summary>The mean of 3×3 cells; what lies beyond the border does not count.</summary>
    private protected static Tensor AveragePool(Tensor input) => avg_pool2d(input, 3, stride: 1, padding: 1, count_include_pad: false);

    private Func<Tensor, Tensor> Chain(params (string Name, Convolution Layer)[] layers)
    {
        foreach (var (name, layer) in layers) register_module(name, layer);
        return input => layers.Aggregate(input, (values, next) => next.Layer.forward(values));
    }
}
