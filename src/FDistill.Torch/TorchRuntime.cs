using FDistill.Torch.Loading;

namespace FDistill.Torch;

/// <summary>The native libraries under TorchSharp: where they come from, and when they are loaded.</summary>
/// <remarks>
/// TorchSharp looks for its libraries when its type <c>torch</c> is first
/// touched. From <see cref="Prepare"/> on it is given those found here:
/// libtorch of the folder that <c>FDISTILL_LIBTORCH</c> names, else of the folder
/// <c>libtorch</c> beside the program; where there is neither, what .NET finds by itself.
/// Nothing is loaded before TorchSharp asks.
/// </remarks>
public static class TorchRuntime
{
    /// <summary>The environment variable that names the folder of
    /// another libtorch, such as that of an installed PyTorch.</summary>
    public const string LibtorchVariable = "FDISTILL_LIBTORCH";

    /// <summary>Offers the libraries to TorchSharp. Every program built on this assembly
    /// does so before its first line; calling it again changes nothing.</summary>
    public static void Prepare() => Libraries.Offer();

    /// <summary>Loads the libraries, unless they are loaded: whoever does so before the first tensor gets
    /// one sentence where they are not to be had, and TorchSharp's own search never begins.</summary>
    /// <returns>What was loaded, and how.</returns>
    /// <exception cref="DllNotFoundException">There is no libtorch, or it cannot
    /// be loaded: the message says which file, why and the way out.</exception>
    public static LoadedTorch Load() => Libraries.Load();
}
