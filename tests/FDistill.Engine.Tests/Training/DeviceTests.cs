using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Training;

public sealed class DeviceTests
{
    [Fact]
    public void No_iteration_makes_a_tensor_without_naming_its_device()
    {
        // A tensor on the default device, which computes nothing, would meet those of the run and fail.
        set_default_device(META);
        try
        {
            using var run = new TwoModes(training => (training.StudentSteps, training.GradientPenalty) = (2, new() { Gamma = 1 }));
            run.Iterate(5);
            using var scope = NewDisposeScope();
            run.Distiller.Load(run.Distiller.Save());
        }
        finally
        {
            set_default_device(CPU);
        }
    }
}
