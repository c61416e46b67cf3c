using FDistill.Plugins;
using FDistill.Plugins.Metrics;
using FDistill.Plugins.Metrics.CaptionAccuracy;
using FDistill.Plugins.Metrics.Digits;
using FDistill.Plugins.Metrics.Frechet;
using FDistill.Plugins.Metrics.Inception;
using FDistill.Plugins.Metrics.LabelAccuracy;
using FDistill.Plugins.Metrics.Latency;
using FDistill.Plugins.Metrics.PrecisionRecall;

[assembly: FDistillPlugin(typeof(MetricsPlugin), ContractVersion.Current)]

namespace FDistill.Plugins.Metrics;

/// <summary>The bundled metrics and feature extractors.</summary>
public sealed class MetricsPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder) => builder
        .AddFeatureExtractor<DigitsExtractor, DigitsOptions>("digits", "A small classifier of 16x16 digits; its last 64 activations are the features.")
        .AddFeatureExtractor<InceptionExtractor, InceptionOptions>("inception", "Inception-v3 as FID takes it; its 2,048 last activations are the features.")
        .AddMetric<FrechetMetric, NoOptions>("frechet", "Distance between the Gaussians fitted to the features of samples and references.")
        .AddMetric<FidMetric, NoOptions>("fid", "The Frechet distance, in Inception-v3's features.")
        .AddMetric<PrecisionRecallMetric, PrecisionRecallOptions>("precision-recall", "Share of samples among the references' nearest neighbours, and the converse.")
        .AddMetric<LabelAccuracyMetric, NoOptions>("label-accuracy", "Share of samples that the extractor's classifier takes for the label asked for.")
        .AddMetric<CaptionAccuracyMetric, CaptionAccuracyOptions>("caption-accuracy", "Share of samples from which classifiers read what the caption asked for.")
        .AddMetric<LatencyMetric, LatencyOptions>("latency", "Milliseconds that one sample takes when it is made alone, with and without its decoder.");
}
