using FDistill.Teachers;
using FDistill.Testing.Support;
using static TorchSharp.torch;

namespace FDistill.Testing.Teachers;

// What student and fake score start from.
public abstract partial class TeacherLaws
{
    /// <summary>It is the student that learns.</summary>
    [Fact]
    public void The_teacher_is_frozen()
    {
        var trainable = Teacher.Denoiser.Module.named_parameters().Where(pair => pair.parameter.requires_grad).Select(pair => pair.name).ToList();
        Law.Require(trainable.Count == 0, "ITeacher.Denoiser", "no parameter of it requires a gradient", $"{trainable.Count} do, the first of them '{trainable.FirstOrDefault()}'");
    }

    /// <summary>Student and fake score start from the teacher and go their own ways.</summary>
    [Fact]
    public void Trainable_copies_are_independent_of_the_teacher_and_of_each_other()
    {
        var (noised, t, condition) = Input(2);
        using var first = Trainable();
        using var second = Trainable();
        using var ungraded = no_grad();
        var (teacherBefore, secondBefore) = (Teacher.Denoiser.Denoise(noised, t, condition), second.Denoise(noised, t, condition));
        if (CopiesWeights) Law.RequireSame(teacherBefore, secondBefore, Rounding, CreateTrainable, "a copy begins at the teacher's weights, without dropout");

        var parameters = first.Module.parameters().ToList();
        Law.Require(parameters.Count > 0 && parameters.All(parameter => parameter.requires_grad), CreateTrainable, "all parameters of a copy are trainable",
            $"{parameters.Count(parameter => parameter.requires_grad)} of {parameters.Count} are");
        foreach (var parameter in parameters) parameter.add_(1);
        Law.RequireSame(teacherBefore, Teacher.Denoiser.Denoise(noised, t, condition), 0, CreateTrainable, "training a copy leaves the teacher as it was");
        Law.RequireSame(secondBefore, second.Denoise(noised, t, condition), 0, CreateTrainable, "training a copy leaves other copies as they were");
    }

    /// <summary>Masters in float32 begin there.</summary>
    [Fact]
    public void Weights_that_can_be_opened_are_those_that_a_copy_begins_at()
    {
        using var inner = NewDisposeScope();
        using var weights = Teacher.OpenWeights();
        if (weights is null) return;
        using var copy = Trainable();
        var found = weights.Entries.Select(entry => entry.Name).ToHashSet();
        foreach (var (name, tensor) in Runs.StateDict.Of(copy.Module))
        {
            Law.Require(found.Remove(name), OpenWeights, "every tensor of a copy's state dict is there under its name", $"no '{name}'");
            Law.RequireSame(tensor, weights.Read(name).to_type(tensor.dtype), 0, OpenWeights, $"'{name}', in the copy's type, is the copy's");
        }
        Law.Require(found.Count == 0, OpenWeights, "there is nothing that a copy does not have", $"'{found.FirstOrDefault()}'");
    }

    /// <summary>Checkpoints hold state dicts.</summary>
    [Fact]
    public void A_copy_that_was_saved_and_loaded_estimates_the_same_to_the_bit()
    {
        var (noised, t, condition) = Input(2);
        var files = new PartServices().WeightFiles;
        var folder = Directory.CreateTempSubdirectory("fdistill-laws-");
        try
        {
            using var saved = Trainable();
            using var loaded = Trainable();
            using var ungraded = no_grad();
            foreach (var parameter in saved.Module.parameters()) parameter.mul_(1.01);
            var path = Path.Combine(folder.FullName, "copy.safetensors");
            files.Write(path, Runs.StateDict.Of(saved.Module), new Dictionary<string, string>());
            using (var file = files.Read(path)) Runs.StateDict.Copy(file.Tensors, "", loaded.Module, path);
            Law.RequireSame(saved.Denoise(noised, t, condition), loaded.Denoise(noised, t, condition), 0, CreateTrainable, "a copy's state dict is all there is to it");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Checkpoints can be handed on.</summary>
    [Fact]
    public void A_copy_can_be_exported()
    {
        var folder = Directory.CreateTempSubdirectory("fdistill-laws-");
        try
        {
            using var copy = Trainable();
            Teacher.Export(copy, folder.FullName);
            Law.Require(folder.EnumerateFiles("*", SearchOption.AllDirectories).Any(), "ITeacher.Export", "writes the network in its ecosystem's format into the folder", $"an empty folder");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private IDenoiser Trainable()
    {
        using var outside = NewDisposeScope();
        return Teacher.CreateTrainable();
    }
}
