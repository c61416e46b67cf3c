namespace FDistill.Engine.Training.Loop;

/// <summary>Asks a run, from any thread, for a checkpoint after the iteration in progress.</summary>
public sealed class SaveRequests
{
    private int asked;

    /// <summary>Asks for one.</summary>
    public void Ask() => Interlocked.Exchange(ref asked, 1);

    /// <summary>Whether one was asked for since the last time.</summary>
    internal bool Take() => Interlocked.Exchange(ref asked, 0) == 1;
}
