using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        /// <summary>The address of the first element; null where there is none.</summary>
        internal void* DataPointer
        {
            get
            {
                void* data;
                NativeError.Check(NativeMethods.fd_tensor_data(Handle, &data));
                return data;
            }
        }

        /// <summary>The elements as values of .NET's type for them; those of another device are copied.</summary>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            ScalarTypes.Require<T>(dtype);
            return new TensorAccessor<T>(is_cpu() ? this : cpu());
        }

        /// <summary>The only element.</summary>
        public T item<T>() where T : unmanaged
        {
            if (numel() != 1) throw new ArgumentException($"Number of elements in the tensor must be 1, not {numel()}.");
            ScalarTypes.Require<T>(dtype);
            using var detached = detach();
            using var local = detached.cpu();
            var value = *(T*)local.DataPointer;
            GC.KeepAlive(local);
            return value;
        }

        public Scalar ToScalar() => dtype switch
        {
            ScalarType.Byte => item<byte>(),
            ScalarType.Int8 => item<sbyte>(),
            ScalarType.Int16 => item<short>(),
            ScalarType.Int32 => item<int>(),
            ScalarType.Int64 => item<long>(),
            ScalarType.Float16 => item<Half>(),
            ScalarType.BFloat16 => item<BFloat16>(),
            ScalarType.Float32 => item<float>(),
            ScalarType.Float64 => item<double>(),
            ScalarType.Bool => item<bool>(),
            ScalarType.ComplexFloat32 => item<(float, float)>(),
            ScalarType.ComplexFloat64 => item<System.Numerics.Complex>(),
            _ => throw new NotSupportedException($"There is no scalar of type {dtype}."),
        };

        /// <summary>The elements' bytes, of a contiguous tensor on the CPU.</summary>
        public Span<byte> bytes
        {
            get
            {
                var length = numel() * element_size();
                if (!is_cpu() || !is_contiguous()) throw new NotSupportedException("Only a contiguous tensor on the CPU shows its bytes.");
                return new Span<byte>(DataPointer, checked((int)length));
            }
            set
            {
                if (value.Length != numel() * element_size()) throw new ArgumentException($"{value.Length} bytes do not fill {numel()} elements of {element_size()} bytes.");
                if (is_cpu() && is_contiguous())
                {
                    value.CopyTo(bytes);
                    return;
                }
                using var filled = Aten.empty(shape, dtype, CPU);
                value.CopyTo(filled.bytes);
                using (no_grad()) copy_(filled);
            }
        }

        public T ReadCpuValue<T>(long i) where T : unmanaged
        {
            if (!is_cpu()) throw new InvalidOperationException("The tensor is not on the CPU.");
            if (i < 0 || i >= numel()) throw new IndexOutOfRangeException($"There is no element {i} among {numel()}.");
            return ((T*)DataPointer)[i];
        }

        public bool ReadCpuBool(long i) => ReadCpuValue<bool>(i);

        public byte ReadCpuByte(long i) => ReadCpuValue<byte>(i);

        public sbyte ReadCpuSByte(long i) => ReadCpuValue<sbyte>(i);

        public short ReadCpuInt16(long i) => ReadCpuValue<short>(i);

        public int ReadCpuInt32(long i) => ReadCpuValue<int>(i);

        public long ReadCpuInt64(long i) => ReadCpuValue<long>(i);

        public float ReadCpuFloat16(long i) => (float)ReadCpuValue<Half>(i);

        public float ReadCpuBFloat16(long i) => ReadCpuValue<BFloat16>(i).ToSingle();

        public float ReadCpuSingle(long i) => ReadCpuValue<float>(i);

        public double ReadCpuDouble(long i) => ReadCpuValue<double>(i);
    }
}
