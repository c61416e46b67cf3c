using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A multi-dimensional array of numbers of one type, on one device. This class holds a handle to libtorch's tensor; the methods
    /// that are operators of libtorch are listed in <c>torch.Tensor.ops</c>.
    /// </summary>
    /// <remarks>
    /// A tensor made inside a <see cref="DisposeScope"/> is disposed with the scope. Outside of any, the garbage collector frees it;
    /// large ones are made known to it, so that it does not come too late.
    /// </remarks>
    public partial class Tensor : IDisposable
    {
        private const long LargeBytes = 1 << 16;

        private static long totalCount;
        private static long peakCount;

        internal DisposeScope? scope;
        private nint handle;
        private long pressure;

        internal Tensor(nint handle) : this(handle, BytesOf(handle))
        {
        }

        /// <param name="bytes">How much memory goes when this tensor goes.</param>
        internal Tensor(nint handle, long bytes)
        {
            this.handle = handle;
            var alive = Interlocked.Increment(ref totalCount);
            if (alive > peakCount) peakCount = alive;

            var manager = DisposeScopeManager.OfThread;
            scope = manager.Current;
            if (scope is null)
            {
                manager.Of(this).CreatedOutsideScopeCount++;
                if (bytes >= LargeBytes) AddPressure(bytes);
            }
            else
            {
                manager.Of(this).CreatedInScopeCount++;
                scope.Add(this);
            }
        }

        ~Tensor() => Dispose(false);

        /// <summary>How many tensors are alive.</summary>
        public static long TotalCount => Interlocked.Read(ref totalCount);

        /// <summary>How many tensors were alive at most.</summary>
        public static long PeakCount => Interlocked.Read(ref peakCount);

        /// <summary>The <c>at::Tensor*</c>.</summary>
        public nint Handle
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get
            {
                var current = handle;
                if (current == 0) throw new InvalidOperationException("Tensor invalid -- empty handle.");
                return current;
            }
        }

        public bool IsInvalid => handle == 0;

        /// <summary>Wraps an <c>at::Tensor*</c>, which is this tensor's from now on.</summary>
        public static Tensor UnsafeCreateTensor(nint handle) => new(handle);

        /// <summary>Gives the <c>at::Tensor*</c> away: this tensor is empty afterwards.</summary>
        public nint DecoupleFromNativeHandle()
        {
            GC.SuppressFinalize(this);
            return Release();
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var freed = disposing ? Release() : Forget();
            if (freed != 0) NativeMethods.fd_tensor_free(freed);
        }

        /// <summary>Takes the tensor out of every scope: it lives until it is disposed or forgotten.</summary>
        public Tensor DetachFromDisposeScope()
        {
            scope?.Detach(this);
            return this;
        }

        public Tensor DetatchFromDisposeScope() => DetachFromDisposeScope();

        /// <summary>Lets the tensor outlive its scope, up to the end of the next outer one.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            scope?.MoveToOuter(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.scope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (scope is null) other?.Attach(this);
            else scope.MoveToOther(other!, this);
            return this;
        }

        internal void EnterScope(DisposeScope? entered)
        {
            scope = entered;
            if (entered is null && pressure == 0 && BytesOf(handle) is >= LargeBytes and var bytes) AddPressure(bytes);
        }

        private nint Forget()
        {
            var forgotten = Interlocked.Exchange(ref handle, 0);
            if (forgotten == 0) return 0;
            RemovePressure();
            Interlocked.Decrement(ref totalCount);
            return forgotten;
        }

        private nint Release()
        {
            var released = Forget();
            if (released == 0) return 0;
            if (scope is not null) scope.MarkAsDisposed(this);
            else DisposeScopeManager.OfThread.Of(this).DisposedOutsideScopeCount++;
            return released;
        }

        private void AddPressure(long bytes)
        {
            pressure = bytes;
            GC.AddMemoryPressure(bytes);
        }

        private void RemovePressure()
        {
            if (pressure > 0) GC.RemoveMemoryPressure(pressure);
            pressure = 0;
        }

        private static unsafe long BytesOf(nint handle)
        {
            TensorInfo info;
            return handle != 0 && NativeMethods.fd_tensor_info(handle, &info) >= 0 && info.DeviceType != (int)DeviceType.META ? info.Bytes : 0;
        }
    }
}
