using FDistill.Plugins;
using FDistill.Runs;
using FDistill.Teachers;

namespace FDistill.Engine.Contracts;

/// <summary>A teacher whose denoisers, conditions and codec are held against the contract.</summary>
/// <param name="inner">The teacher; it stays its owner's.</param>
internal sealed class GuardedTeacher(ITeacher inner) : ITeacher, IDecorator
{
    /// <inheritdoc/>
    public object Inner => inner;

    /// <inheritdoc/>
    public SampleShape Sample => inner.Sample;

    /// <inheritdoc/>
    public INoiseSchedule Noise => inner.Noise;

    /// <inheritdoc/>
    public IDenoiser Denoiser => new GuardedDenoiser(inner, inner.Denoiser);

    /// <inheritdoc/>
    public IReadOnlyList<FeatureMap> Features => inner.Features;

    /// <inheritdoc/>
    public ILatentCodec? Codec => inner.Codec is { } codec ? new GuardedCodec(inner, codec) : null;

    /// <inheritdoc/>
    public IConditionEncoder Conditions => new GuardedConditions(inner, inner.Conditions);

    /// <inheritdoc/>
    public ITeacherSamplers? Samplers => inner.Samplers;

    /// <inheritdoc/>
    public IReadOnlyList<IModelFormat> Formats => inner.Formats;

    /// <inheritdoc/>
    public IDenoiser CreateTrainable() =>
        new GuardedDenoiser(inner, new Contract(inner, "ITeacher.CreateTrainable").Present(inner.CreateTrainable(), "a network"));

    /// <inheritdoc/>
    public ITensorSource? OpenWeights() => inner.OpenWeights();

    /// <inheritdoc/>
    public void OffloadIdle() => inner.OffloadIdle();

    /// <inheritdoc/>
    /// <remarks>A teacher knows its own networks again.</remarks>
    public void Export(IDenoiser network, string folder) => inner.Export(OptionalContract.Innermost(network), folder);

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();
}
