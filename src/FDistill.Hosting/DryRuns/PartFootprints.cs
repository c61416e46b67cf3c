using FDistill.Engine.DryRuns;
using FDistill.Heads;
using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using FDistill.Teachers;
using Microsoft.Extensions.DependencyInjection;

namespace FDistill.Hosting.DryRuns;

/// <summary>The sizes of a run's parts; what cannot be sized is
/// reported like any other mistake in the run file.</summary>
/// <param name="problems">Where it is reported.</param>
internal sealed class PartFootprints(RunFileProblems problems)
{
    /// <summary>The teacher's sizes; null where they cannot be determined.</summary>
    public ModelFootprint? Of(IForeseesMemory teacher) => Try(PartKeys.Teacher, teacher.Foresee);

    /// <summary>The head's, on features of the teacher; null where they cannot be determined.</summary>
    public PlannedHead? Of(IServiceProvider services, ModelFootprint model) => Try(PartKeys.Head, () =>
    {
        var head = services.GetRequiredKeyedService<IDiscriminatorHead>(PartKeys.Head);
        var chosen = head.Choose(model.Features);
        using var network = head.Create(chosen);
        return new PlannedHead(network.parameters().Sum(parameter => parameter.numel()), new FeatureSelection([.. chosen.Select(map => map.Name)]));
    });

    private T? Try<T>(string key, Func<T> size) where T : class
    {
        try
        {
            return size();
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidDataException)
        {
            problems.Add(key, failure.Message);
            return null;
        }
    }
}
