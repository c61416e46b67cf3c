namespace TorchSharp;

/// <summary>How much border a convolution is given.</summary>
public enum Padding
{
    Valid = 0,
    Same = 1,
}
