namespace McMaster.NETCore.Plugins.Tests.Support;

internal static class PluginLoaderExtensions
{
    public static object? Call(this PluginLoader loader, string method) =>
        loader.LoadDefaultAssembly().GetType("Plugin", throwOnError: true)!.GetMethod(method)!.Invoke(null, null);
}
