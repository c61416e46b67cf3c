using FDistill.Plugins.Shared;
using FDistill.Teachers;

namespace FDistill.Parity.Edm;

/// <summary>EDM's noise schedule by its constants.</summary>
internal static class Schedules
{
    public static INoiseSchedule Default => Of(0.002, 80, 7);

    public static INoiseSchedule Of(double sigmaMin, double sigmaMax, double rho, double mean = -1.2, double deviation = 1.2, double sigmaData = 0.5) =>
        new EdmNoiseSchedule(new EdmNoise(sigmaMin, sigmaMax, sigmaData, rho, mean, deviation));
}
