namespace TorchSharp;

public static partial class torch
{
    /// <summary>The shape of a tensor.</summary>
    public readonly struct Size
    {
        private readonly long[] shape;

        public Size(long[] shape) => this.shape = [.. shape];

        public Size(IEnumerable<long> shape) => this.shape = [.. shape];

        public Size(int[] shape) => this.shape = Array.ConvertAll(shape, size => (long)size);

        public Size(long size) => shape = [size];

        public Size(int size) => shape = [size];

        public Size((long, long) size) => shape = [size.Item1, size.Item2];

        public Size((long, long, long) size) => shape = [size.Item1, size.Item2, size.Item3];

        public Size((long, long, long, long) size) => shape = [size.Item1, size.Item2, size.Item3, size.Item4];

        public Size((long, long, long, long, long) size) => shape = [size.Item1, size.Item2, size.Item3, size.Item4, size.Item5];

        public Size((long, long, long, long, long, long) size) =>
            shape = [size.Item1, size.Item2, size.Item3, size.Item4, size.Item5, size.Item6];

        public Size((int, int) size) : this(((long, long))size)
        {
        }

        public Size((int, int, int) size) : this(((long, long, long))size)
        {
        }

        public Size((int, int, int, int) size) : this(((long, long, long, long))size)
        {
        }

        public Size((int, int, int, int, int) size) : this(((long, long, long, long, long))size)
        {
        }

        public Size((int, int, int, int, int, int) size) : this(((long, long, long, long, long, long))size)
        {
        }

        /// <summary>The shape of a tensor without dimensions.</summary>
        public static readonly Size Empty = new(Array.Empty<long>());

        public long[] Shape => shape ?? [];

        public int Length => Shape.Length;

        public bool IsEmpty => Length == 0;

        public bool IsScalar => Length == 0;

        public long this[int idx] => Shape[idx];

        public long this[long idx] => Shape[idx];

        public static implicit operator Size(long size) => new(size);

        public static implicit operator Size(long[] size) => new(size);

        public static implicit operator Size((long, long) size) => new(size);

        public static implicit operator Size((long, long, long) size) => new(size);

        public static implicit operator Size((long, long, long, long) size) => new(size);

        public static implicit operator Size((long, long, long, long, long) size) => new(size);

        public static implicit operator Size((long, long, long, long, long, long) size) => new(size);

        public static bool operator ==(Size left, Size right) => left.Shape.AsSpan().SequenceEqual(right.Shape);

        public static bool operator !=(Size left, Size right) => !(left == right);

        public static Size operator +(Size left, Size right) => left + right.Shape.AsEnumerable();

        public static Size operator +(Size left, IEnumerable<long> right) => new(left.Shape.Concat(right));

        public long numel() => Shape.Aggregate(1L, (product, size) => product * size);

        public IEnumerable<long> Take(int i) => Shape.Take(i);

        public Size Slice(int first, int next) => new(Shape.Skip(first).Take(next - first));

        public IEnumerator<long> GetEnumerator() => Shape.AsEnumerable().GetEnumerator();

        public override bool Equals(object? obj) => obj is Size other && this == other;

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var size in Shape) hash.Add(size);
            return hash.ToHashCode();
        }
    }
}
