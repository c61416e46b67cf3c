using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Training;

public sealed class MemoryTests
{
    /// <summary>The garbage collector gives memory back when it likes: less growth
    /// than this says nothing, more would be some 7 kB an iteration.</summary>
    private const long CollectorsSlack = 48 << 20;

    [Fact]
    public void Ten_thousand_iterations_leave_no_tensor_behind()
    {
        using var run = new TwoModes(training => (training.Batch, training.StudentEvery, training.FakeScoreInEveryTurn) = (2, 2, true));
        for (var turn = 0; turn < 3000; turn++) run.Distiller.Iterate();
        var (tensors, bytes) = Measure();

        for (var turn = 0; turn < 7000; turn++) run.Distiller.Iterate();

        var (tensorsAfter, bytesAfter) = Measure();
        Assert.Equal(tensors, tensorsAfter);
        Assert.True(bytesAfter - bytes < CollectorsSlack, $"memory grew by {(bytesAfter - bytes) >> 20} MiB");
    }

    private static (long Tensors, long Bytes) Measure()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return (Tensor.TotalCount, Environment.WorkingSet);
    }
}
