using FDistill.Parity.Checks;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Sampling;

namespace FDistill.Parity.StableDiffusion;

/// <summary>Schedulers by the names that recordings give them.</summary>
internal static class Schedulers
{
    public static IScheduler Of(Kwargs arguments, int steps, double eta)
    {
        var name = arguments.Text("scheduler");
        arguments.Irrelevant("precision");
        var config = SchedulerConfig.Read(Networks.Settings(arguments));
        return name switch
        {
            "DDIMScheduler" => new DdimScheduler(config, steps, eta),
            "DDPMScheduler" => new DdpmScheduler(config, steps),
            "EulerDiscreteScheduler" => new EulerScheduler(config, steps),
            _ => throw arguments.Unknown("scheduler", "DDIMScheduler, DDPMScheduler or EulerDiscreteScheduler"),
        };
    }
}
