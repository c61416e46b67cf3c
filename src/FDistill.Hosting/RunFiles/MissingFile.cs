namespace FDistill.Hosting.RunFiles;

/// <summary>A file or folder that a run file names and that is not there.</summary>
/// <param name="Key">Where it is named, as <c>teacher:checkpoint</c>.</param>
/// <param name="Path">Its full path.</param>
public sealed record MissingFile(string Key, string Path);
