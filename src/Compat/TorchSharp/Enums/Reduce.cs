namespace TorchSharp;

/// <summary>How values that meet are reduced to one.</summary>
public enum Reduce
{
    prod = 0,
    mean = 1,
    amax = 2,
    amin = 3,
}
