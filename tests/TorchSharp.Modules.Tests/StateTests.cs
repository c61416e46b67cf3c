using TorchSharp.Modules.Tests.Support;
using static TorchSharp.torch;

namespace TorchSharp.Modules.Tests;

public sealed class StateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("modules-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_state_is_copied_into_another_module()
    {
        using var source = new SmallNet();
        using var target = new SmallNet();
        var input = rand(4, 3);

        var (missing, unexpected) = target.load_state_dict(source.state_dict());

        Assert.Empty(missing);
        Assert.Empty(unexpected);
        Assert.True(target.call(input).Equals(source.call(input)));
        Assert.NotEqual(source.Scale.Handle, target.Scale.Handle);
    }

    [Fact]
    public void A_state_that_lacks_a_name_is_refused_when_strict()
    {
        using var source = nn.Linear(2, 2, hasBias: false);
        using var target = nn.Linear(2, 2);

        Assert.Throws<InvalidOperationException>(() => target.load_state_dict(source.state_dict()));
        var (missing, _) = target.load_state_dict(source.state_dict(), strict: false);
        Assert.Equal(["bias"], missing);
    }

    [Fact]
    public void A_file_gives_a_module_back()
    {
        using var source = new SmallNet();
        using var target = new SmallNet();
        var path = Path.Combine(_folder.FullName, "net.dat");
        var input = rand(4, 3);

        source.save(path);
        target.load(path);

        Assert.True(target.call(input).Equals(source.call(input)));
    }

    [Fact]
    public void A_file_keeps_half_precision()
    {
        using var source = nn.Linear(3, 3).to(ScalarType.BFloat16);
        using var target = nn.Linear(3, 3).to(ScalarType.BFloat16);
        var path = Path.Combine(_folder.FullName, "net.dat");

        source.save(path);
        target.load(path);

        Assert.True(target.weight.Equals(source.weight));
    }

    [Fact]
    public void Reading_reports_what_it_found_and_leaves_the_skipped_alone()
    {
        using var source = nn.Linear(3, 3);
        using var target = nn.Linear(3, 3);
        var path = Path.Combine(_folder.FullName, "net.dat");
        var bias = target.bias!.clone();
        var found = new Dictionary<string, bool>();

        source.save(path);
        target.load(path, skip: ["bias"], loadedParameters: found);

        Assert.True(target.weight.Equals(source.weight));
        Assert.True(target.bias!.Equals(bias));
        Assert.Contains("weight", found.Keys);
    }

    [Fact]
    public void A_file_of_another_module_is_refused_when_strict()
    {
        using var source = nn.LayerNorm(3);
        using var target = new SmallNet();
        var path = Path.Combine(_folder.FullName, "net.dat");
        source.save(path);

        Assert.ThrowsAny<Exception>(() => target.load(path));
    }
}
