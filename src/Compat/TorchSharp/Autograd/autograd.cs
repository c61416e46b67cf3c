namespace TorchSharp;

public static partial class torch
{
    /// <summary>Gradients of what was recorded.</summary>
    public static partial class autograd
    {
        /// <summary>The gradients of outputs with regard to inputs; null for an unused input, where those are allowed.</summary>
        /// <remarks>To differentiate again, both the graph must be created and the old one retained.</remarks>
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false,
            bool allow_unused = false)
        {
            var (of, by, given) = (new TensorList(outputs), new TensorList(inputs), ListOf(grad_outputs));
            var results = new nint[by.Handles.Length];
            NativeError.Check(NativeMethods.fd_grad(
                of.Handles, of.Handles.Length, by.Handles, by.Handles.Length, given.Handles, given.Handles.Length,
                retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, results));
            GC.KeepAlive(of);
            GC.KeepAlive(by);
            GC.KeepAlive(given);
            return Array.ConvertAll(results, result => result == 0 ? null! : new Tensor(result));
        }

        /// <summary>Adds the gradients of tensors to the <c>grad</c> of the leaves, or of some inputs only.</summary>
        /// <param name="retain_graph">Whether a second backward shall be possible; unset, it is where a graph is created.</param>
        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            var (of, given, by) = (new TensorList(tensors), ListOf(grad_tensors), ListOf(inputs));
            NativeError.Check(NativeMethods.fd_backward(
                of.Handles, of.Handles.Length, given.Handles, given.Handles.Length, retain_graph is { } retain ? (retain ? 1 : 0) : -1,
                create_graph ? 1 : 0, by.Handles, by.Handles.Length));
            GC.KeepAlive(of);
            GC.KeepAlive(given);
            GC.KeepAlive(by);
        }

        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        public static AnomalyMode detect_anomaly(bool check_nan = true) => new(true, check_nan);

        public static AnomalyMode set_detect_anomaly(bool mode, bool check_nan = true) => new(mode, check_nan);

        private static TensorList ListOf(IList<Tensor>? tensors) => new(tensors ?? []);
    }
}
