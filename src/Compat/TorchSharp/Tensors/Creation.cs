using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Tensors from .NET's values. The values are copied; the copy is converted and moved where that is asked for.</summary>
internal static unsafe class Creation
{
    public static Tensor FromSpan<T>(ReadOnlySpan<T> values, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad, string[]? names = null)
        where T : unmanaged
    {
        RejectNames(names);
        var elements = 1L;
        foreach (var size in shape) elements *= size;
        if (elements != values.Length) throw new ArgumentException($"{values.Length} values do not fill a tensor of shape [{string.Join(", ", shape.ToArray())}].");

        var created = Aten.empty(shape, ScalarTypes.Of<T>(), CPU);
        values.CopyTo(new Span<T>(created.DataPointer, values.Length));
        GC.KeepAlive(created);
        return Finish(created, dtype, device, requires_grad);
    }

    /// <summary>An array of any rank.</summary>
    public static Tensor FromArray(Array values, ScalarType? dtype, Device? device, bool requires_grad, string[]? names = null)
    {
        RejectNames(names);
        var shape = new long[values.Rank];
        for (var i = 0; i < shape.Length; i++) shape[i] = values.GetLongLength(i);
        var type = ScalarTypes.Of(values.GetType().GetElementType()!);
        var created = Aten.empty(shape, type, CPU);
        var length = values.LongLength * type.ElementSize();
        fixed (byte* source = &MemoryMarshal.GetArrayDataReference(values)) Buffer.MemoryCopy(source, created.DataPointer, length, length);
        GC.KeepAlive(created);
        return Finish(created, dtype, device, requires_grad);
    }

    /// <summary>A tensor over an array's own memory, which stays where it is while the tensor lives.</summary>
    public static Tensor OverArray(Array values, ScalarType type, long count, long offset, bool requires_grad)
    {
        var pinned = GCHandle.Alloc(values, GCHandleType.Pinned);
        var available = Buffer.ByteLength(values) / type.ElementSize() - offset;
        var length = count < 0 ? available : count;
        if (length < 0 || length > available) throw new ArgumentOutOfRangeException(nameof(count), $"The array has room for {available} elements.");
        nint result;
        var data = (byte*)pinned.AddrOfPinnedObject() + offset * type.ElementSize();
        NativeError.Check(NativeMethods.fd_tensor_from_memory(data, &length, 1, (int)type, &Unpin, GCHandle.ToIntPtr(pinned), &result));
        return Recorded(new Tensor(result), requires_grad);
    }

    [UnmanagedCallersOnly]
    private static void Unpin(nint pinned) => GCHandle.FromIntPtr(pinned).Free();

    public static Tensor FromList<T>(IList<T> values, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad, string[]? names = null)
        where T : unmanaged =>
        FromSpan<T>(values as T[] ?? [.. values], shape, dtype, device, requires_grad, names);

    public static Tensor FromScalar<T>(T value, ScalarType? dtype, Device? device, bool requires_grad) where T : unmanaged =>
        FromSpan(new ReadOnlySpan<T>(in value), [], dtype, device, requires_grad);

    public static Tensor Empty(ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) =>
        Recorded(Aten.empty(size, dtype, InitializeDevice(device)), requires_grad, names);

    public static Tensor EmptyStrided(long[] size, long[] strides, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) =>
        Recorded(Aten.empty_strided(size, strides, dtype, InitializeDevice(device)), requires_grad, names);

    public static Tensor Zeros(ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) =>
        Recorded(Aten.zeros(size, dtype, InitializeDevice(device)), requires_grad, names);

    public static Tensor Ones(ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) =>
        Recorded(Aten.ones(size, dtype, InitializeDevice(device)), requires_grad, names);

    /// <summary>Without a type, whole numbers and truth values make int64, others the default type.</summary>
    public static Tensor Full(ReadOnlySpan<long> size, Scalar value, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        var type = dtype ?? (is_integral(value.Type) ? ScalarType.Int64 : get_default_dtype());
        return Recorded(Aten.full(size, value, type, InitializeDevice(device)), requires_grad, names);
    }

    public static Tensor Eye(long rows, long columns, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) =>
        Recorded(Aten.eye(rows, columns < 0 ? rows : columns, dtype, InitializeDevice(device)), requires_grad, names);

    public static Tensor Arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype, Device? device, bool requires_grad) =>
        Recorded(Aten.arange(start, stop, step, dtype, InitializeDevice(device)), requires_grad);

    public static Tensor Linspace(double start, double end, long steps, ScalarType? dtype, Device? device, bool requires_grad) =>
        Recorded(Aten.linspace(start, end, steps, dtype, InitializeDevice(device)), requires_grad);

    public static Tensor Logspace(double start, double end, long steps, double @base, ScalarType? dtype, Device? device, bool requires_grad) =>
        Recorded(Aten.logspace(start, end, steps, @base, dtype, InitializeDevice(device)), requires_grad);

    public static Tensor Rand(ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator, string[]? names) =>
        Recorded(Aten.rand(size, generator, dtype, InitializeDevice(device)), requires_grad, names);

    public static Tensor Randn(ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator, string[]? names) =>
        Recorded(Aten.randn(size, generator, dtype, InitializeDevice(device)), requires_grad, names);

    public static Tensor Normal(
        double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator, string[]? names) =>
        Recorded(Aten.normal(mean, std, size, generator, dtype, InitializeDevice(device)), requires_grad, names);

    public static Tensor Randint(
        long low, long high, ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator, string[]? names) =>
        Recorded(Aten.randint(low, high, size, generator, dtype ?? ScalarType.Int64, InitializeDevice(device)), requires_grad, names);

    public static Tensor Randperm(long n, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator) =>
        Recorded(Aten.randperm(n, generator, dtype ?? ScalarType.Int64, InitializeDevice(device)), requires_grad);

    /// <summary>Hands a result over in a tensor that the caller gave for it, if one was given.</summary>
    public static Tensor Into(Tensor? target, Tensor result)
    {
        if (target is null) return result;
        using (result) return Aten.resize_(target, result.shape).copy_(result);
    }

    /// <summary>Converts and moves a tensor that was just made.</summary>
    public static Tensor Finish(Tensor created, ScalarType? dtype, Device? device, bool requires_grad)
    {
        device = InitializeDevice(device);
        var type = dtype ?? created.dtype;
        if (type != created.dtype || device.type != DeviceType.CPU) created = created.to(type, device, disposeAfter: true);
        return requires_grad ? created.requires_grad_() : created;
    }

    private static Tensor Recorded(Tensor created, bool requires_grad, string[]? names = null)
    {
        RejectNames(names);
        return requires_grad ? created.requires_grad_() : created;
    }

    private static void RejectNames(string[]? names)
    {
        if (names is { Length: > 0 }) throw new NotSupportedException("Tensors with named dimensions are not supported.");
    }
}
