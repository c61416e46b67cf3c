namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether operations on the tensor are recorded, so that a gradient can be found for it.</summary>
        public bool requires_grad
        {
            get => Info.RequiresGrad != 0;
            set
            {
                NativeError.Check(NativeMethods.fd_requires_grad(Handle, value));
                GC.KeepAlive(this);
            }
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Whether the tensor was not made by a recorded operation.</summary>
        public bool is_leaf => Aten.is_leaf(this);

        /// <summary>The gradient that was gathered in this tensor; null before there is one.</summary>
        public Tensor? grad
        {
            get
            {
                var gradient = NativeMethods.fd_gradient(Handle);
                GC.KeepAlive(this);
                return gradient == 0 ? null : new Tensor(gradient);
            }
            set
            {
                NativeError.Check(NativeMethods.fd_set_gradient(Handle, value?.Handle ?? 0));
                GC.KeepAlive(this);
                GC.KeepAlive(value);
            }
        }

        public void backward() => autograd.backward(this);

        public void backward(
            IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward(this, grad_tensors, retain_graph, create_graph, inputs);
    }
}
