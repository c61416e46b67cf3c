using System.Text.RegularExpressions;
using FDistill.Tests.Shared;

namespace FDistill.Torch.Tests;

/// <summary>What the sources leave to FDistill.Torch, which knows what TorchSharp lacks.</summary>
public sealed partial class SourceTests
{
    [Fact]
    public void No_generator_is_made_for_another_device_than_the_cpu() => AssertNone(GeneratorOnDevice());

    [Fact]
    public void Numbers_are_drawn_by_FDistill_Torch_alone() => AssertNone(Draw());

    [Fact]
    public void Backward_passes_are_run_by_FDistill_Torch_alone() => AssertNone(Pass());

    [Fact]
    public void Autograd_functions_derive_from_the_guarded_bases() => AssertNone(Unguarded());

    private static void AssertNone(Regex pattern)
    {
        var found =
            from folder in new[] { "src", "plugins", "samples" }
            from file in Directory.EnumerateFiles(Readme.Path(folder), "*.cs", SearchOption.AllDirectories)
            where !file.StartsWith(Readme.Path("src/FDistill.Torch"), StringComparison.Ordinal)
            from line in File.ReadLines(file).Index()
            where pattern.IsMatch(line.Item)
            select $"{file}:{line.Index + 1}: {line.Item.Trim()}";
        Assert.Empty(found);
    }

    [GeneratedRegex(@"(new Generator|Generator \w+ = new)\((?!.*\bCPU\)).*,")]
    private static partial Regex GeneratorOnDevice();

    [GeneratedRegex(@"(?<![\w.])(torch\.)?(randn?|randint|randperm|bernoulli|poisson|normal|randn?_like|randint_like)\(")]
    private static partial Regex Draw();

    [GeneratedRegex(@"\.backward\(|autograd\.grad\(")]
    private static partial Regex Pass();

    [GeneratedRegex(@":\s*(torch\.|autograd\.)*(Single|Multi)TensorFunction<")]
    private static partial Regex Unguarded();
}
