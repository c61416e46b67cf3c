using System.Numerics;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public static implicit operator Tensor(bool value) => Creation.FromScalar(value, null, null, false);

        public static implicit operator Tensor(byte value) => Creation.FromScalar(value, null, null, false);

        public static implicit operator Tensor(sbyte value) => Creation.FromScalar(value, null, null, false);

        public static implicit operator Tensor(short value) => Creation.FromScalar(value, null, null, false);

        public static implicit operator Tensor(int value) => Creation.FromScalar(value, null, null, false);

        public static implicit operator Tensor(long value) => Creation.FromScalar(value, null, null, false);

        public static implicit operator Tensor(float value) => Creation.FromScalar(value, null, null, false);

        public static implicit operator Tensor(double value) => Creation.FromScalar(value, null, null, false);

        public static implicit operator Tensor((float, float) value) => Creation.FromScalar(value, null, null, false);

        public static implicit operator Tensor(Complex value) => Creation.FromScalar(value, null, null, false);

        public static implicit operator Tensor(bool[] value) => Creation.FromArray(value, null, null, false);

        public static implicit operator Tensor(byte[] value) => Creation.FromArray(value, null, null, false);

        public static implicit operator Tensor(sbyte[] value) => Creation.FromArray(value, null, null, false);

        public static implicit operator Tensor(short[] value) => Creation.FromArray(value, null, null, false);

        public static implicit operator Tensor(int[] value) => Creation.FromArray(value, null, null, false);

        public static implicit operator Tensor(long[] value) => Creation.FromArray(value, null, null, false);

        public static implicit operator Tensor(float[] value) => Creation.FromArray(value, null, null, false);

        public static implicit operator Tensor(double[] value) => Creation.FromArray(value, null, null, false);

        public static implicit operator Tensor((float, float)[] value) => Creation.FromArray(value, null, null, false);

        public static implicit operator Tensor(Complex[] value) => Creation.FromArray(value, null, null, false);

        public static implicit operator Tensor(Scalar scalar) => Creation.Full([], scalar, scalar.Type, null, false, null);

        public static explicit operator bool(Tensor value) => value.ToBoolean();

        public static explicit operator byte(Tensor value) => value.ToByte();

        public static explicit operator sbyte(Tensor value) => value.ToSByte();

        public static explicit operator short(Tensor value) => value.ToInt16();

        public static explicit operator int(Tensor value) => value.ToInt32();

        public static explicit operator long(Tensor value) => value.ToInt64();

        public static explicit operator float(Tensor value) => value.ToSingle();

        public static explicit operator double(Tensor value) => value.ToDouble();
    }
}
