using static TorchSharp.torch;

namespace FDistill.Teachers;

/// <summary>What a model's networks will take in memory, known from their sizes before any of them is built.</summary>
public abstract class ModelFootprint
{
    /// <summary>How many parameters a denoiser has: teacher, student and fake score alike.</summary>
    public abstract long Parameters { get; }

    /// <summary>The features that the denoiser offers, in the order in which they are computed.</summary>
    public abstract IReadOnlyList<FeatureMap> Features { get; }

    /// <summary>Networks that no pass of a denoiser needs: encoders and decoders.</summary>
    public abstract IReadOnlyList<IdleNetwork> Idle { get; }

    /// <summary>Bytes that a pass of a denoiser holds at most, for the
    /// backward pass and in it, without weights and their gradients.</summary>
    /// <param name="pass">The pass.</param>
    public abstract long Activations(PlannedPass pass);
}

/// <summary>A pass of a denoiser with gradients.</summary>
/// <param name="Batch">N.</param>
/// <param name="Type">The weights' dtype.</param>
/// <param name="IsOnCpu">Whether it is computed on the CPU.</param>
/// <param name="Checkpoints">Whether there is gradient checkpointing.</param>
/// <param name="UpTo">The features at the last of which it ends; null: it goes on to the estimate.</param>
public sealed record PlannedPass(int Batch, ScalarType Type, bool IsOnCpu, bool Checkpoints, FeatureSelection? UpTo)
{
    /// <summary>Bytes of one number of the pass.</summary>
    public int NumberBytes => Type == ScalarType.BFloat16 ? 2 : sizeof(float);
}

/// <summary>A network that waits while the denoisers train.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Bytes">Its weights.</param>
/// <param name="Offload">Where it waits.</param>
public sealed record IdleNetwork(string Name, long Bytes, Offload Offload);

/// <summary>Implemented by the options of a teacher that can state what its networks will take in memory.</summary>
public interface IForeseesMemory
{
    /// <summary>What the networks will take; where the options name
    /// no files, those of the model as it was published.</summary>
    /// <exception cref="InvalidDataException">The settings of the
    /// model are missing, damaged or not supported.</exception>
    ModelFootprint Foresee();
}
