using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Folders;
using FDistill.Runs;
using FDistill.Teachers;

namespace FDistill.Plugins.StableDiffusion.Export;

/// <summary>The layout of diffusers: the student's U-Net with the teacher's other
/// parts, a scheduler that takes the student's steps, and a card.</summary>
/// <param name="pipeline">The kind of model.</param>
/// <param name="teacher">The teacher's folder.</param>
/// <param name="options">The teacher's options.</param>
/// <param name="sample">The shape of the latents.</param>
/// <param name="scheduler">The noise that the model was trained with.</param>
/// <param name="files">Writes the weights.</param>
internal sealed class DiffusersFormat(
    Pipeline pipeline, ModelFolder teacher, LatentTeacherOptions options, SampleShape sample, SchedulerConfig scheduler, IWeightFiles files) : IModelFormat
{
    private const string Weights = "diffusion_pytorch_model.safetensors", Settings = "config.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public string Name => "diffusers";

    /// <inheritdoc/>
    public void Write(StudentModel student, string folder)
    {
        ArgumentNullException.ThrowIfNull(student);
        var index = ModelIndex.Of(teacher, pipeline);
        WriteUNet(student.Network, folder);
        foreach (var part in index.CopiedParts) PartFiles.Copy(teacher, part, folder);
        var levels = StudentScheduler.Levels(scheduler, student.Times);
        WriteJson(Path.Combine(folder, "scheduler", "scheduler_config.json"), StudentScheduler.Settings(scheduler));
        WriteJson(Path.Combine(folder, "model_index.json"), index.Json);
        WriteJson(Path.Combine(folder, "fdistill.json"), StudentRunFile.Of(student, pipeline, options));
        File.WriteAllText(Path.Combine(folder, "README.md"), new ModelCard(student, pipeline, levels, TeacherLicence.Of(teacher)).Text);
    }

    /// <summary>Writes the U-Net alone.</summary>
    /// <param name="network">A network that the teacher made.</param>
    /// <param name="folder">The folder that gets a folder <c>unet</c>.</param>
    public void WriteUNet(IDenoiser network, string folder)
    {
        ArgumentNullException.ThrowIfNull(network);
        var settings = JsonNode.Parse(File.ReadAllBytes(teacher.PathOf(ModelFolder.UNet, Settings)))!.AsObject();
        // What a model is asked for where nothing is said: the size that the student has learnt.
        settings["sample_size"] = sample.Height;
        WriteJson(Path.Combine(folder, ModelFolder.UNet, Settings), settings);
        files.Write(Path.Combine(folder, ModelFolder.UNet, Weights), StateDict.Of(network.Module), new Dictionary<string, string> { ["format"] = "pt" });
    }

    private static void WriteJson(string path, JsonObject content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content.ToJsonString(Indented) + "\n");
    }
}
