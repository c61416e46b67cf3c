namespace FDistill.Torch.Loading;

/// <summary>A folder that holds libtorch.</summary>
/// <param name="Path">The folder of its libraries.</param>
/// <param name="Origin">Why this one, in words.</param>
internal sealed record LibtorchFolder(string Path, string Origin)
{
    /// <summary>The name of the folder beside a program.</summary>
    public const string Name = "libtorch";

    /// <summary>Finds the libtorch to use.</summary>
    /// <param name="asked">The value of <see cref="TorchRuntime.LibtorchVariable"/>.</param>
    /// <param name="places">Folders in which a program's own may lie, first choice first.</param>
    /// <exception cref="DllNotFoundException">The folder that is asked for
    /// has no libtorch, or none was asked for and there is none.</exception>
    public static LibtorchFolder Find(string? asked, IReadOnlyList<string> places)
    {
        if (!string.IsNullOrEmpty(asked)) return Asked(asked);
        return places.Where(Holds).Select(place => new LibtorchFolder(place, "the program's own")).FirstOrDefault()
            ?? throw new DllNotFoundException(
                $"There is no libtorch: {LibraryNames.File("torch_cpu")} is in none of {string.Join(", ", places)}. " +
                $"Reference the package {Package} in the program's project, or name the folder of an installed one, such as PyTorch's, with {TorchRuntime.LibtorchVariable}=FOLDER.");
    }

    /// <summary>The libraries of another libtorch that were copied
    /// from a PyTorch installation lie in its <c>lib</c>.</summary>
    private static LibtorchFolder Asked(string asked)
    {
        var folder = System.IO.Path.GetFullPath(asked);
        foreach (var place in (string[])[System.IO.Path.Combine(folder, "lib"), folder])
            if (Holds(place)) return new LibtorchFolder(place, $"named by {TorchRuntime.LibtorchVariable}");
        throw new DllNotFoundException(
            $"{TorchRuntime.LibtorchVariable} is '{asked}', where neither {LibraryNames.File("torch_cpu")} nor lib/{LibraryNames.File("torch_cpu")} is. " +
            "Name the folder of a libtorch, or of the package 'torch' in Python's site-packages; or unset the variable.");
    }

    private static bool Holds(string folder) => File.Exists(System.IO.Path.Combine(folder, LibraryNames.File("torch_cpu")));

    private static string Package =>
        $"libtorch-cpu-{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
}
