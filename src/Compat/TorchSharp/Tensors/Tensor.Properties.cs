namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public ScalarType dtype => (ScalarType)Info.Type;

        public Device device
        {
            get
            {
                var info = Info;
                return new Device((DeviceType)info.DeviceType, info.DeviceIndex);
            }
        }

        public DeviceType device_type => (DeviceType)Info.DeviceType;

        public int device_index => Info.DeviceIndex;

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public long[] shape
        {
            get
            {
                var sizes = new long[Info.Dimensions];
                fixed (long* pointer = sizes) NativeError.Check(NativeMethods.fd_tensor_sizes(Handle, pointer));
                GC.KeepAlive(this);
                return sizes;
            }
        }

        public long[] size() => shape;

        public long size(int dim)
        {
            var sizes = shape;
            if (dim >= sizes.Length || dim < -sizes.Length) throw new IndexOutOfRangeException($"There is no dimension {dim} among {sizes.Length}.");
            return sizes[dim < 0 ? dim + sizes.Length : dim];
        }

        public long[] stride()
        {
            var strides = new long[Info.Dimensions];
            fixed (long* pointer = strides) NativeError.Check(NativeMethods.fd_tensor_strides(Handle, pointer));
            GC.KeepAlive(this);
            return strides;
        }

        public long stride(int dim)
        {
            var strides = stride();
            return strides[dim < 0 ? dim + strides.Length : dim];
        }

        public long Dimensions => Info.Dimensions;

        public long dim() => Info.Dimensions;

        public long ndim => Info.Dimensions;

        public long NumberOfElements => Info.Elements;

        public long numel() => Info.Elements;

        public long ElementSize => Info.ElementSize;

        public long element_size() => Info.ElementSize;

        public long storage_offset() => Info.StorageOffset;

        public bool is_contiguous() => Info.IsContiguous != 0;

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public bool is_integral() => torch.is_integral(dtype);

        internal TensorInfo Info
        {
            get
            {
                TensorInfo info;
                NativeError.Check(NativeMethods.fd_tensor_info(Handle, &info));
                GC.KeepAlive(this);
                return info;
            }
        }
    }
}
