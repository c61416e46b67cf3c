using System.Runtime.InteropServices;

namespace FDistill.Packages.Tests.Support;

/// <summary>The command, published as a single file with its plugins and libtorch beside it.</summary>
public sealed class SingleFileHost() : PublishedHost("--runtime", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false", "-p:PublishSingleFile=true");
