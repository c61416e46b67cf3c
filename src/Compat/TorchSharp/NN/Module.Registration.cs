using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // How parameters, buffers and submodules come to be known by name.
        public partial class Module
        {
            private bool _componentsRegistered;

            /// <summary>
            /// Registers the parameters, tensors and modules that the module's fields hold, under the fields' names. The first call counts;
            /// a constructor ends with it.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                if (_componentsRegistered) return;
                _componentsRegistered = true;
                foreach (var field in GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                {
                    var component = field.ComponentName();
                    if (IsRegistered(component)) continue;
                    switch (field.GetValue(this))
                    {
                        case Module module: register_module(component, module); break;
                        case Parameter parameter: register_parameter(component, parameter); break;
                        case Tensor buffer: register_buffer(component, buffer); break;
                    }
                }
            }

            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    _internal_submodules.Remove(name);
                    return;
                }
                ValidateNewName(name);
                submodule.RegisterComponents();
                _internal_submodules.Add(name, submodule);
            }

            public void add_module(string name, Module module) => register_module(name, module);

            public virtual void register_parameter(string name, Parameter param)
            {
                ValidateNewName(name);
                if (param is not null) _internal_params.Add(name, param);
            }

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                ValidateNewName(name);
                if (tensor is not null) _internal_buffers.Add(name, (tensor, persistent));
            }

            /// <summary>Registers a parameter, puts it in the place of the one of that name, or, given null, removes that one.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null) _internal_params.Remove(name);
                else _internal_params[name] = value;
            }

            protected void ConditionallyRegisterParameter(string name, Tensor? value) =>
                ConditionallyRegisterParameter(name, value is null ? null : value as Parameter ?? new Parameter(value));

            /// <summary>Registers a buffer, puts it in the place of the one of that name, or, given null, removes that one.</summary>
            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null) _internal_buffers.Remove(name);
                else _internal_buffers[name] = (value, persistent);
            }

            protected void ClearModules() => _internal_submodules.Clear();

            private bool IsRegistered(string component) =>
                _internal_params.ContainsKey(component)
                || _internal_buffers.ContainsKey(component)
                || _internal_submodules.ContainsKey(component);

            private void ValidateNewName(string component)
            {
                ArgumentException.ThrowIfNullOrEmpty(component);
                if (component.Contains('.'))
                    throw new ArgumentException($"The name of a component holds no dot: '{component}'.", nameof(component));
                if (IsRegistered(component))
                    throw new InvalidOperationException($"The module '{GetName()}' has a component named '{component}' already.");
            }
        }
    }
}
