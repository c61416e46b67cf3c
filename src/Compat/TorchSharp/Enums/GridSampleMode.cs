namespace TorchSharp;

public static partial class torch
{
    /// <summary>How a sample between pixels is found.</summary>
    public enum GridSampleMode
    {
        Nearest = 0,
        Bilinear = 2,
    }
}
