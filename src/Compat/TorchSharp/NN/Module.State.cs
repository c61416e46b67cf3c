namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // The state dictionary: every parameter and persistent buffer by its dotted name.
        public partial class Module
        {
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string Key(string component) => string.IsNullOrEmpty(prefix) ? component : $"{prefix}.{component}";

                foreach (var (name, parameter) in named_parameters(false)) destination.TryAdd(Key(name), parameter);
                foreach (var (name, buffer) in named_buffers(false, false)) destination.TryAdd(Key(name), buffer);
                foreach (var (name, child) in named_children()) child.state_dict(destination, Key(name));
                return destination;
            }

            /// <summary>
            /// Copies values into the tensors of this module. Strict: names must agree, save the skipped ones.
            /// Returns the names that were missing and those that are not known here.
            /// </summary>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var own = state_dict();
                var skipped = new HashSet<string>(skip ?? []);
                var missing = own.Keys.Where(key => !source.ContainsKey(key) && !skipped.Contains(key)).ToList();
                var unexpected = source.Keys.Where(key => !own.ContainsKey(key) && !skipped.Contains(key)).ToList();
                if (strict && missing.Count + unexpected.Count > 0)
                {
                    throw new InvalidOperationException(
                        $"The state does not fit '{GetName()}': missing [{string.Join(", ", missing)}], "
                        + $"unexpected [{string.Join(", ", unexpected)}].");
                }

                using var _ = no_grad();
                foreach (var (key, value) in source)
                {
                    if (skipped.Contains(key) || !own.TryGetValue(key, out var target)) continue;
                    RequireSameShape(key, target, value);
                    target.copy_(value);
                }
                return (missing, unexpected);
            }

            private static void RequireSameShape(string key, Tensor target, Tensor value)
            {
                if (target.shape.AsSpan().SequenceEqual(value.shape)) return;
                throw new ArgumentException(
                    $"'{key}' has the shape [{string.Join(", ", target.shape)}], its source [{string.Join(", ", value.shape)}].");
            }
        }
    }
}
