namespace FDistill.Teachers;

/// <summary>A denoiser that can do with less memory for the way back, at the price of time.</summary>
public interface ICheckpointingDenoiser : IDenoiser
{
    /// <summary>Whether passes keep a few results only and compute the others again on the way back (<see cref="Networks.GradientCheckpoint"/>); false at first.</summary>
    bool GradientCheckpointing { get; set; }
}
