using FDistill.Plugins.Edm.Noise;
using FDistill.Plugins.Edm.Preconditioning;
using FDistill.Plugins.Shared;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm;

/// <summary>The noise levels of a teacher: those that its options ask for, as far as its network knows them.</summary>
internal static class EdmTeacherNoise
{
    public static EdmNoiseSchedule Of(EdmTeacherOptions options, PreconditioningOptions preconditioning)
    {
        using var scope = NewDisposeScope();
        var known = preconditioning.Create(options.SigmaData, CPU);
        var (smallest, largest) = (Math.Max(options.SigmaMin, known.SigmaMin), Math.Min(options.SigmaMax, known.SigmaMax));
        if (smallest >= largest)
            throw new ArgumentException(FormattableString.Invariant(
                $"the network knows noise levels from {known.SigmaMin} to {known.SigmaMax}, teacher.sigmaMin and teacher.sigmaMax ask for {options.SigmaMin} to {options.SigmaMax}"));

        if (options.Spread == NoiseSpread.Vp && !VpLevels.Reach(smallest, largest))
            throw new ArgumentException(FormattableString.Invariant(
                $"no variance-preserving process has the noise levels {smallest} to {largest} that the spread 'vp' would be over; lower teacher.sigmaMin, or choose another teacher.spread"));

        INoiseLevels levels = options.Spread switch
        {
            NoiseSpread.Rho => new RhoLevels(smallest, largest, options.Rho),
            NoiseSpread.Vp => new VpLevels(smallest, largest),
            NoiseSpread.Ve => new VeLevels(smallest, largest),
            NoiseSpread.Iddpm => new TableLevels(preconditioning.StepLevels, smallest, largest),
            _ => throw new InvalidOperationException($"unknown spread {options.Spread}"),
        };
        // A network of iDDPM knows the levels of its steps only.
        if (preconditioning.Kind == PreconditioningKind.Iddpm) levels = new RoundedLevels(levels, preconditioning.StepLevels);
        var training = new LogNormalNoise(options.TrainingMean, options.TrainingDeviation, options.SigmaData);
        return new EdmNoiseSchedule(levels, preconditioning.TrainingNoise(training));
    }
}
