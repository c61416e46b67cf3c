using FDistill.Datasets;
using FDistill.Engine.Evaluation;
using FDistill.Engine.Sampling;
using FDistill.Heads;
using FDistill.Hosting.RunFiles;
using FDistill.Metrics;
using FDistill.Plugins;
using FDistill.Teachers;
using Microsoft.Extensions.DependencyInjection;

namespace FDistill.Hosting.Composition;

/// <summary>Makes a run's parts and checks that they fit each other; what
/// does not is reported like any other mistake in the run file.</summary>
internal sealed class PartChecks(IServiceProvider provider, RunFileProblems problems)
{
    /// <summary>The parts of a distillation.</summary>
    public void Check(DistillationRunFile runFile)
    {
        var teacher = Make<ITeacher>(PartKeys.Teacher);
        Make<Divergences.IDivergence>(PartKeys.Divergence);
        CheckHead(teacher, Make<IDiscriminatorHead>(PartKeys.Head));
        CheckDataset(PartKeys.Dataset, teacher, Make<IDataset>(PartKeys.Dataset), conditions: true);
        CheckGuidance(teacher, runFile.Training.Guidance);
        if (runFile.Training.GradientCheckpointing && teacher?.Denoiser is { } denoiser && OptionalContract.Of<ICheckpointingDenoiser>(denoiser) is null)
            problems.Add("training:gradientCheckpointing", $"found true, but the networks of '{runFile.Teacher!.Name}' know nothing of it; set it to false");
        CheckEvaluation(teacher, runFile.Evaluation);
    }

    /// <summary>The parts of a teacher's training.</summary>
    public void Check(TeacherTrainingRunFile runFile)
    {
        var teacher = Make<ITeacher>(PartKeys.Teacher);
        CheckDataset(PartKeys.Dataset, teacher, Make<IDataset>(PartKeys.Dataset), conditions: true);
        CheckEvaluation(teacher, runFile.Evaluation);
    }

    /// <summary>The parts of an encoding.</summary>
    public void Check(EncodingRunFile runFile)
    {
        var (teacher, dataset) = (Make<ITeacher>(PartKeys.Teacher), Make<IDataset>(PartKeys.Dataset));
        if (teacher is { Codec: null }) problems.Add(PartKeys.Teacher, $"'{runFile.Teacher!.Name}' works on pixels: there is nothing to encode");
        else if (dataset is { Encoding: not null }) problems.Add(PartKeys.Dataset, "it is encoded already");
        else CheckDataset(PartKeys.Dataset, teacher, dataset, conditions: true);
    }

    /// <summary>The parts that measure a run's checkpoints.</summary>
    public void Check(EvaluatedRunFile runFile) => CheckEvaluation(Make<ITeacher>(PartKeys.Teacher), runFile.Evaluation);

    /// <summary>The parts that measure images which were made elsewhere.</summary>
    public void Check(EvaluatedImagesRunFile runFile) => CheckEvaluation(teacher: null, runFile.Evaluation, madeElsewhere: true);

    /// <summary>The parts that make statistics of images.</summary>
    public void CheckStatistics()
    {
        if (OptionalContract.Of<ITrainableClassifier>(Make<IFeatureExtractor>(PartKeys.Extractor)) is { IsTrained: false })
            problems.Add(PartKeys.Extractor, "it holds no trained weights: there are no features to take statistics of");
        Make<IDataset>(PartKeys.Reference);
    }

    /// <summary>The parts of a classifier's training.</summary>
    public void Check(ClassifierTrainingRunFile runFile)
    {
        var extractor = Make<IFeatureExtractor>(PartKeys.Classifier);
        var classifier = OptionalContract.Of<ITrainableClassifier>(extractor);
        if (extractor is not null && classifier is null)
            problems.Add(PartKeys.Classifier, $"'{runFile.Extractor!.Name}' cannot be trained: {extractor.GetType().Name} is no {nameof(ITrainableClassifier)}");
        if (classifier is { IsTrained: true })
            problems.Add(PartKeys.Classifier, $"'{runFile.Extractor!.Name}' has trained weights, and a training begins without any: say \"trained\": false");
        CheckLabels(PartKeys.Dataset);
        CheckLabels(PartKeys.Test);
    }

    private void CheckLabels(string key)
    {
        if (Make<IDataset>(key) is { } dataset && !dataset.Offers.Contains(ConditionKinds.Label))
            problems.Add(key, "a classifier learns from labels, and this dataset has none");
    }

    private void CheckHead(ITeacher? teacher, IDiscriminatorHead? head)
    {
        if (teacher is not null && head is not null) Try(PartKeys.Head, () => head.Create(head.Choose(teacher.Features)).Dispose());
    }

    private void CheckDataset(string key, ITeacher? teacher, IDataset? dataset, bool conditions, bool anySize = false)
    {
        if (teacher is null || dataset is null) return;
        var wanted = teacher.Codec?.Pixels ?? teacher.Sample;
        if (dataset.Pixels == default)
            problems.Add(key, "it holds captions alone, and images are needed here");
        else if (dataset.Pixels != wanted && !(anySize && dataset.Pixels.Channels == wanted.Channels))
            problems.Add(key, $"its images are {dataset.Pixels}, the teacher's are {wanted} (channels x height x width)");
        CheckEncoding(key, teacher, dataset, asTraining: conditions);
        var kind = teacher.Conditions.Kind;
        if (!conditions || kind == ConditionKinds.None) return;
        if (!dataset.Offers.Contains(kind))
            problems.Add(key, $"the teacher needs conditions of the kind '{kind}'; this dataset offers {(dataset.Offers.Count == 0 ? "none" : string.Join(", ", dataset.Offers))}");
        if (kind == ConditionKinds.Label && dataset.Classes > teacher.Conditions.Labels)
            problems.Add(key, $"it has {dataset.Classes} classes, the teacher knows {teacher.Conditions.Labels}");
    }

    /// <summary>Stored latents and encodings belong to the networks that made them.</summary>
    private void CheckEncoding(string key, ITeacher teacher, IDataset dataset, bool asTraining)
    {
        if (dataset.Encoding is not { } stored) return;
        const string Remedy = "encode it anew with 'fdistill dataset encode', or give the teacher that it was encoded with";
        if (!asTraining)
            problems.Add(key, "it holds latents, and images are needed here: name the dataset that it was encoded from");
        else if (teacher.Codec is not { } codec)
            problems.Add(key, "it holds latents, and the teacher works on pixels");
        else if (stored.Latents != teacher.Sample)
            problems.Add(key, $"its latents are {stored.Latents}, the teacher's are {teacher.Sample} (channels x height x width): {Remedy}");
        else if (stored.Codec != codec.Identity)
            problems.Add(key, $"its latents were encoded by the autoencoder {Short(stored.Codec)}, the teacher's is {Short(codec.Identity)}: {Remedy}");
        else if (stored.Conditions is { } conditions && conditions != teacher.Conditions.Identity)
            problems.Add(key, $"its texts were encoded by the text encoders {Short(conditions)}, the teacher's are {Short(teacher.Conditions.Identity ?? "none")}: {Remedy}");
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;

    private void CheckGuidance(ITeacher? teacher, double guidance)
    {
        if (teacher is null || guidance == 1) return;
        using var scope = TorchSharp.torch.NewDisposeScope();
        if (teacher.Conditions.Null(1) is null)
            problems.Add("training:guidance", $"found {FormattableString.Invariant($"{guidance}")}, but the teacher has no empty condition to be guided away from; use 1");
    }

    private void CheckEvaluation(ITeacher? teacher, EvaluationSection? section, bool madeElsewhere = false)
    {
        if (section is null) return;
        var extractor = Make<IFeatureExtractor>(PartKeys.Extractor);
        CheckDataset(PartKeys.Reference, teacher, Make<IDataset>(PartKeys.Reference), conditions: false, anySize: extractor is { BringsToOneSize: true });
        CheckPrompts(teacher, section);
        CheckTeacherRows(teacher, section);
        if (section.Metrics.Count == 0) problems.Add("evaluation:metrics", "expected at least 1 entry: there is nothing to measure");
        for (var i = 0; i < section.Metrics.Count; i++)
        {
            if (Make<IMetric>(PartKeys.Metric(i)) is not { } metric) continue;
            var name = section.Metrics[i].Name;
            Need(i, name, metric.Needs.HasFlag(MetricNeeds.Features) && section.Extractor is null, "features: add evaluation.extractor");
            Need(i, name, metric.Needs.HasFlag(MetricNeeds.References) && section.Reference is null, "reference images: add evaluation.reference");
            Need(i, name, metric.Needs.HasFlag(MetricNeeds.ReferenceStatistics) && section.Reference is null && section.ReferenceStatistics is null,
                "reference images: add evaluation.reference or evaluation.referenceStatistics");
            Need(i, name, metric.Needs.HasFlag(MetricNeeds.Labels) && teacher is { Conditions.Labels: 0 }, "labels, and this teacher has none: leave the metric out");
            Need(i, name, metric.Needs.HasFlag(MetricNeeds.Captions) && teacher is { Conditions.Kind: not ConditionKinds.Caption }, "captions, which this teacher is not asked by: leave the metric out");
            Need(i, name, metric.Needs.HasFlag(MetricNeeds.Captions) && madeElsewhere && section.Prompts is null, "the captions that these images were made from: add evaluation.prompts, in the order of the images");
            Need(i, name, metric.Needs.HasFlag(MetricNeeds.Generator) && madeElsewhere, "to make samples itself, and these images were made elsewhere: leave the metric out");
            Need(i, name, metric.Needs.HasFlag(MetricNeeds.Labels) && madeElsewhere, "labels, which nobody asked these images for: leave the metric out");
        }

        // What an evaluation itself refuses, e.g. an extractor that was never trained.
        if (!problems.Touch("evaluation")) Try("evaluation", () => provider.GetRequiredService<Evaluator>());
    }

    private void CheckTeacherRows(ITeacher? teacher, EvaluationSection section)
    {
        if (teacher is null) return;
        for (var i = 0; i < section.TeacherSamplers?.Count; i++)
            Try($"{PartKeys.TeacherSamplers}:{i}", () => _ = new TeacherSampler(teacher, section.TeacherSamplers[i].Sampling));
    }

    private void CheckPrompts(ITeacher? teacher, EvaluationSection section)
    {
        var kind = teacher?.Conditions.Kind;
        if (section is { Prompts: null, ImagesPerPrompt: not 1 })
            problems.Add("evaluation:imagesPerPrompt", $"found {section.ImagesPerPrompt}, and it has no effect without evaluation.prompts; leave it out, or add evaluation.prompts");
        if (Make<IDataset>(PartKeys.Prompts) is { } dataset)
        {
            if (!dataset.Offers.Contains(ConditionKinds.Caption))
                problems.Add(PartKeys.Prompts, $"'{section.Prompts!.Name}' offers no captions to ask for samples by; it offers {string.Join(", ", dataset.Offers)}");
            if (kind is not (null or ConditionKinds.Caption)) problems.Add(PartKeys.Prompts, "this teacher is not asked by captions: leave it out");
        }
        else if (kind == ConditionKinds.Caption && section.Prompts is null)
        {
            problems.Add(PartKeys.Prompts, "is missing: the teacher makes samples of captions, and this names a dataset with captions");
        }
        else if (kind is not (null or ConditionKinds.None or ConditionKinds.Label or ConditionKinds.Caption))
        {
            problems.Add("evaluation", $"the teacher needs conditions of the kind '{kind}', and an evaluation can only make up labels and read captions");
        }
    }

    private void Need(int index, string metric, bool lacks, string what)
    {
        if (lacks) problems.Add(PartKeys.Metric(index), $"'{metric}' needs {what}");
    }

    /// <summary>Makes a part; null where none is chosen, or where it cannot be made.</summary>
    private TContract? Make<TContract>(string key) where TContract : class
    {
        TContract? part = null;
        Try(key, () => part = provider.GetKeyedService<TContract>(key));
        return part;
    }

    /// <summary>Takes what parts throw on a user's mistake for a problem
    /// of their section; anything else is a defect and passes.</summary>
    private void Try(string key, Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidDataException or InvalidOperationException or IOException or UnauthorizedAccessException or DllNotFoundException)
        {
            problems.Add(key, failure.Message);
        }
    }
}
