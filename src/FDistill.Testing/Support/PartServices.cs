using FDistill.Engine.Training.Loop;
using FDistill.Formats.Images;
using FDistill.Formats.Images.Resizing;
using FDistill.Formats.Weights;
using FDistill.Images;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Testing;

/// <summary>The services that the host injects into parts, to
/// make parts by hand: the CPU, float32 and seed 0.</summary>
public sealed class PartServices
{
    /// <summary>Where and how parts compute.</summary>
    public RunEnvironment Environment { get; } = new(CPU, Precision.Fp32, Seed: 0);

    /// <summary>Reads and writes weights.</summary>
    public IWeightFiles WeightFiles { get; } = new WeightFiles();

    /// <summary>Decodes images.</summary>
    public IImageDecoder ImageDecoder { get; } = new ImageDecoder();

    /// <summary>Resizes images.</summary>
    public IImageResizer ImageResizer { get; } = new ImageResizer();

    /// <summary>One process alone.</summary>
    public ICollective Collective { get; } = new SingleProcess();
}
