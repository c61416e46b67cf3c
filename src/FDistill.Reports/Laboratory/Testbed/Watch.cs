namespace FDistill.Reports.Laboratory.Testbed;

/// <summary>Lets a study be watched and stopped, piece by piece.</summary>
/// <param name="study">What is done, in a few words.</param>
/// <param name="total">How many pieces it has.</param>
/// <param name="progress">Who watches.</param>
/// <param name="cancel">Asks to stop.</param>
internal sealed class Watch(string study, int total, IProgress<TestbedProgress>? progress, CancellationToken cancel)
{
    private int done;

    /// <summary>A piece begins.</summary>
    /// <exception cref="OperationCanceledException">The study is to stop.</exception>
    public void Check() => cancel.ThrowIfCancellationRequested();

    /// <summary>A piece is done.</summary>
    public void Done()
    {
        progress?.Report(new TestbedProgress(study, ++done, total));
        Check();
    }
}
