using FDistill.Teachers;
using static TorchSharp.torch;

namespace Acme.Teachers;

/// <summary>EDM's preconditioning around the network: D = c_skip x + c_out F(c_in
/// x, log σ / 4), with σ_data = 0.5 (Karras et al. 2022, Table 1).</summary>
/// <param name="network">F; disposed with this.</param>
/// <param name="blocks">How many blocks it has.</param>
internal sealed class ResidualDenoiser(ResidualNetwork network, int blocks) : IDenoiser
{
    private const double SigmaData = 0.5;

    /// <inheritdoc/>
    public nn.Module Module => network;

    /// <summary>The name of a block's feature.</summary>
    public static string Feature(int block) => $"block{block}";

    /// <inheritdoc/>
    public Tensor Denoise(Tensor noised, Tensor t, Condition? condition) => Denoise(noised, t, condition, new FeatureSelection([])).Estimate;

    /// <inheritdoc/>
    public Denoised Denoise(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        using var scope = NewDisposeScope();
        var sigma = t.to_type(float32).reshape(-1, 1, 1, 1);
        var stages = network.Stages(Scaled(noised, sigma), Noise(t)).ToList();
        var shrink = 1 / (sigma.square() + SigmaData * SigmaData);
        var estimate = noised * (SigmaData * SigmaData) * shrink + sigma * SigmaData * shrink.sqrt() * stages[^1];
        return new Denoised(estimate.MoveToOuterDisposeScope(), [.. Chosen(stages, wanted).Select(feature => feature.MoveToOuterDisposeScope())]);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Features(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        using var scope = NewDisposeScope();
        var sigma = t.to_type(float32).reshape(-1, 1, 1, 1);
        var needed = wanted.Names.Select(Block).DefaultIfEmpty(-1).Max() + 1;
        var stages = network.Stages(Scaled(noised, sigma), Noise(t)).Take(needed).ToList();
        return [.. Chosen(stages, wanted).Select(feature => feature.MoveToOuterDisposeScope())];
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();

    private static Tensor Scaled(Tensor noised, Tensor sigma) => noised / (sigma.square() + SigmaData * SigmaData).sqrt();

    private static Tensor Noise(Tensor t) => (t.log() / 4).to_type(float32).unsqueeze(1);

    /// <summary>A feature may be asked for twice, and is the caller's: an alias of its own each time.</summary>
    private IEnumerable<Tensor> Chosen(IReadOnlyList<Tensor> stages, FeatureSelection wanted) => wanted.Names.Select(name => stages[Block(name)].alias());

    private int Block(string name) => Enumerable.Range(0, blocks).FirstOrDefault(block => Feature(block) == name, -1) is >= 0 and var found
        ? found
        : throw new ArgumentException($"The network has no feature '{name}'; it has {string.Join(", ", Enumerable.Range(0, blocks).Select(Feature))}", nameof(name));
}
