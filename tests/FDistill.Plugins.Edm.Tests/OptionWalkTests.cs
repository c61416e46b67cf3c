using System.ComponentModel.DataAnnotations;
using System.Reflection;
using FDistill.Plugins.Edm.Preconditioning;
using FDistill.Plugins.Edm.Tests.Support;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Tests;

/// <summary>Walks the numbers of a teacher and of its preconditioning: each at an end of its range, 0
/// and 1 is refused with a reason, or gives another teacher, all of whose numbers are finite.</summary>
public sealed class OptionWalkTests
{
    /// <summary>Values that change nothing for a reason that is no other option's.</summary>
    private static readonly Dictionary<string, string> Excused = new()
    {
        ["EdmTeacherOptions.SigmaMin = 1E-06"] = "noise levels are at least those that the network knows, of which the kinds ve, vp and iddpm have a smallest one",
        ["EdmTeacherOptions.SigmaData"] = "belongs to the kind edm; of the others it has to be what the checkpoint states, whatever that is",
        ["PreconditioningOptions.SigmaMin = 0"] = "the same as absent for the kind edm",
        ["PreconditioningOptions.SigmaMax = 1000000000"] = "beyond the teacher's own",
        ["PreconditioningOptions.SmallestRatio = 1E-12"] = "no two neighbouring steps have so small a ratio, but for the largest level, which is beyond the teacher's own",
    };

    public static TheoryData<PreconditioningKind, NoiseSpread> Teachers
    {
        get
        {
            var teachers = new TheoryData<PreconditioningKind, NoiseSpread>();
            foreach (var kind in Enum.GetValues<PreconditioningKind>())
                foreach (var spread in Enum.GetValues<NoiseSpread>())
                    if (kind == PreconditioningKind.Edm || spread == NoiseSpread.Rho || $"{kind}" == $"{spread}") teachers.Add(kind, spread);
            return teachers;
        }
    }

    [Theory]
    [MemberData(nameof(Teachers))]
    public void An_option_at_the_ends_of_its_range_acts_or_is_refused(PreconditioningKind kind, NoiseSpread spread)
    {
        var standing = State(kind, spread, _ => { }).Numbers;
        Assert.NotNull(standing);
        foreach (var type in new[] { typeof(EdmTeacherOptions), typeof(PreconditioningOptions) })
            foreach (var (property, value) in type.GetProperties().SelectMany(Values))
            {
                var name = FormattableString.Invariant($"{type.Name}.{property.Name} = {value}");
                var (numbers, refusal) = State(kind, spread, options => property.SetValue(type == typeof(EdmTeacherOptions) ? options : options.Architecture!.Preconditioning, value));
                if (refusal is not null) Assert.True(refusal.Contains(property.Name, StringComparison.OrdinalIgnoreCase), $"{name} is refused without its name: {refusal}");
                else if (Excused.ContainsKey(name) || (kind != PreconditioningKind.Edm && Excused.ContainsKey(name.Split(' ')[0]))) continue;
                else Assert.True(!standing.SequenceEqual(numbers!), $"{name} changes nothing with {kind} and {spread}, and nothing says so");
            }
    }

    [Fact]
    public void Labels_that_are_not_there_cannot_be_dropped()
    {
        var architecture = Some.SmallArchitecture;
        (architecture.Labels, architecture.LabelDropout) = (0, 0.1);
        Assert.Contains("labelDropout has no effect: labels is 0", Assert.Single(architecture.Validate(new(architecture))).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Attention_where_the_network_has_no_level_is_refused_with_its_levels()
    {
        var architecture = Some.SmallArchitecture;
        architecture.AttentionResolutions = [4, 5];
        Assert.Equal("attentionResolutions names 5, at which the network has no level; its levels are at 8, 4", Assert.Single(architecture.Validate(new(architecture))).ErrorMessage);
    }

    [Theory]
    [InlineData(2048, false)]
    [InlineData(2052, true)]
    public void A_level_that_no_machine_holds_is_refused(int modelChannels, bool isRefused)
    {
        var architecture = Some.SmallArchitecture;
        architecture.ModelChannels = modelChannels;
        var mistakes = architecture.Validate(new(architecture)).Select(mistake => mistake.ErrorMessage);
        Assert.Equal(isRefused ? ["modelChannels 2052 and channelMultipliers make a level of 4104 channels; the most are 4096"] : [], mistakes);
    }

    [Fact]
    public void An_entry_without_a_checkpoint_is_refused()
    {
        var options = new EdmTeacherOptions { Architecture = Some.SmallArchitecture, Entry = "net" };
        Assert.Contains("entry has no effect", Assert.Single(options.Validate(new(options))).ErrorMessage, StringComparison.Ordinal);
    }

    private static IEnumerable<(PropertyInfo Property, object Value)> Values(PropertyInfo property)
    {
        if (property.GetCustomAttribute<RangeAttribute>() is not { } range) return [];
        var options = Activator.CreateInstance(property.DeclaringType!)!;
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return new[] { range.Minimum, range.Maximum, 0, 1 }.Select(value => Convert.ChangeType(value, type)).Distinct()
            .Where(value => range.IsValid(value) && !value.Equals(property.GetValue(options))).Select(value => (property, value));
    }

    /// <summary>The noise levels in sampling and in training, and what the
    /// network makes of samples; or why there is no such teacher.</summary>
    private static (double[]? Numbers, string? Refusal) State(PreconditioningKind kind, NoiseSpread spread, Action<EdmTeacherOptions> change)
    {
        var options = new EdmTeacherOptions { Architecture = Some.SmallArchitecture, Spread = spread };
        options.Architecture.Preconditioning.Kind = kind;
        change(options);
        var preconditioning = options.Architecture.Preconditioning;
        if (options.Validate(new(options)).Concat(preconditioning.Validate(new(preconditioning))).FirstOrDefault() is { } mistake) return (null, mistake.ErrorMessage);
        try
        {
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            using var teacher = new EdmTeacher(options, Some.Environment(), new MemoryWeightFiles());
            using var generator = new Generator(5, CPU);
            foreach (var parameter in teacher.Denoiser.Module.parameters()) parameter.copy_(randn(parameter.shape, dtype: float32, device: CPU, generator: generator) * 0.3);
            double[] sampled = [.. teacher.Noise.SamplingTimes(4).Take(4)];
            var t = Some.Times(sampled);
            var noised = (Some.Noised(4) * 0.5) + (Some.Noised(4, 9) * t.to(float32).reshape(4, 1, 1, 1));
            double[] numbers =
            [
                .. sampled, .. teacher.Noise.TrainingTime(Some.Times(-1.5, -0.5, 0.3, 1.2)).data<double>(),
                .. teacher.Denoiser.Denoise(noised, t, Some.Labels(teacher, 0, 1, 2, 0)).to(float64).contiguous().data<double>(),
            ];
            Assert.All(numbers, number => Assert.True(double.IsFinite(number)));
            return (numbers, null);
        }
        catch (ArgumentException refusal)
        {
            return (null, refusal.Message);
        }
    }
}
