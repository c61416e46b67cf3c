using FDistill.Engine.Checkpoints;
using FDistill.Engine.Training.Optimisation;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace FDistill.Engine.Training.Networks;

/// <summary>A network with its optimizer: AdamW, Adam or RAdam in float32 whatever
/// the network's dtype, with clipping and a learning rate schedule.</summary>
/// <remarks>
/// An update is <see cref="Begin"/>; a backward pass and <see cref="Accumulate"/>,
/// once or more; <see cref="FinishGradient"/>; the caller's
/// look at the norm; <see cref="Step"/>. Weights below float32 have
/// float32 masters, which the optimizer updates and the weights follow.
/// </remarks>
public sealed class TrainedNetwork : IDisposable
{
    private readonly OptimizerOptions options;
    private readonly LearningRateSchedule schedule;
    private readonly FlatParameters parameters;
    private readonly Parameter master;
    private readonly Tensor gradient;
    private readonly AdamOptimizer optimizer;

    /// <summary>Prepares a network for training.</summary>
    /// <param name="name">What to call it in messages and files.</param>
    /// <param name="module">The network on its device, which is not
    /// moved or converted any more; it stays the caller's.</param>
    /// <param name="options">How it learns.</param>
    /// <param name="iterations">How many iterations the run has.</param>
    public TrainedNetwork(string name, nn.Module module, OptimizerOptions options, long iterations)
    {
        ArgumentNullException.ThrowIfNull(options);
        Name = name;
        Module = module;
        this.options = options;
        schedule = new(options.Schedule, options.LearningRate, iterations);
        parameters = new(module);

        using var scope = NewDisposeScope();
        using (no_grad())
        {
            var values = IsMixed ? parameters.Values.to(ScalarType.Float32, copy: true) : parameters.Values.detach();
            master = nn.Parameter(values, requires_grad: true);
        }
        gradient = IsMixed ? zeros_like(master, requires_grad: false) : parameters.Gradient;
        master.grad = gradient;
        scope.Detach(master, gradient);
        optimizer = new(master, options);
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>The network.</summary>
    public nn.Module Module { get; }

    /// <summary>All weights in float32, in one dimension.</summary>
    public Tensor Weights => master;

    /// <summary>The gradient of the last update, after clipping, by the parameters' names: float32 views.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Gradients => parameters.Named(gradient);

    private bool IsMixed => parameters.Values.dtype != ScalarType.Float32;

    /// <summary>Views of the parameters' parts of a tensor laid out
    /// as <see cref="Weights"/>, by the parameters' names.</summary>
    /// <param name="flat">The tensor.</param>
    public IEnumerable<KeyValuePair<string, Tensor>> Named(Tensor flat) => parameters.Named(flat);

    /// <summary>Forgets the gradient of the last update.</summary>
    public void Begin()
    {
        parameters.Gradient.zero_();
        if (IsMixed) gradient.zero_();
    }

    /// <summary>Adds the gradient of a backward pass, in float32.</summary>
    public void Accumulate()
    {
        if (!IsMixed) return;
        gradient.add_(parameters.Gradient);
        parameters.Gradient.zero_();
    }

    /// <summary>Averages the gradient over the processes and measures it.</summary>
    /// <param name="collective">The processes.</param>
    /// <returns>The norm: [] float32.</returns>
    public Tensor FinishGradient(ICollective collective)
    {
        ArgumentNullException.ThrowIfNull(collective);
        if (collective.World > 1) gradient.copy_(collective.Sum(gradient) / collective.World);
        return gradient.norm();
    }

    /// <summary>The names of the parameters whose gradient is not finite.</summary>
    public IReadOnlyList<string> NonFiniteGradients()
    {
        using var scope = NewDisposeScope();
        return [.. Gradients.Where(pair => !pair.Value.isfinite().all().item<bool>()).Select(pair => pair.Key)];
    }

    /// <summary>Clips the gradient and updates the weights.</summary>
    /// <param name="iteration">The iteration's number, from 0 on.</param>
    /// <param name="norm">The gradient's norm, which is finite.</param>
    /// <returns>The learning rate.</returns>
    public double Step(long iteration, double norm)
    {
        if (options.ClipNorm > 0 && norm > options.ClipNorm) gradient.mul_(options.ClipNorm / (norm + 1e-6));
        var rate = schedule.At(iteration);
        optimizer.Step(rate);
        if (IsMixed) FollowMaster();
        return rate;
    }

    /// <summary>The optimizer's state, and the masters where there are any, by parameter.</summary>
    /// <returns>Names and tensors of the caller's dispose scope.</returns>
    public IReadOnlyList<KeyValuePair<string, Tensor>> SaveOptimizer()
    {
        var saved = Prefixed("exp_avg/", optimizer.FirstMoment).Concat(Prefixed("exp_avg_sq/", optimizer.SecondMoment));
        if (IsMixed) saved = saved.Concat(Prefixed(CheckpointNames.MasterPrefix, master.detach()));
        return [.. saved, KeyValuePair.Create("step", tensor(optimizer.Steps, dtype: ScalarType.Int64, device: CPU))];
    }

    /// <summary>Restores what <see cref="SaveOptimizer"/> returned.</summary>
    /// <param name="saved">Names and tensors.</param>
    /// <exception cref="InvalidDataException">Names are missing or shapes differ.</exception>
    public void LoadOptimizer(IReadOnlyDictionary<string, Tensor> saved)
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        SavedTensors.Copy(saved, Prefixed("exp_avg/", optimizer.FirstMoment), $"the optimizer of {Name}");
        SavedTensors.Copy(saved, Prefixed("exp_avg_sq/", optimizer.SecondMoment), $"the optimizer of {Name}");
        optimizer.Steps = SavedTensors.Find(saved, "step", $"the optimizer of {Name}").item<long>();
        if (IsMixed) SavedTensors.Copy(saved, Prefixed(CheckpointNames.MasterPrefix, master.detach()), $"the optimizer of {Name}");
    }

    /// <summary>Takes weights into the module and, where there are masters, into these.</summary>
    /// <param name="weights">A state dict of the module.</param>
    /// <param name="origin">What to call it in an error.</param>
    /// <exception cref="InvalidDataException">Names or shapes differ.</exception>
    public void LoadWeights(IReadOnlyDictionary<string, Tensor> weights, string origin)
    {
        StateDict.Copy(weights, "", Module, origin);
        if (!IsMixed) return;
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        SavedTensors.Copy(weights, parameters.Named(master.detach()), origin);
    }

    /// <summary>Takes weights in, one tensor after the other: masters
    /// keep what the module's own type cannot hold.</summary>
    /// <param name="weights">The tensors of a state dict of the module.</param>
    /// <param name="origin">What to call it in an error.</param>
    /// <exception cref="InvalidDataException">Names or shapes differ.</exception>
    public void LoadWeights(ITensorSource weights, string origin)
    {
        ArgumentNullException.ThrowIfNull(weights);
        StateDict.Check(weights, "", Module, origin);
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        var masters = IsMixed ? parameters.Named(master.detach()).ToDictionary() : [];
        foreach (var (name, tensor) in StateDict.Of(Module))
        {
            using var tensorScope = NewDisposeScope();
            var found = weights.Read(name);
            tensor.copy_(found);
            if (masters.TryGetValue(name, out var values)) values.copy_(found);
        }
    }

    /// <summary>Begins at a teacher's weights in the numbers in which
    /// they were saved; without such, at the module's own.</summary>
    /// <param name="teacher">The teacher that made the module.</param>
    /// <exception cref="InvalidDataException">The weights cannot be read, or are not those of the module.</exception>
    internal void BeginAtWeightsOf(ITeacher teacher)
    {
        if (!IsMixed) return;
        using var weights = teacher.OpenWeights();
        if (weights is not null) LoadWeights(weights, $"the teacher's file, for {Name},");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        optimizer.Dispose();
        master.Dispose();
        gradient.Dispose();
        parameters.Dispose();
    }

    private void FollowMaster()
    {
        using var ungraded = no_grad();
        parameters.Values.copy_(master);
    }

    private IEnumerable<KeyValuePair<string, Tensor>> Prefixed(string prefix, Tensor flat) =>
        parameters.Named(flat).Select(pair => KeyValuePair.Create(prefix + pair.Key, pair.Value));
}
