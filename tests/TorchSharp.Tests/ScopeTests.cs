using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class ScopeTests
{
    [Fact]
    public void AScopeDisposesWhatWasMadeInIt()
    {
        Tensor inside;
        using (NewDisposeScope()) inside = zeros(1);
        Assert.True(inside.IsInvalid);
    }

    [Fact]
    public void WhatIsMovedOutLivesUntilTheOuterScopeEnds()
    {
        Tensor moved;
        using (NewDisposeScope())
        {
            using (NewDisposeScope()) moved = zeros(1).MoveToOuterDisposeScope();
            Assert.False(moved.IsInvalid);
        }
        Assert.True(moved.IsInvalid);
    }

    [Fact]
    public void WhatIsDetachedOutlivesEveryScope()
    {
        Tensor detached;
        using (NewDisposeScope())
        {
            using (NewDisposeScope()) detached = zeros(1).DetachFromDisposeScope();
        }
        Assert.False(detached.IsInvalid);
        detached.Dispose();
    }

    [Fact]
    public void ATensorMovesToTheScopeOfAnother()
    {
        using var outer = NewDisposeScope();
        var anchor = zeros(1);
        Tensor moved;
        using (NewDisposeScope()) moved = ones(1).MoveToOtherDisposeScope(anchor);
        Assert.False(moved.IsInvalid);
        Assert.True(outer.Contains(moved));
    }

    [Fact]
    public void AScopeIsEmptiedBeforeItsEnd()
    {
        using var scope = NewDisposeScope();
        var (kept, dropped) = (zeros(1), zeros(1));
        scope.DisposeEverythingBut(kept);
        Assert.False(kept.IsInvalid);
        Assert.True(dropped.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
        scope.DisposeEverything();
        Assert.True(kept.IsInvalid);
    }

    [Fact]
    public void ATensorDisposedByHandLeavesItsScope()
    {
        using var scope = NewDisposeScope();
        zeros(1).Dispose();
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void AScopeHoldsForItsThreadOnly()
    {
        Tensor? elsewhere = null;
        using (NewDisposeScope())
        {
            var thread = new Thread(() => elsewhere = zeros(1));
            thread.Start();
            thread.Join();
        }
        Assert.False(elsewhere!.IsInvalid);
        elsewhere.Dispose();
    }

    [Fact]
    public void ADisposedTensorCannotBeUsed()
    {
        var gone = zeros(1);
        gone.Dispose();
        Assert.ThrowsAny<Exception>(() => gone + 1);
    }
}
