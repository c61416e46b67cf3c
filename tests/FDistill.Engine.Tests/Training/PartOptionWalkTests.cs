using System.Reflection;
using FDistill.Divergences;
using FDistill.Engine.Tests.Support;
using FDistill.Engine.Training.Loop;
using FDistill.Plugins.Divergences.Families;
using FDistill.Plugins.GaussianMixture;
using FDistill.Plugins.Heads;
using FDistill.Runs;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Training;

/// <summary>Walks the options of the parts that the Gaussian testbed is made of: each value at an
/// end of its range, 0 and 1 is refused with a reason, or the run is finite and another.</summary>
public sealed class PartOptionWalkTests
{
    /// <summary>What the walk does not ask, and why.</summary>
    private static readonly Dictionary<string, string> Left = new()
    {
        ["GaussianMixtureTeacherOptions.Dimension"] = "belongs to the components' means: refused by name where it is another",
        ["GaussianMixtureTeacherOptions.Components"] = "a list",
        ["AffineOptions.Mean"] = "a list",
        ["PooledMlpHeadOptions.Features"] = "a list of names, which are checked",
        ["MixOptions.First"] = "a name, which is checked",
        ["MixOptions.Second"] = "a name, which is checked",
    };

    public static TheoryData<string, string> Places
    {
        get
        {
            var places = new TheoryData<string, string>();
            foreach (var type in new[] { typeof(GaussianMixtureTeacherOptions), typeof(MlpOptions), typeof(AffineOptions), typeof(PooledMlpHeadOptions), typeof(PowerOptions), typeof(AmariOptions), typeof(SmoothedTotalVariationOptions), typeof(MixOptions) })
                foreach (var property in type.GetProperties().Where(property => property.CanWrite && !property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal) && !Left.ContainsKey($"{type.Name}.{property.Name}")))
                    places.Add(type.Name, property.Name);
            return places;
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void An_option_of_a_part_at_the_ends_of_its_range_acts_or_is_refused(string section, string name)
    {
        var standing = State(section, _ => { });
        var values = ValuesOf(section, name);
        Assert.NotEmpty(values);
        foreach (var value in values)
        {
            var found = State(section, options => options.GetType().GetProperty(name)!.SetValue(options, value));
            if (found.Refusal is { } refusal)
                Assert.True(refusal.Contains(name, StringComparison.OrdinalIgnoreCase) || refusal.Contains("has no effect", StringComparison.Ordinal), $"{section}.{name} = {value}: {refusal}");
            else Assert.True(standing.State != found.State, $"{section}.{name} = {value} changes nothing");
        }
    }

    private static IReadOnlyList<object> ValuesOf(string section, string name)
    {
        var (options, _) = Parts(section);
        var property = options.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance)!;
        return OptionPlace.ValuesOf(property, property.GetValue(options)!);
    }

    /// <summary>A section's options, and how a testbed is made with them.</summary>
    private static (object Options, Func<TwoModes> Make) Parts(string section)
    {
        var model = new GaussianMixtureTeacherOptions
        {
            Dimension = 1, Components = TwoModes.Components, SigmaMin = 0.02, SigmaMax = 8, Mlp = new() { Width = 16, Layers = 1 },
        };
        var head = new PooledMlpHeadOptions { Width = 16, Layers = 1 };
        TwoModes Made(IDivergence divergence)
        {
            if (OptionPlace.MistakesOf(model) is [var mistake, ..]) throw new ArgumentException(mistake);
            return new TwoModes(
                training => (training.StudentEvery, training.AdversarialWeight) = (2, 0.1), divergence: divergence, head: _ => new PooledMlpHead(head, new RunEnvironment(CPU, Precision.Fp32, Seed: 1)),
                model: options =>
                {
                    (options.SigmaMin, options.SigmaMax, options.Rho, options.Student, options.Mlp, options.Affine) = (model.SigmaMin, model.SigmaMax, model.Rho, model.Student, model.Mlp, model.Affine);
                });
        }

        if (section == nameof(AffineOptions)) (model.Student, model.Mlp) = (StudentKind.Affine, new());
        var (power, amari, variation, mix) = (new PowerOptions(), new AmariOptions { Alpha = 0.5 }, new SmoothedTotalVariationOptions { Width = 0.5 }, new MixOptions { Share = 0.3 });
        return section switch
        {
            nameof(GaussianMixtureTeacherOptions) => (model, () => Made(new Power(power))),
            nameof(MlpOptions) => (model.Mlp, () => Made(new Power(power))),
            nameof(AffineOptions) => (model.Affine, () => Made(new Power(power))),
            nameof(PooledMlpHeadOptions) => (head, () => Made(new Power(power))),
            nameof(PowerOptions) => (power, () => Made(new Power(power))),
            nameof(AmariOptions) => (amari, () => Made(new Amari(amari))),
            nameof(SmoothedTotalVariationOptions) => (variation, () => Made(new SmoothedTotalVariation(variation))),
            _ => (mix, () => Made(new Mix(mix))),
        };
    }

    private static (string? State, string? Refusal) State(string section, Action<object> set)
    {
        using var scope = NewDisposeScope();
        var (options, make) = Parts(section);
        set(options);
        if (OptionPlace.MistakesOf(options) is [var mistake, ..]) return (null, mistake);
        try
        {
            using var run = make();
            var reports = run.Iterate(4);
            Assert.All(reports.SelectMany(report => report.Values), pair => Assert.True(double.IsFinite(pair.Value), pair.Key));
            return (string.Join(' ', run.Weights().Select(number => number.ToString("R"))), null);
        }
        catch (Exception exception) when (exception is ArgumentException or NonFiniteException)
        {
            return (null, exception.Message);
        }
    }
}
