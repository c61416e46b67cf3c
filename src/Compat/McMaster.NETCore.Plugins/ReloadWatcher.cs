namespace McMaster.NETCore.Plugins;

/// <summary>Watches the assemblies of a plugin's folder, and reports once they have come to rest after a change.</summary>
internal sealed class ReloadWatcher : IDisposable
{
    private readonly FileSystemWatcher _watcher;
    private readonly Timer _timer;
    private readonly TimeSpan _delay;

    public ReloadWatcher(string folder, TimeSpan delay, Action changed)
    {
        _delay = delay;
        _timer = new Timer(_ => changed());
        _watcher = new FileSystemWatcher(folder, "*.dll");
        _watcher.Changed += Restart;
        _watcher.Created += Restart;
        _watcher.Renamed += Restart;
        _watcher.EnableRaisingEvents = true;
    }

    public void Dispose()
    {
        _watcher.Dispose();
        _timer.Dispose();
    }

    private void Restart(object sender, FileSystemEventArgs e) => _timer.Change(_delay, Timeout.InfiniteTimeSpan);
}
