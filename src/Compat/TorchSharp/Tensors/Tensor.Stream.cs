namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        /// <summary>Writes the elements' bytes, in order.</summary>
        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            using var contiguous = detach().contiguous();
            using var local = contiguous.cpu();
            var data = (byte*)local.DataPointer;
            var (length, step) = (numel() * element_size(), Math.Max(bufferSize, 1 << 20));
            for (var done = 0L; done < length; done += step) stream.Write(new ReadOnlySpan<byte>(data + done, (int)Math.Min(step, length - done)));
            GC.KeepAlive(local);
        }

        /// <summary>Fills the tensor with the elements' bytes, in order.</summary>
        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            if (is_cpu() && is_contiguous())
            {
                Fill(stream, Math.Max(bufferSize, 1 << 20));
                return;
            }
            using var read = Aten.empty(shape, dtype, CPU);
            read.ReadBytesFromStream(stream, bufferSize);
            using (no_grad()) copy_(read);
        }

        private void Fill(Stream stream, int step)
        {
            var data = (byte*)DataPointer;
            var length = numel() * element_size();
            for (var done = 0L; done < length; done += step) stream.ReadExactly(new Span<byte>(data + done, (int)Math.Min(step, length - done)));
            GC.KeepAlive(this);
        }

        public static Tensor Load(string location)
        {
            using var stream = File.OpenRead(location);
            return Load(stream);
        }

        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
            return Load(reader);
        }

        public static Tensor Load(BinaryReader reader) => TensorExtensionMethods.Load(reader);

        public static Tensor load(string location) => Load(location);

        public void save(string location) => this.Save(location);
    }

    public static Tensor load(string location) => Tensor.load(location);

    public static void save(Tensor t, string location) => t.save(location);
}
