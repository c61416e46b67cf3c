namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers on one device.</summary>
    public unsafe class Generator : IDisposable
    {
        private nint handle;

        public Generator(ulong seed = 0, Device? device = null) : this(device ?? CPU, shared: false) =>
            NativeError.Check(NativeMethods.fd_generator_set_seed(Handle, seed));

        private Generator(Device device, bool shared)
        {
            this.device = InitializeDevice(device);
            nint created;
            NativeError.Check(NativeMethods.fd_generator_new((int)device.type, device.index, shared ? 1 : 0, &created));
            handle = created;
        }

        ~Generator() => Dispose(false);

        /// <summary>The generator that is used where none is given.</summary>
        public static Generator Default => Shared(CPU);

        public Device device { get; }

        public nint Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(Generator));

        public Generator manual_seed(long seed)
        {
            NativeError.Check(NativeMethods.fd_generator_set_seed(Handle, (ulong)seed));
            GC.KeepAlive(this);
            return this;
        }

        /// <summary>Seeds the generator with a number that cannot be foreseen, and returns that.</summary>
        public long seed()
        {
            ulong seed;
            NativeError.Check(NativeMethods.fd_generator_seed(Handle, &seed));
            GC.KeepAlive(this);
            return (long)seed;
        }

        public long initial_seed()
        {
            ulong seed;
            NativeError.Check(NativeMethods.fd_generator_current_seed(Handle, &seed));
            GC.KeepAlive(this);
            return (long)seed;
        }

        public Tensor get_state()
        {
            nint state;
            NativeError.Check(NativeMethods.fd_generator_state(Handle, &state));
            GC.KeepAlive(this);
            return new Tensor(state);
        }

        public void set_state(Tensor value)
        {
            NativeError.Check(NativeMethods.fd_generator_set_state(Handle, value.Handle));
            GC.KeepAlive(this);
            GC.KeepAlive(value);
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var freed = Interlocked.Exchange(ref handle, 0);
            if (freed != 0) NativeMethods.fd_generator_free(freed);
        }

        internal static Generator Shared(Device device) => new(device, shared: true);
    }
}
