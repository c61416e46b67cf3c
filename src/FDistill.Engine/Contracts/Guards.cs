using FDistill.Datasets;
using FDistill.Heads;
using FDistill.Metrics;
using FDistill.Teachers;

namespace FDistill.Engine.Contracts;

/// <summary>Puts guards around parts where they enter the engine: all that
/// they hand out is held against their contracts from then on.</summary>
/// <remarks>A part that has its guard keeps it, so that what is
/// handed from one room to the next is guarded once.</remarks>
internal static class Guards
{
    /// <summary>A teacher, with the denoisers, the encoder and the codec that it hands out.</summary>
    public static ITeacher Around(ITeacher teacher) => teacher is GuardedTeacher ? teacher : new GuardedTeacher(teacher);

    /// <summary>A denoiser that a teacher made; the caller goes on owning it.</summary>
    public static IDenoiser Around(ITeacher teacher, IDenoiser denoiser) => denoiser is GuardedDenoiser ? denoiser : new GuardedDenoiser(teacher, denoiser);

    /// <summary>A head, with the networks that it makes.</summary>
    public static IDiscriminatorHead Around(IDiscriminatorHead head) => head is GuardedHead ? head : new GuardedHead(head);

    /// <summary>A dataset, with the streams that it opens.</summary>
    public static IDataset Around(IDataset dataset) => dataset is GuardedDataset ? dataset : new GuardedDataset(dataset);

    /// <summary>A feature extractor.</summary>
    public static IFeatureExtractor Around(IFeatureExtractor extractor) => extractor is GuardedExtractor ? extractor : new GuardedExtractor(extractor);
}
