namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // The state dictionary in a stream: the number of entries (LEB128), then each name and tensor.
        public partial class Module
        {
            public Module save(string location, IList<string>? skip = null)
            {
                using var stream = File.Create(location);
                return save(stream, skip);
            }

            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
                return save(writer, skip);
            }

            public virtual Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                var skipped = new HashSet<string>(skip ?? []);
                var entries = sd.Where(entry => !skipped.Contains(entry.Key)).ToList();
                writer.Write7BitEncodedInt(entries.Count);
                foreach (var (name, tensor) in entries)
                {
                    writer.Write(name);
                    tensor.Save(writer);
                }
            }

            public Module load(
                string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            public Module load(
                Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
                return load(reader, strict, skip, loadedParameters);
            }

            /// <summary>
            /// Reads values into the tensors of this module. Strict: the same names, save the skipped ones.
            /// Every name of the stream is reported in <paramref name="loadedParameters"/> with whether it was known here.
            /// </summary>
            public virtual Module load(
                BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                var own = state_dict();
                var skipped = new HashSet<string>(skip ?? []);
                var missing = own.Keys.Except(skipped).ToHashSet();
                using var _ = no_grad();
                for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
                {
                    var name = reader.ReadString();
                    var known = own.TryGetValue(name, out var tensor);
                    if (!known && strict && !skipped.Contains(name))
                        throw new ArgumentException($"The stream holds '{name}', which '{GetName()}' does not know.");
                    loadedParameters?.Add(name, known);
                    missing.Remove(name);
                    if (known) tensor!.Load(reader, skipped.Contains(name));
                    else TensorExtensionMethods.Load(reader, skip: true)?.Dispose();
                }
                if (strict && missing.Count > 0)
                    throw new ArgumentException($"The stream lacks [{string.Join(", ", missing)}] of '{GetName()}'.");
                return this;
            }
        }
    }
}
