using FDistill.Formats.Weights;
using FDistill.Plugins.StableDiffusion.Conditions;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Conditions;

public sealed class PromptCacheTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fdistill-").FullName;
    private readonly CountingEncoder encoder = new();

    private PromptCache Cache(string hash = "one model") => new(folder, hash, new Lazy<IPromptEncoder>(() => encoder), new WeightFiles(), CPU);

    [Fact]
    public void A_text_is_encoded_once_and_comes_back_with_the_same_bits()
    {
        using var scope = NewDisposeScope();
        var (first, again) = (Cache().Encode(["a", "b", "a"]), Cache().Encode(["b", "a", "a"]));
        Assert.Equal(["a", "b"], encoder.Encoded);
        Assert.Equal(0, Some.Distance(first.Context[0], again.Context[1]));
        Assert.Equal(0, Some.Distance(first.Pooled![1], again.Pooled![0]));
        Assert.Equal(0, Some.Distance(first.Context[0], first.Context[2]));
    }

    [Fact]
    public void Only_texts_that_are_missing_are_encoded()
    {
        using var scope = NewDisposeScope();
        Cache().Encode(["a"]);
        Cache().Encode(["a", "c"]);
        Assert.Equal(["a", "c"], encoder.Encoded);
    }

    [Fact]
    public void Another_model_has_encodings_of_its_own()
    {
        using var scope = NewDisposeScope();
        Cache().Encode(["a"]);
        Cache("another model").Encode(["a"]);
        Assert.Equal(["a", "a"], encoder.Encoded);
    }

    [Fact]
    public void Where_all_texts_are_there_the_encoders_are_not_even_loaded()
    {
        using var scope = NewDisposeScope();
        Cache().Encode(["a"]);
        using var cache = new PromptCache(folder, "one model", new Lazy<IPromptEncoder>(() => throw new InvalidOperationException("loaded")), new WeightFiles(), CPU);
        Assert.Equal([1, 3, 4], cache.Encode(["a"]).Context.shape);
    }

    [Fact]
    public void A_teacher_with_a_cache_makes_the_conditions_of_one_without()
    {
        using var scope = NewDisposeScope();
        using var model = new SmallModel(sizes: true);
        using var plain = model.Sdxl();
        using var cached = model.Sdxl(options => options.TextCache = folder);
        using var again = model.Sdxl(options => options.TextCache = folder);
        Datasets.DataBatch batch = new() { Count = 2, Captions = ["a cat", "two dogs"] };
        foreach (var teacher in new[] { cached, again })
        {
            var (expected, found) = ((TextCondition)plain.Conditions.Encode(batch)!, (TextCondition)teacher.Conditions.Encode(batch)!);
            Assert.Equal(0, Some.Distance(expected.Context, found.Context), 6);
            Assert.Equal(0, Some.Distance(expected.Pooled!, found.Pooled!), 6);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Encodes a text by its first letter, and remembers which it saw.</summary>
    private sealed class CountingEncoder : IPromptEncoder
    {
        public List<string> Encoded { get; } = [];

        public (Tensor Context, Tensor? Pooled) Encode(IReadOnlyList<string> prompts)
        {
            Encoded.AddRange(prompts);
            return (stack(prompts.Select(prompt => Some.Normal(prompt[0], 3, 4)), 0), stack(prompts.Select(prompt => Some.Normal(prompt[0], 5)), 0));
        }

        public void OffloadIdle()
        {
        }

        public void Dispose()
        {
        }
    }
}
