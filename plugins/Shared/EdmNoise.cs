namespace FDistill.Plugins.Shared;

/// <summary>Noise levels of an EDM model (Karras et al. 2022, Table 1).</summary>
/// <param name="SigmaMin">The smallest noise level.</param>
/// <param name="SigmaMax">The largest.</param>
/// <param name="SigmaData">The standard deviation of the data.</param>
/// <param name="Rho">How strongly times crowd at small noise levels.</param>
/// <param name="TrainingMean">P_mean of ln σ in training from scratch.</param>
/// <param name="TrainingDeviation">P_std of ln σ in training from scratch.</param>
internal sealed record EdmNoise(double SigmaMin, double SigmaMax, double SigmaData, double Rho, double TrainingMean, double TrainingDeviation);
