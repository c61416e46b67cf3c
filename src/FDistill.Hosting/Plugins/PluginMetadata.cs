namespace FDistill.Hosting.Plugins;

/// <summary>What a plugin says of itself in its assembly's metadata.</summary>
/// <param name="Version">The assembly's version.</param>
/// <param name="Entry">The full name of its entry class.</param>
/// <param name="Contract">The contract it was built against, as written.</param>
internal sealed record PluginMetadata(Version Version, string Entry, string Contract);
