namespace TorchSharp;

/// <summary>How exact a product of float32 matrices is on a GPU.</summary>
public enum Float32MatmulPrecision
{
    highest = 0,
    high = 1,
    medium = 2,
}
