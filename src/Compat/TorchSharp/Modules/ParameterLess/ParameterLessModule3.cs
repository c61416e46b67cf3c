using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A module of three inputs that holds nothing, so that moving or converting it does nothing.</summary>
public abstract class ParameterLessModule<T1, T2, T3, TResult> : nn.Module<T1, T2, T3, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name)
    {
    }

    public override void register_buffer(string name, Tensor tensor, bool persistent = true) => throw HoldsNothing();

    public override void register_parameter(string name, Parameter param) => throw HoldsNothing();

    public override void register_module(string name, nn.Module submodule) => throw HoldsNothing();

    protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking) => this;

    protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) => this;

    protected internal override nn.Module _to(ScalarType dtype, bool non_blocking) => this;

    private InvalidOperationException HoldsNothing() =>
        new($"'{GetName()}' holds no parameters, buffers or modules.");
}
