namespace TorchSharp.Modules;

/// <summary>Marks the modules that hold no parameters, buffers or modules.</summary>
public interface IParameterLessModule;
