using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Engine.Training;

/// <summary>A moving average of a network's weights, in float32: a ← β a + (1 − β) θ.</summary>
public sealed class Ema : IDisposable
{
    private readonly TrainedNetwork network;
    private readonly EmaDecay decay;
    private readonly Tensor average;

    /// <summary>Starts at the network's weights.</summary>
    /// <param name="network">The network; it stays the caller's.</param>
    /// <param name="decay">β, update by update.</param>
    public Ema(TrainedNetwork network, EmaDecay decay)
    {
        ArgumentNullException.ThrowIfNull(network);
        this.network = network;
        this.decay = decay;
        average = network.Weights.detach().clone().DetachFromDisposeScope();
    }

    /// <summary>The averaged parameters by name: views.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Parameters => network.Named(average);

    /// <summary>Takes the network's new weights in.</summary>
    /// <param name="update">The update's number, from 1 on.</param>
    public void Update(long update)
    {
        using var ungraded = no_grad();
        var beta = decay.At(update);
        average.mul_(beta).add_(network.Weights, 1 - beta);
    }

    /// <summary>Begins anew at the network's weights.</summary>
    public void Restart()
    {
        using var ungraded = no_grad();
        average.copy_(network.Weights);
    }

    /// <summary>Copies the averaged parameters, and the network's buffers as they are, into a module of the same kind.</summary>
    /// <param name="module">The module.</param>
    public void CopyTo(nn.Module module)
    {
        using var scope = NewDisposeScope();
        var weights = StateDict.Of(network.Module).ToDictionary();
        foreach (var (name, parameter) in Parameters) weights[name] = parameter;
        StateDict.Copy(weights, "", module, $"the average of {network.Name}");
    }

    /// <summary>Restores the averaged parameters.</summary>
    /// <param name="saved">What <see cref="Parameters"/> was.</param>
    /// <exception cref="InvalidDataException">Names are missing or shapes differ.</exception>
    public void Load(IReadOnlyDictionary<string, Tensor> saved)
    {
        using var scope = NewDisposeScope();
        SavedTensors.Copy(saved, Parameters, $"the average of {network.Name}");
    }

    /// <inheritdoc/>
    public void Dispose() => average.Dispose();
}
