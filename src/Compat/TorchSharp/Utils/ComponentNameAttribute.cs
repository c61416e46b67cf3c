namespace TorchSharp.Utils;

/// <summary>Names a field's parameter, buffer or submodule in its module; without it, the field's own name is taken.</summary>
[AttributeUsage(AttributeTargets.Field)]
public class ComponentNameAttribute : Attribute
{
    public string? Name { get; set; }
}
