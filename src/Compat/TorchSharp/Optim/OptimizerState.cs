using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers of one parameter. Its tensors belong to no dispose scope.</summary>
public abstract class OptimizerState
{
    protected readonly Parameter _parameter;

    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    public abstract void Initialize(OptimizerOptions options);

    public abstract void LoadStateDict(BinaryReader reader);

    public abstract void LoadStateDict(OptimizerState source);

    public abstract void SaveStateDict(BinaryWriter writer);

    public virtual void to(Device device)
    {
    }

    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    /// <summary>Writes a tensor that may be absent.</summary>
    protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor? tensor)
    {
        writer.Write(tensor is not null);
        tensor?.Save(writer);
    }

    /// <summary>Reads a tensor that may be absent.</summary>
    protected static void LoadConditionalStateTensor(BinaryReader reader, ref Tensor? result, Device device)
    {
        Tensor? read = null;
        if (reader.ReadBoolean())
        {
            using var loaded = TensorExtensionMethods.Load(reader);
            read = loaded!.to(device, copy: true);
        }
        Set(ref result, read);
    }

    private protected static void Set(ref Tensor? slot, Tensor? value)
    {
        var old = slot;
        slot = value?.DetachFromDisposeScope();
        if (!ReferenceEquals(old, value)) old?.Dispose();
    }

    private protected static void Move(ref Tensor? slot, Device device) => Set(ref slot, slot?.to(device));

    private protected void Copy(ref Tensor? slot, Tensor? source) =>
        Set(ref slot, source?.to(_parameter.dtype, _parameter.device, copy: true));

    private protected static bool Close(Tensor? left, Tensor? right) =>
        ReferenceEquals(left, right) || left is not null && right is not null && left.allclose(right);
}
