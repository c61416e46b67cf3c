namespace TorchSharp;

/// <summary>Where a Fourier transform is normalised.</summary>
public enum FFTNormType
{
    Backward = 0,
    Forward = 1,
    Ortho = 2,
}
