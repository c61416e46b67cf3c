using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Engine.Training.Networks;

/// <summary>A moving average of a network's weights, in float32: a ← β a + (1 − β) θ after every iteration.</summary>
/// <remarks>
/// The network changes in some iterations only. Through those in which it stays,
/// the average needs the product of their β alone: memory is read and written
/// when the network changes, and when somebody asks.
/// </remarks>
public sealed class Ema : IDisposable
{
    private readonly TrainedNetwork network;
    private readonly EmaDecay decay;
    private readonly Tensor average;

    /// <summary>Starts at the network's weights.</summary>
    /// <param name="network">The network; it stays the caller's.</param>
    /// <param name="decay">β, iteration by iteration.</param>
    public Ema(TrainedNetwork network, EmaDecay decay)
    {
        ArgumentNullException.ThrowIfNull(network);
        this.network = network;
        this.decay = decay;
        average = network.Weights.detach().clone().DetachFromDisposeScope();
    }

    /// <summary>The iteration that the average in memory is of, from 1 on; 0: the start.</summary>
    public long Iteration { get; private set; }

    /// <summary>The parameters of the average in memory by name: views.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Parameters => network.Named(average);

    /// <summary>Takes the network's weights in, as they are now and have been
    /// since the last call. Call it before they change, and after.</summary>
    /// <param name="iteration">The last iteration with these weights.</param>
    public void Advance(long iteration)
    {
        using var ungraded = no_grad();
        var beta = decay.Over(Iteration, iteration);
        if (beta == 0) average.copy_(network.Weights);
        else if (beta < 1) average.mul_(beta).add_(network.Weights, 1 - beta);
        Iteration = Math.Max(Iteration, iteration);
    }

    /// <summary>The averaged parameters after an iteration, by name; the average
    /// in memory stays as it is, so that asking changes no bit of a run.</summary>
    /// <param name="iteration">An iteration since the network last changed.</param>
    /// <returns>Views where nothing has to be computed, else tensors
    /// of the caller's dispose scope, one at a time.</returns>
    public IEnumerable<KeyValuePair<string, Tensor>> At(long iteration)
    {
        var beta = decay.Over(Iteration, iteration);
        return beta == 1 ? Parameters : Parameters.Zip(network.Named(network.Weights.detach()), (old, now) => KeyValuePair.Create(old.Key, Mixed(old.Value, now.Value, beta)));
    }

    /// <summary>Begins anew at the network's weights.</summary>
    public void Restart()
    {
        using var ungraded = no_grad();
        average.copy_(network.Weights);
    }

    /// <summary>Copies the averaged parameters after an iteration, and the
    /// network's buffers as they are, into a module of the same kind.</summary>
    /// <param name="module">The module.</param>
    /// <param name="iteration">An iteration since the network last changed.</param>
    public void CopyTo(nn.Module module, long iteration)
    {
        using var scope = NewDisposeScope();
        var weights = StateDict.Of(network.Module).ToDictionary();
        foreach (var (name, parameter) in At(iteration)) weights[name] = parameter;
        StateDict.Copy(weights, "", module, $"the average of {network.Name}");
    }

    /// <summary>Restores the average in memory.</summary>
    /// <param name="saved">What <see cref="Parameters"/> was.</param>
    /// <param name="iteration">What <see cref="Iteration"/> was.</param>
    /// <exception cref="InvalidDataException">Names are missing or shapes differ.</exception>
    public void Load(IReadOnlyDictionary<string, Tensor> saved, long iteration)
    {
        using var scope = NewDisposeScope();
        SavedTensors.Copy(saved, Parameters, $"the average of {network.Name}");
        Iteration = iteration;
    }

    /// <inheritdoc/>
    public void Dispose() => average.Dispose();

    private static Tensor Mixed(Tensor old, Tensor now, double beta)
    {
        using var ungraded = no_grad();
        return beta == 0 ? now.clone() : (old * beta).add_(now, 1 - beta);
    }
}
