using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class MemoryTests
{
    [Fact]
    public void ScopesKeepMemoryFlat()
    {
        Work(2_000);
        var before = Environment.WorkingSet;
        Work(20_000);
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 64L << 20);
    }

    [Fact]
    public void ForgottenTensorsAreFreed()
    {
        for (var i = 0; i < 2_000; i++) _ = zeros(256, 1024);
        Assert.InRange(Environment.WorkingSet, 0, 1L << 30);
    }

    private static void Work(int operations)
    {
        using var total = zeros(64, 64);
        for (var i = 0; i < operations; i += 4)
        {
            using var scope = NewDisposeScope();
            total.add_((ones(64, 64) * 2 + 1).relu());
        }
    }
}
