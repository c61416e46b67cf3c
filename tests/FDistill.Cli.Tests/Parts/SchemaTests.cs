using System.Text.Json;
using System.Text.Json.Nodes;
using FDistill.Cli.Tests.Support;
using FDistill.Tests.Shared;

namespace FDistill.Cli.Tests.Parts;

public sealed class SchemaTests(SchemaTests.Schemas schemas) : IClassFixture<SchemaTests.Schemas>
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>All but the third party's, whose parts are not installed here.</summary>
    public static TheoryData<string> Samples => [.. Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories)
        .Where(file => !file.Contains("third-party", StringComparison.Ordinal) && JsonNode.Parse(File.ReadAllText(file), documentOptions: Lenient) is JsonObject json && json.ContainsKey("checkpoints"))
        .Select(file => Path.GetRelativePath(Folder, file)).Order()];

    private static string Folder => Readme.Path("samples");

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_run_file_of_the_samples_satisfies_its_schema(string sample)
    {
        var runFile = Sample(sample).AsObject();
        var kind = runFile.ContainsKey("teacherTraining") ? "teacher" : runFile.ContainsKey("classifierTraining") ? "classifier" : "run";
        Assert.Equal([], SchemaCheck.Problems(schemas.Of(kind), runFile));
    }

    [Theory]
    [InlineData("""{ "divergence": { "use": "jss" } }""", "divergence.use")]
    [InlineData("""{ "divergence": { "use": "power", "gamm": 1 } }""", "divergence.gamm")]
    [InlineData("""{ "divergence": { "use": "power", "gamma": "one" } }""", "divergence.gamma")]
    [InlineData("""{ "training": { "iterations": 0 } }""", "training.iterations")]
    [InlineData("""{ "training": { "iterations": 1.5 } }""", "training.iterations")]
    [InlineData("""{ "trainig": {} }""", "trainig")]
    [InlineData("""{ "head": null }""", "head")]
    [InlineData("""{ "device": "gpu" }""", "device")]
    public void A_mistake_is_found_where_it_is(string mistake, string path)
    {
        var runFile = Sample("digits.json").AsObject();
        foreach (var (key, value) in JsonNode.Parse(mistake)!.AsObject()) runFile[key] = value?.DeepClone();
        Assert.Equal([path], SchemaCheck.Problems(schemas.Of("run"), runFile));
    }

    [Fact]
    public async Task A_run_file_may_name_its_schema()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("run.json", MixtureRun.Json(more: """ "$schema": "fdistill.schema.json" """));
        var run = await Invocation.OfAsync("run", path, "--dry-run", "--output", Path.Combine(folder.Path, "out"));
        Assert.DoesNotContain("$schema", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task The_schema_is_written_to_a_file_with_a_word_on_its_use()
    {
        using var folder = new TemporaryFolder();
        var written = await Invocation.OfAsync("schema", "--output", Path.Combine(folder.Path, "fdistill.schema.json"));
        Assert.Equal(0, written.ExitCode);
        Assert.Contains("\"$schema\": \"fdistill.schema.json\"", written.Out, StringComparison.Ordinal);
        Assert.NotNull(JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Path, "fdistill.schema.json"), TestContext.Current.CancellationToken)));
    }

    private static JsonNode Sample(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name)), documentOptions: Lenient)!;

    /// <summary>The schemas, made once.</summary>
    public sealed class Schemas
    {
        private readonly Dictionary<string, JsonObject> made = [];

        public JsonObject Of(string kind)
        {
            if (!made.TryGetValue(kind, out var schema)) made.Add(kind, schema = JsonNode.Parse(Invocation.OfAsync("schema", kind).GetAwaiter().GetResult().Out)!.AsObject());
            return schema;
        }
    }
}
