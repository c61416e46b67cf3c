namespace FDistill.Torch.Loading;

/// <summary>A version of another library that a library demands.</summary>
/// <param name="File">The other library: <c>libstdc++.so.6</c>.</param>
/// <param name="Name">The version: <c>GLIBCXX_3.4.32</c>.</param>
/// <param name="Index">The number by which the library's symbols refer to it.</param>
/// <param name="Place">Where its entry lies in the file.</param>
internal sealed record NeededVersion(string File, string Name, ushort Index, int Place);
