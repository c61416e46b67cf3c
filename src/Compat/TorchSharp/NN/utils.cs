using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Working on the gradients and values of many parameters at once.</summary>
        public static partial class utils
        {
            /// <summary>Scales gradients in place so that their joint norm is at most a given one. Returns the norm before.</summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using var _ = no_grad();
                using var scope = NewDisposeScope();
                var gradients = Gradients(tensors);
                if (gradients.Count == 0) return 0;

                var device = gradients[0].device;
                var norms = stack(gradients.Select(gradient => linalg.vector_norm(gradient, norm_type).to(device)));
                var total = linalg.vector_norm(norms, norm_type);
                var coefficient = total.add(1e-6).reciprocal_().mul_(max_norm);
                if (coefficient.item<float>() < 1)
                {
                    foreach (var gradient in gradients) gradient.mul_(coefficient.to(gradient.device));
                }
                return total.to(ScalarType.Float64).item<double>();
            }

            /// <summary>Limits every element of the gradients, in place, to a size.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var _ = no_grad();
                using var scope = NewDisposeScope();
                foreach (var gradient in Gradients(tensors)) gradient.clamp_(-clip_value, clip_value);
            }

            /// <summary>All parameters as one vector.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                return cat(tensors.Select(parameter => parameter.reshape(-1)).ToArray()).MoveToOuterDisposeScope();
            }

            /// <summary>Copies the pieces of a vector into the parameters.</summary>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                using var _ = no_grad();
                using var scope = NewDisposeScope();
                var position = 0L;
                foreach (var parameter in tensors)
                {
                    var length = parameter.numel();
                    parameter.copy_(vec.narrow(0, position, length).reshape(parameter.shape));
                    position += length;
                }
            }

            private static List<Tensor> Gradients(IEnumerable<Parameter> parameters)
            {
                var result = new List<Tensor>();
                foreach (var parameter in parameters)
                {
                    if (parameter.grad is { } gradient) result.Add(gradient);
                }
                return result;
            }
        }
    }
}
