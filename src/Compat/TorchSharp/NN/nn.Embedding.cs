using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static Embedding Embedding(
            long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2,
            bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null) =>
            new(new Parameter(empty([num_embeddings, embedding_dims], dtype, device)), true,
                padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);

        /// <summary>A table of given vectors, of which the module takes hold.</summary>
        public static Embedding Embedding_from_pretrained(
            Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null, double norm_type = 2,
            bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
        {
            var table = embeddings.detach().to(dtype ?? embeddings.dtype, device ?? embeddings.device);
            return new(new Parameter(table, !freeze), false, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
        }
    }
}
