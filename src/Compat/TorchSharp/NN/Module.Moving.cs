using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Moving and converting. A parameter that changes is replaced by a new object, so an optimizer is created afterwards.
        public partial class Module
        {
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                ValidateTarget(dtype);
                _toEpilog(device, dtype, non_blocking);
                return this;
            }

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                _toEpilog(deviceType, deviceIndex, non_blocking);
                return this;
            }

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                ValidateTarget(dtype);
                _toEpilog(dtype, non_blocking);
                return this;
            }

            protected internal Module _to(Tensor other, bool non_blocking) => _to(other.device, other.dtype, non_blocking);

            protected void _toEpilog(Device device, ScalarType dtype, bool non_blocking)
            {
                foreach (var child in children()) child._to(device, dtype, non_blocking);
                _toEpilog((ScalarType?)dtype, device, non_blocking);
            }

            protected void _toEpilog(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                foreach (var child in children()) child._to(deviceType, deviceIndex, non_blocking);
                _toEpilog(null, new Device(deviceType, deviceIndex), non_blocking);
            }

            protected void _toEpilog(ScalarType dtype, bool non_blocking)
            {
                foreach (var child in children()) child._to(dtype, non_blocking);
                _toEpilog(dtype, null, non_blocking);
            }

            /// <summary>Replaces this module's own parameters and buffers, in the fields that hold them too.</summary>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                foreach (var (name, parameter) in _internal_params.ToArray<(string, Parameter)>())
                {
                    if (!ReplaceParameter(dtype, device, parameter, out var moved)) continue;
                    _internal_params[name] = moved!;
                    ReplaceInFields(parameter, moved!);
                }
                foreach (var (name, (buffer, persistent)) in _internal_buffers.ToArray<(string, (Tensor, bool))>())
                {
                    if (!ReplaceBuffer(dtype, device, buffer, out var moved)) continue;
                    _internal_buffers[name] = (moved!, persistent);
                    ReplaceInFields(buffer, moved!);
                }
            }

            /// <summary>Makes the parameter (and its gradient) anew where the type or the device differs, and disposes of the old one.</summary>
            protected static bool ReplaceParameter(ScalarType? dtype, Device? device, Parameter param, out Parameter? p)
            {
                p = null;
                if (!Differs(param, dtype, device, out var type, out var place)) return false;
                var requiresGrad = param.requires_grad;
                using var gradient = param.grad;
                using (no_grad())
                {
                    p = new Parameter(param.to(type, place), requiresGrad);
                    p.DetachFromDisposeScope();
                    if (gradient is not null)
                    {
                        using var movedGradient = gradient.to(type, place);
                        p.grad = movedGradient;
                    }
                }
                param.Dispose();
                return true;
            }

            /// <summary>Makes the buffer anew where the type or the device differs, and disposes of the old one.</summary>
            protected static bool ReplaceBuffer(ScalarType? dtype, Device? device, Tensor buffer, out Tensor? result)
            {
                result = null;
                if (!Differs(buffer, dtype, device, out var type, out var place)) return false;
                using (no_grad()) result = buffer.to(type, place).DetachFromDisposeScope();
                buffer.Dispose();
                return true;
            }

            // Integers keep their type: only floating-point and complex values are converted.
            private static bool Differs(Tensor tensor, ScalarType? dtype, Device? device, out ScalarType type, out Device place)
            {
                type = dtype is { } wanted && (tensor.is_floating_point() || tensor.is_complex()) ? wanted : tensor.dtype;
                place = device ?? tensor.device;
                return type != tensor.dtype || place.type != tensor.device_type || place.index >= 0 && place.index != tensor.device_index;
            }

            private static void ValidateTarget(ScalarType dtype)
            {
                if (!is_floating_point(dtype) && !is_complex(dtype))
                    throw new ArgumentException($"A module is converted to a floating-point or complex type, not to {dtype}.", nameof(dtype));
            }

            private void ReplaceInFields(Tensor old, Tensor moved)
            {
                for (var type = GetType(); type != typeof(Module); type = type.BaseType!)
                {
                    const BindingFlags own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
                    foreach (var field in type.GetFields(own))
                    {
                        if (typeof(Tensor).IsAssignableFrom(field.FieldType) && ReferenceEquals(field.GetValue(this), old))
                            field.SetValue(this, moved);
                    }
                }
            }
        }
    }
}
