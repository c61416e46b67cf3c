using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor on the CPU, to read and to write, in the order of its dimensions.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private Tensor? tensor;
    private T* data;
    private readonly long[] shape;
    private readonly long[] strides;
    private readonly bool contiguous;

    internal TensorAccessor(Tensor tensor)
    {
        this.tensor = tensor;
        data = (T*)tensor.DataPointer;
        shape = tensor.shape;
        strides = tensor.stride();
        contiguous = tensor.is_contiguous();
        Count = tensor.numel();
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get => Data[OffsetOf(indices)];
        set => Data[OffsetOf(indices)] = value;
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array);
        return array;
    }

    /// <summary>An array of the tensor's rank.</summary>
    public Array ToNDArray()
    {
        if (shape.Length == 0) return ToArray();
        var array = Array.CreateInstance(typeof(T), shape);
        var position = new long[shape.Length];
        foreach (var value in this)
        {
            array.SetValue(value, position);
            for (var d = shape.Length - 1; d >= 0 && ++position[d] == shape[d]; d--) position[d] = 0;
        }
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var length = (int)Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        if (contiguous)
        {
            new ReadOnlySpan<T>(Data + tensorIndex, length).CopyTo(array[arrayIndex..]);
            return;
        }
        for (var i = 0; i < length; i++) array[arrayIndex + i] = Data[OffsetOf(tensorIndex + i)];
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var length = (int)Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        if (contiguous)
        {
            array.Slice(arrayIndex, length).CopyTo(new Span<T>(Data + tensorIndex, length));
            return;
        }
        for (var i = 0; i < length; i++) Data[OffsetOf(tensorIndex + i)] = array[arrayIndex + i];
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0L; i < Count; i++) yield return At(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(object? obj) => obj is TensorAccessor<T> other && Count == other.Count && this.SequenceEqual(other);

    public override int GetHashCode() => HashCode.Combine(Count, Count > 0 ? At(0) : default);

    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) => Equals(left, right);

    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !Equals(left, right);

    /// <summary>Lets go of the tensor, which is not disposed.</summary>
    public void Dispose()
    {
        tensor = null;
        data = null;
    }

    private T At(long index) => Data[OffsetOf(index)];

    private T* Data => tensor is { IsInvalid: false } ? data : throw new ObjectDisposedException(nameof(Tensor));

    // One index counts all elements; several index one dimension each.
    private long OffsetOf(long[] indices)
    {
        if (indices.Length == 1 && shape.Length != 1) return OffsetOf(indices[0]);
        var offset = 0L;
        for (var d = 0; d < indices.Length; d++)
        {
            if (d >= shape.Length || indices[d] < 0 || indices[d] >= shape[d])
                throw new IndexOutOfRangeException($"[{string.Join(", ", indices)}] lies outside of [{string.Join(", ", shape)}].");
            offset += indices[d] * strides[d];
        }
        return offset;
    }

    private long OffsetOf(long index)
    {
        if (index < 0 || index >= Count) throw new IndexOutOfRangeException($"There is no element {index} among {Count}.");
        if (contiguous) return index;
        var offset = 0L;
        for (var d = shape.Length - 1; d >= 0; d--)
        {
            offset += index % shape[d] * strides[d];
            index /= shape[d];
        }
        return offset;
    }
}
