using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // The framework's own modules keep their parameters and buffers in the registry alone; their properties read and write these slots.
        public partial class Module
        {
            private protected Parameter? GetParameterSlot(string slot) => _internal_params.TryGetValue(slot, out var value) ? value : null;

            /// <summary>Puts a parameter into a slot: it leaves its dispose scope, and the one that it replaces is disposed of.</summary>
            private protected void SetParameterSlot(string slot, Parameter? value)
            {
                var old = GetParameterSlot(slot);
                if (ReferenceEquals(old, value)) return;
                value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(slot, value);
                old?.Dispose();
            }

            private protected Tensor? GetBufferSlot(string slot) => _internal_buffers.TryGetValue(slot, out var entry) ? entry.Item1 : null;

            private protected void SetBufferSlot(string slot, Tensor? value)
            {
                var old = GetBufferSlot(slot);
                if (ReferenceEquals(old, value)) return;
                value?.DetachFromDisposeScope();
                ConditionallyRegisterBuffer(slot, value);
                old?.Dispose();
            }

            private protected static Parameter NewParameter(long[] shape, Device? device, ScalarType? dtype) =>
                new(empty(shape, dtype, device));
        }
    }
}
