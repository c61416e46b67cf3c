using FDistill.Torch;
namespace FDistill.Teachers;

/// <summary>A denoiser that can do with less memory for the backward pass, at the price of time.</summary>
public interface ICheckpointingDenoiser : IDenoiser
{
    /// <summary>Whether passes keep a few results only and compute the others again in
    /// the backward pass (<see cref="GradientCheckpoint"/>); false at first.</summary>
    bool GradientCheckpointing { get; set; }
}
