using FDistill.Runs;
using TorchSharp;

namespace FDistill.Hosting.Composition;

/// <summary>Sets in libtorch how a run computes: with which threads, in which numbers.</summary>
internal static class ComputeSettings
{
    /// <summary>Applies what concerns the whole process.</summary>
    /// <param name="environment">Where and how the run computes.</param>
    public static void Apply(RunEnvironment environment)
    {
        // Some builds of libtorch start with a single thread; whoever wants that says so in OMP_NUM_THREADS.
        if (torch.get_num_threads() == 1 && Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is null)
            torch.set_num_threads(Environment.ProcessorCount);

        if (environment.Device.type != DeviceType.CUDA) return;
        torch.backends.cuda.matmul.allow_tf32 = environment.Precision == Precision.Tf32;
        torch.backends.cudnn.allow_tf32 = environment.Precision == Precision.Tf32;
    }
}
