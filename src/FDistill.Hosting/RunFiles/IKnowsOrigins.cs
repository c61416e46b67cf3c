using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;

namespace FDistill.Hosting.RunFiles;

/// <summary>A layer of the configuration that can say where each of its keys was written.</summary>
internal interface IKnowsOrigins : IConfigurationProvider
{
    /// <summary>The folder against which its relative paths are resolved.</summary>
    string Folder { get; }

    /// <summary>Where a key was written, in words.</summary>
    bool TryOrigin(string path, [NotNullWhen(true)] out string? origin);
}
