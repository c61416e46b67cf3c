using static TorchSharp.torch;

namespace TorchSharp.Modules;

// The state as a dictionary and in a stream: options of every group, then the state of every parameter, in order.
public abstract partial class OptimizerHelper
{
    public enum TypeCode
    {
        Double = 0,
        Long = 1,
        Tensor = 2,
        Options = 3,
        State = 4,
    }

    /// <summary>Options and states as they are, not as copies.</summary>
    public StateDictionary state_dict()
    {
        var result = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            var positions = new List<int>();
            foreach (var parameter in group.Parameters)
            {
                positions.Add(result.State.Count);
                result.State.Add(_state[parameter.Handle]);
            }
            result.Options.Add(group.Options);
            result.StateIndexRef.Add(positions);
        }
        return result;
    }

    /// <summary>Copies options and states from an optimizer of the same kind, with as many groups and parameters.</summary>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var own = this.state_dict();
        RequireCount("groups", own.Options.Count, state_dict.Options.Count);
        using var _ = no_grad();
        for (var group = 0; group < own.Options.Count; group++)
        {
            var (positions, given) = (own.StateIndexRef[group], state_dict.StateIndexRef[group]);
            RequireCount("parameters", positions.Count, given.Count);
            own.Options[group].LoadStateDict(state_dict.Options[group]);
            foreach (var (position, source) in positions.Zip(given)) own.State[position].LoadStateDict(state_dict.State[source]);
        }
    }

    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    public virtual void save_state_dict(BinaryWriter writer)
    {
        var own = state_dict();
        writer.Write(GetType().Name);
        writer.Write7BitEncodedInt(own.Options.Count);
        writer.Write7BitEncodedInt(own.State.Count);
        foreach (var options in own.Options)
        {
            writer.Write((byte)TypeCode.Options);
            options.SaveStateDict(writer);
        }
        foreach (var state in own.State)
        {
            writer.Write((byte)TypeCode.State);
            state.SaveStateDict(writer);
        }
    }

    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    public virtual void load_state_dict(BinaryReader reader)
    {
        var own = state_dict();
        var kind = reader.ReadString();
        if (kind != GetType().Name) throw new InvalidDataException($"The stream holds the state of {kind}, not of {GetType().Name}.");
        RequireCount("groups", own.Options.Count, reader.Read7BitEncodedInt());
        RequireCount("parameters", own.State.Count, reader.Read7BitEncodedInt());
        using var _ = no_grad();
        foreach (var options in own.Options)
        {
            RequireCode(reader, TypeCode.Options);
            options.LoadStateDict(reader);
        }
        foreach (var state in own.State)
        {
            RequireCode(reader, TypeCode.State);
            state.LoadStateDict(reader);
        }
    }

    private static void RequireCount(string what, int own, int given)
    {
        if (own != given) throw new ArgumentException($"The optimizer has {own} {what}, the state {given}.");
    }

    private static void RequireCode(BinaryReader reader, TypeCode code)
    {
        if (reader.ReadByte() != (byte)code) throw new InvalidDataException($"The stream is no optimizer's state: {code} is missing.");
    }
}
