using System.Text.Json;
using FDistill.Formats.Images.Png;
using FDistill.Images;
using FDistill.Plugins.StableDiffusion.Tests.Support;

namespace FDistill.Cli.Tests.Support;

/// <summary>A distillation of a small text-to-image model of random weights
/// in two iterations; made once for all tests of a class.</summary>
public sealed class PaintingRun : IAsyncLifetime
{
    private const int Images = 4;

    private readonly TemporaryFolder folder = new();
    private readonly SmallModel model = new();

    /// <summary>The teacher's folder, in the layout of diffusers.</summary>
    public string Model => model.Folder;

    /// <summary>The run file.</summary>
    public string RunFile => At("painting.json");

    /// <summary>The run's folder.</summary>
    public string Path => At("run");

    public async ValueTask InitializeAsync()
    {
        model.WriteJson("", "model_index.json", new() { ["_class_name"] = "StableDiffusionPipeline" });
        Directory.CreateDirectory(At("images"));
        var numbers = Enumerable.Range(0, Images).ToList();
        foreach (var number in numbers)
            PngWriter.Write(At("images", $"{number}.png"), new Raster(32, 32, 3, [.. Enumerable.Range(0, 32 * 32 * 3).Select(place => (byte)(place * (number + 3)))]));
        folder.Write("captions.json", JsonSerializer.Serialize(new
        {
            images = numbers.Select(number => new { id = number, file_name = $"{number}.png" }),
            annotations = numbers.Select(number => new { id = number, image_id = number, caption = $"painting {number}" }),
        }));
        folder.Write("painting.json", $$"""
            {
              "name": "painting", "device": "cpu",
              "teacher": { "use": "sd15", "folder": "{{model.Folder}}", "resolution": 32 },
              "divergence": { "use": "js" },
              "head": { "use": "sd" },
              "dataset": { "use": "coco-captions", "annotations": "captions.json", "images": "images", "count": 4, "size": 32 },
              "training": { "iterations": 2, "batch": 2, "studentEvery": 2, "guidance": 1.75, "student": { "learningRate": 1e-2 }, "averages": [{ "warmUp": false }] },
              "report": { "rows": 1, "columns": 2, "teacherSteps": 2 }
            }
            """);
        var run = await Invocation.OfAsync("run", RunFile, "--output", Path);
        Assert.True(run.ExitCode == 0, run.Error);
    }

    public ValueTask DisposeAsync()
    {
        model.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private string At(params string[] names) => System.IO.Path.Combine([folder.Path, .. names]);
}
