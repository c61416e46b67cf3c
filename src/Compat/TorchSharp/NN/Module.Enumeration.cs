using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // What a module holds, in the order of registration: its own first, then each submodule's under "submodule.name".
        public partial class Module
        {
            /// <summary>Names and parameters; one that is shared is listed under its first name only.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<IntPtr>();
                foreach (var (name, parameter) in _internal_params)
                {
                    if (!parameter.IsInvalid && seen.Add(parameter.Handle)) yield return (name, parameter);
                }
                if (!recurse) yield break;
                foreach (var (prefix, child) in _internal_submodules)
                {
                    foreach (var (name, parameter) in child.named_parameters(true))
                    {
                        if (seen.Add(parameter.Handle)) yield return ($"{prefix}.{name}", parameter);
                    }
                }
            }

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<IntPtr>();
                foreach (var (name, (buffer, persistent)) in _internal_buffers)
                {
                    if ((persistent || include_nonpersistent) && seen.Add(buffer.Handle)) yield return (name, buffer);
                }
                if (!recurse) yield break;
                foreach (var (prefix, child) in _internal_submodules)
                {
                    foreach (var (name, buffer) in child.named_buffers(true, include_nonpersistent))
                    {
                        if (seen.Add(buffer.Handle)) yield return ($"{prefix}.{name}", buffer);
                    }
                }
            }

            public virtual IEnumerable<(string name, Module module)> named_children()
            {
                foreach (var (name, module) in _internal_submodules) yield return (name, module);
            }

            /// <summary>Names and modules below this one; the module itself is not among them.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var (name, module) in named_children())
                {
                    yield return (name, module);
                    foreach (var (inner, below) in module.named_modules()) yield return ($"{name}.{inner}", below);
                }
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(named => named.parameter);

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(named => named.buffer);

            public IEnumerable<Module> children() => named_children().Select(named => named.module);

            public virtual IEnumerable<Module> modules() => named_modules().Select(named => named.module);

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            /// <summary>The parameter of that (dotted) name, or null.</summary>
            public virtual Parameter? get_parameter(string target)
            {
                var (owner, component) = Resolve(target);
                return owner is not null && owner._internal_params.TryGetValue(component, out var parameter) ? parameter : null;
            }

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>The buffer of that (dotted) name, or null.</summary>
            public virtual Tensor? get_buffer(string target)
            {
                var (owner, component) = Resolve(target);
                return owner is not null && owner._internal_buffers.TryGetValue(component, out var entry) ? entry.Item1 : null;
            }

            private (Module? owner, string component) Resolve(string target)
            {
                ArgumentNullException.ThrowIfNull(target);
                var path = target.Split('.');
                var owner = this;
                foreach (var step in path.AsSpan()[..^1])
                {
                    if (!owner._internal_submodules.TryGetValue(step, out owner)) return (null, path[^1]);
                }
                return (owner, path[^1]);
            }
        }
    }
}
