using static TorchSharp.torch;

namespace FDistill.Runs;

/// <summary>Where and how a run computes; injected into parts.</summary>
/// <param name="Device">The device that networks and batches live on. Name
/// it whenever a tensor is made: there is no default to lean on.</param>
/// <param name="Precision">The numbers that networks compute in.</param>
/// <param name="Seed">The run's seed; whatever is random derives from it.</param>
public sealed record RunEnvironment(Device Device, Precision Precision, long Seed);

/// <summary>The numbers that networks compute in. Losses, ratios,
/// averages and optimizer states are float32 always.</summary>
public enum Precision
{
    /// <summary>IEEE float32.</summary>
    Fp32,

    /// <summary>float32 tensors whose matrix products may run in TensorFloat-32 (CUDA).</summary>
    Tf32,

    /// <summary>bfloat16 weights and activations, with float32 master weights in the optimizer.</summary>
    Bf16,
}
