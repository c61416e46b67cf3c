using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using FDistill.Formats.Weights;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Folders;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using FDistill.Plugins.StableDiffusion.UNet;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Teachers;

public class FullSizeTests
{
    private static readonly JsonObject Sdxl = JsonNode.Parse("""
        { "_class_name": "UNet2DConditionModel", "sample_size": 128, "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
          "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"], "block_out_channels": [320, 640, 1280], "cross_attention_dim": 2048,
          "transformer_layers_per_block": [1, 2, 10], "attention_head_dim": [5, 10, 20], "use_linear_projection": true,
          "addition_embed_type": "text_time", "addition_time_embed_dim": 256, "projection_class_embeddings_input_dim": 2816 }
        """)!.AsObject();

    [Fact]
    public void The_U_Net_of_SDXL_loads_in_bfloat16_within_8_GiB_and_a_minute_of_processor_time()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("FDISTILL_FULL_SIZE") is not { Length: > 0 }, "takes gigabytes; set FDISTILL_FULL_SIZE=1, and run this test alone");
        var folder = Directory.CreateTempSubdirectory("fdistill-").FullName;
        try
        {
            var (part, place, files) = (Directory.CreateDirectory(Path.Combine(folder, "unet")).FullName, new NetworkPlace(CPU, bfloat16), new WeightFiles());
            File.WriteAllText(Path.Combine(part, "config.json"), Sdxl.ToJsonString());
            using (var written = new UNet2DConditionModel(UNetConfig.Read(Some.File(Sdxl)), place))
                files.Write(Path.Combine(part, "diffusion_pytorch_model.safetensors"), StateDict.Of(written), new Dictionary<string, string>());

            var before = Process.GetCurrentProcess().TotalProcessorTime;
            using var network = new ModelFolder(folder, null, files).UNet(place);
            var time = Process.GetCurrentProcess().TotalProcessorTime - before;
            Assert.Equal(2_567_463_684, network.parameters().Sum(parameter => parameter.numel()));
            Assert.InRange(time.TotalSeconds, 0, 60);
            Assert.InRange(PeakGibibytes(), 4, 8);
            TestContext.Current.SendDiagnosticMessage($"{time.TotalSeconds:f1} s, {PeakGibibytes():f2} GiB");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The most memory that this process has held.</summary>
    private static double PeakGibibytes()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / (1 << 20);
    }
}
