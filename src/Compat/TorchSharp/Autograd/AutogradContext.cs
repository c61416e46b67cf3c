namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>What the forward of a custom function leaves for its backward.</summary>
        public unsafe class AutogradContext : IDisposable
        {
            private readonly Dictionary<string, object> data = [];
            private List<Tensor> toSave = [];
            private List<Tensor> dirty = [];
            private List<Tensor> notDifferentiable = [];
            private nint[] saved = [];
            private nint node;

            internal AutogradContext()
            {
            }

            internal enum OutputKind
            {
                Differentiable, NotDifferentiable, Dirty,
            }

            /// <summary>Whether a gradient that nobody gave is zeros, rather than missing.</summary>
            public bool MaterializeGrads { get; private set; } = true;

            public void set_materialize_grads(bool value) => MaterializeGrads = value;

            /// <summary>Keeps tensors, inputs or outputs mostly, for backward.</summary>
            public void save_for_backward(List<Tensor> tensors) => toSave = [.. tensors];

            /// <summary>The tensors that were kept; libtorch refuses those that were changed in place meanwhile.</summary>
            public List<Tensor> get_saved_variables()
            {
                if (toSave.Count > 0) return [.. toSave];
                var tensors = new List<Tensor>(saved.Length);
                foreach (var handle in saved)
                {
                    nint result = 0;
                    if (handle != 0) NativeError.Check(NativeMethods.fd_saved_unpack(handle, node, &result));
                    tensors.Add(result == 0 ? null! : new Tensor(result));
                }
                return tensors;
            }

            public void save_data(string key, object value) => data[key] = value;

            public object get_data(string key) => data[key];

            /// <summary>Says which inputs forward changed in place.</summary>
            public void mark_dirty(List<Tensor> tensors) => dirty = [.. tensors];

            public void mark_non_differentiable(List<Tensor> tensors) => notDifferentiable = [.. tensors];

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing) => Release();

            internal OutputKind KindOf(Tensor output) =>
                Contains(dirty, output) ? OutputKind.Dirty : Contains(notDifferentiable, output) ? OutputKind.NotDifferentiable : OutputKind.Differentiable;

            /// <summary>Hands what is to be kept to libtorch. An output is kept as it was attached to the graph.</summary>
            internal void Save(List<Tensor> outputs, List<Tensor> attached)
            {
                saved = [.. toSave.Select(tensor => Save(tensor, outputs, attached))];
                (toSave, dirty, notDifferentiable) = ([], [], []);
            }

            /// <summary>Says on behalf of which native node backward runs.</summary>
            internal void Enter(nint running) => node = running;

            internal void Release()
            {
                foreach (var handle in Interlocked.Exchange(ref saved, []))
                {
                    if (handle != 0) NativeMethods.fd_saved_free(handle);
                }
            }

            private static nint Save(Tensor tensor, List<Tensor> outputs, List<Tensor> attached)
            {
                if (tensor is null) return 0;
                var output = outputs.FindIndex(candidate => ReferenceEquals(candidate, tensor));
                var kept = output < 0 ? tensor : attached[output];
                nint handle;
                NativeError.Check(NativeMethods.fd_saved_new(kept.Handle, output < 0 ? 0 : 1, &handle));
                GC.KeepAlive(kept);
                return handle;
            }

            private static bool Contains(List<Tensor> tensors, Tensor tensor) => tensors.Exists(candidate => ReferenceEquals(candidate, tensor));
        }
    }
}
