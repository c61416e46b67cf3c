using System.Runtime.CompilerServices;
using McMaster.NETCore.Plugins.Tests.Support;

namespace McMaster.NETCore.Plugins.Tests;

public sealed class ReloadingTests : IDisposable
{
    private readonly PluginFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_unloadable_plugin_is_collected_after_its_loader_is_disposed()
    {
        var context = LoadAndDispose(_folder.CompileGreeter("plugin", "hello"));

        for (var attempt = 0; context.IsAlive && attempt < 10; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(context.IsAlive);
    }

    [Fact]
    public void Reloading_takes_the_files_as_they_are_then()
    {
        using var loader = InMemory(_folder.CompileGreeter("plugin", "hello"));
        var reloads = 0;
        loader.Reloaded += (_, arguments) =>
        {
            Assert.Same(loader, arguments.Loader);
            reloads++;
        };
        Assert.Equal("hello", loader.Call("Greet"));

        _folder.CompileGreeter("plugin", "good day");
        loader.Reload();

        Assert.Equal("good day", loader.Call("Greet"));
        Assert.Equal(1, reloads);
    }

    [Fact]
    public void A_plugin_that_stays_loaded_cannot_be_reloaded()
    {
        using var loader = PluginLoader.CreateFromAssemblyFile(_folder.CompileGreeter("plugin", "hello"));

        Assert.False(loader.IsUnloadable);
        Assert.Throws<InvalidOperationException>(loader.Reload);
    }

    [Fact]
    public async Task A_changed_file_reloads_a_watched_plugin()
    {
        using var loader = PluginLoader.CreateFromAssemblyFile(_folder.CompileGreeter("plugin", "hello"), config =>
        {
            config.EnableHotReload = true;
            config.LoadInMemory = true;
        });
        var reloaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        loader.Reloaded += (_, _) => reloaded.TrySetResult();
        Assert.True(loader.IsUnloadable);

        _folder.CompileGreeter("plugin", "good day");
        await reloaded.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal("good day", loader.Call("Greet"));
    }

    [Fact]
    public void An_assembly_in_memory_has_no_file()
    {
        using var loader = InMemory(_folder.CompileGreeter("plugin", "hello"));

        Assert.Empty(loader.LoadDefaultAssembly().Location);
        Assert.Equal("hello", loader.Call("Greet"));
    }

    [Fact]
    public void A_disposed_loader_loads_nothing()
    {
        var loader = PluginLoader.CreateFromAssemblyFile(_folder.CompileGreeter("plugin", "hello"));
        loader.Dispose();

        Assert.Throws<ObjectDisposedException>(loader.LoadDefaultAssembly);
    }

    private static PluginLoader InMemory(string plugin) => PluginLoader.CreateFromAssemblyFile(plugin, config =>
    {
        config.IsUnloadable = true;
        config.LoadInMemory = true;
    });

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LoadAndDispose(string plugin)
    {
        using var loader = PluginLoader.CreateFromAssemblyFile(plugin, isUnloadable: true, []);
        Assert.Equal("hello", loader.Call("Greet"));
        return new WeakReference(loader.LoadContext);
    }
}
