namespace TorchSharp;

public static partial class torch
{
    /// <summary>Where a tensor lives: a kind of device, and which one of that kind (-1: the only one, or the current one).</summary>
    public class Device
    {
        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = deviceType == DeviceType.CUDA && index < 0 ? 0 : index;
        }

        public Device(string deviceType, int index = -1) : this(TypeOf(deviceType), index)
        {
        }

        /// <summary>Reads <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c> and the like.</summary>
        public Device(string description) : this(TypeOf(description.Split(':')[0]), IndexOf(description))
        {
        }

        public Device(int index) : this(DeviceType.CUDA, index)
        {
        }

        public DeviceType type { get; }

        public int index { get; }

        public static implicit operator Device(string description) => new(description);

        public override string ToString() => index < 0 ? NameOf(type) : $"{NameOf(type)}:{index}";

        internal static string NameOf(DeviceType type) => type.ToString().ToLowerInvariant();

        private static DeviceType TypeOf(string name) =>
            Enum.TryParse<DeviceType>(name, ignoreCase: true, out var type) && !char.IsDigit(name[0])
                ? type
                : throw new ArgumentException($"There is no device type '{name}'.");

        private static int IndexOf(string description)
        {
            var parts = description.Split(':');
            if (parts.Length == 1) return -1;
            return parts.Length == 2 && int.TryParse(parts[1], out var index)
                ? index
                : throw new ArgumentException($"'{description}' is no device: one looks like cuda:0.");
        }
    }
}
