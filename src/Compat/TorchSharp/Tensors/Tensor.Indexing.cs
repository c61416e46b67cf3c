using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => Select(indices);
            set => Selection.Fill(Select(indices), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => Select([i1]);
            set => Selection.Fill(Select([i1]), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => Select([i1, i2]);
            set => Selection.Fill(Select([i1, i2]), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => Select([i1, i2, i3]);
            set => Selection.Fill(Select([i1, i2, i3]), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => Select([i1, i2, i3, i4]);
            set => Selection.Fill(Select([i1, i2, i3, i4]), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => Select([i1, i2, i3, i4, i5]);
            set => Selection.Fill(Select([i1, i2, i3, i4, i5]), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => Select([i1, i2, i3, i4, i5, i6]);
            set => Selection.Fill(Select([i1, i2, i3, i4, i5, i6]), value);
        }

        public Tensor index(params TensorIndex[] indices) => Selection.Read(this, indices);

        public Tensor index(params Tensor[] indices) => Aten.index(this, indices);

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, accumulate: false);

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, accumulate: false);

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            Selection.Write(this, indices, value, accumulate);
            return this;
        }

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) => Aten.index_put_(this, indices, value, accumulate);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var scalar = full([], value);
            return index_put_(scalar, indices, accumulate: false);
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using var scalar = full([], value);
            return index_put_(scalar, indices, accumulate: false);
        }

        private Tensor Select(ReadOnlySpan<long> indices)
        {
            var selected = select(0, indices[0]);
            foreach (var index in indices[1..])
            {
                var outer = selected;
                selected = outer.select(0, index);
                outer.Dispose();
            }
            return selected;
        }
    }
}
