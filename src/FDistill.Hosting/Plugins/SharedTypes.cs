using FDistill.Plugins;
using FDistill.Torch;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TorchSharp;

namespace FDistill.Hosting.Plugins;

/// <summary>The assemblies that a plugin gets from the host and never from its own folder.</summary>
internal static class SharedTypes
{
    /// <summary>One type of each.</summary>
    public static Type[] All =>
    [
        typeof(IPlugin),
        typeof(TorchRuntime),
        typeof(torch),
        typeof(ILogger),
        typeof(IServiceCollection),
        typeof(IConfiguration),
        typeof(IOptions<>),
    ];
}
