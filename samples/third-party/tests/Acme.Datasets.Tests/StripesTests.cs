using FDistill.Datasets;
using FDistill.Testing.Datasets;
using Xunit;
using static TorchSharp.torch;

namespace Acme.Datasets.Tests;

public sealed class StripesLaws : DatasetLaws
{
    protected override IDataset CreateDataset() => new Stripes(new StripesOptions { Records = 13 });
}

public sealed class StripesTests
{
    [Fact]
    public void Upright_stripes_are_the_same_in_every_row()
    {
        using var scope = NewDisposeScope();
        using var stream = new Stripes(new StripesOptions()).Open(new DataRequest { Batch = 2 });
        var batch = stream.Next()!;
        Assert.Equal([0L, 1L], batch.Labels!.data<long>().ToArray());
        Assert.True(batch.Images![0, 0, 0].eq(batch.Images[0, 0, 5]).all().item<bool>());
    }
}
