using static TorchSharp.torch;

namespace FDistill.Teachers;

/// <summary>Fresh noise for a step of a stochastic sampler: the
/// same for a sample whatever others are made beside it.</summary>
/// <param name="noise">The noise that the samples started from: [N, C, H, W] float32.</param>
/// <param name="step">The step's number, from 0 on.</param>
/// <returns>[N, C, H, W] float32, standard normal, on the same device; belongs to the caller's dispose scope.</returns>
public delegate Tensor StepNoise(Tensor noise, int step);
