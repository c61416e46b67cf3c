using FDistill.Datasets;
using FDistill.Engine.Evaluation;
using FDistill.Hosting.Composition;
using FDistill.Hosting.RunFiles;
using FDistill.Metrics;
using FDistill.Teachers;
using Microsoft.Extensions.DependencyInjection;

namespace FDistill.Hosting.Running;

/// <summary>Registers the parts of an evaluation.</summary>
internal static class EvaluationServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Extractor, reference and metrics, all of them together as
        /// <see cref="EvaluationParts"/>, and what measures with them.</summary>
        public IServiceCollection AddEvaluation(EvaluationSection? section)
        {
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<RunEvaluation>(provider, provider.GetRequiredKeyedService<ITeacher>(PartKeys.Teacher)));
            services.AddSingleton(provider => new RunPrompts(
                section, () => provider.GetKeyedService<IDataset>(PartKeys.Prompts), () => provider.GetKeyedService<IDataset>(PartKeys.Dataset)));
            if (section is null) return services;
            services.AddSingleton(section);
            services.AddPart(PartKeys.Extractor, section.Extractor).AddPart(PartKeys.Reference, section.Reference).AddPart(PartKeys.Prompts, section.Prompts);
            for (var i = 0; i < section.Metrics.Count; i++) services.AddPart(PartKeys.Metric(i), section.Metrics[i]);
            return services
                .AddSingleton(provider => new EvaluationParts(
                    provider.GetKeyedService<IFeatureExtractor>(PartKeys.Extractor),
                    provider.GetKeyedService<IDataset>(PartKeys.Reference),
                    [.. section.Metrics.Select((_, index) => provider.GetRequiredKeyedService<IMetric>(PartKeys.Metric(index)))]))
                .AddSingleton(provider => new Evaluator(provider.GetRequiredService<EvaluationParts>(), section, provider.GetService<IProgress<EvaluationProgress>>()));
        }
    }
}
