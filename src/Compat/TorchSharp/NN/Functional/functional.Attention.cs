namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Every query's mean of the values, weighted by how well their keys fit it.</summary>
            /// <param name="attn_mask">What may be looked at (true), or what is added to the fit.</param>
            /// <param name="p">The probability that a weight is dropped.</param>
            /// <param name="is_casual">Whether a query sees only the values up to its own position.</param>
            public static Tensor scaled_dot_product_attention(
                Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0, bool is_casual = false)
            {
                if (Operators.scaled_dot_product_attention.Exists) return Aten.scaled_dot_product_attention(query, key, value, attn_mask, p, is_casual);
                if (is_casual && attn_mask is not null) throw new ArgumentException("A causal attention takes no mask of its own.");

                using var scope = NewDisposeScope();
                var fit = (query * (1 / Math.Sqrt(query.size(-1)))).matmul(key.transpose(-2, -1));
                if (is_casual) attn_mask = ones(query.size(-2), key.size(-2), dtype: ScalarType.Bool, device: query.device).tril();
                if (attn_mask is not null) fit = attn_mask.dtype == ScalarType.Bool ? fit.masked_fill(~attn_mask, double.NegativeInfinity) : fit + attn_mask;
                return dropout(fit.softmax(-1), p).matmul(value).MoveToOuterDisposeScope();
            }
        }
    }
}
