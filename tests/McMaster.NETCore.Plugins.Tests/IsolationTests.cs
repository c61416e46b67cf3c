using McMaster.NETCore.Plugins.Tests.Support;

namespace McMaster.NETCore.Plugins.Tests;

public sealed class IsolationTests : IDisposable
{
    private readonly PluginFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Two_plugins_each_see_their_own_version_of_a_dependency()
    {
        using var first = PluginLoader.CreateFromAssemblyFile(_folder.CompileGreeter("first", "hello"));
        using var second = PluginLoader.CreateFromAssemblyFile(_folder.CompileGreeter("second", "good day"));

        Assert.Equal("hello", first.Call("Greet"));
        Assert.Equal("good day", second.Call("Greet"));
    }

    [Fact]
    public void A_shared_type_is_the_hosts_own()
    {
        var plugin = CompileImplementation();
        using var loader = PluginLoader.CreateFromAssemblyFile(plugin, [typeof(IContract)]);

        var instance = Activator.CreateInstance(loader.LoadDefaultAssembly().GetType("Implementation")!);

        Assert.Equal(42, Assert.IsType<IContract>(instance, exactMatch: false).Answer);
    }

    [Fact]
    public void A_type_that_is_not_shared_is_another_type()
    {
        var plugin = CompileImplementation();
        using var loader = PluginLoader.CreateFromAssemblyFile(plugin);

        var instance = Activator.CreateInstance(loader.LoadDefaultAssembly().GetType("Implementation")!);

        Assert.False(instance is IContract);
    }

    [Fact]
    public void A_private_assembly_stays_the_plugins_own_where_all_others_are_shared()
    {
        var plugin = CompileImplementation();
        using var shared = PluginLoader.CreateFromAssemblyFile(plugin, config => config.PreferSharedTypes = true);
        using var isolated = PluginLoader.CreateFromAssemblyFile(plugin, config =>
        {
            config.PreferSharedTypes = true;
            config.PrivateAssemblies.Add(typeof(IContract).Assembly.GetName());
        });

        Assert.True(Activator.CreateInstance(shared.LoadDefaultAssembly().GetType("Implementation")!) is IContract);
        Assert.False(Activator.CreateInstance(isolated.LoadDefaultAssembly().GetType("Implementation")!) is IContract);
    }

    [Fact]
    public void While_contextual_reflection_lasts_names_of_the_plugins_types_are_found()
    {
        using var loader = PluginLoader.CreateFromAssemblyFile(_folder.CompileGreeter("plugin", "hello"));
        loader.LoadDefaultAssembly();

        Assert.Null(Type.GetType("Plugin, Greeter"));
        using (loader.EnterContextualReflection()) Assert.NotNull(Type.GetType("Plugin, Greeter"));
    }

    [Fact]
    public void A_relative_path_is_refused() =>
        Assert.Throws<ArgumentException>(() => PluginLoader.CreateFromAssemblyFile("plugin.dll"));

    [Fact]
    public void A_missing_file_is_reported_when_it_is_loaded()
    {
        using var loader = PluginLoader.CreateFromAssemblyFile(_folder.PathOf("missing.dll"));

        Assert.Throws<FileNotFoundException>(loader.LoadDefaultAssembly);
    }

    // The plugin's folder holds a copy of the contract's assembly, as a careless build leaves it.
    private string CompileImplementation()
    {
        var contract = typeof(IContract).Assembly.Location;
        var plugin = _folder.Compile(
            "plugin/Implementer.dll", $"public class Implementation : {typeof(IContract).FullName} {{ public int Answer => 42; }}", contract);
        File.Copy(contract, _folder.PathOf($"plugin/{Path.GetFileName(contract)}"), overwrite: true);
        return plugin;
    }
}

public interface IContract
{
    int Answer { get; }
}
