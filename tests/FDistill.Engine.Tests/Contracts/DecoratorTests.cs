using System.Reflection;
using System.Runtime.CompilerServices;
using FDistill.Engine.Contracts;
using FDistill.Engine.Training;
using FDistill.Metrics;
using FDistill.Plugins;
using FDistill.Reports;
using FDistill.Teachers;

namespace FDistill.Engine.Tests.Contracts;

/// <summary>What stands in a part's place keeps what the part can do beyond
/// its contract, and what its contract leaves to defaults.</summary>
public sealed class DecoratorTests
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    private static readonly Assembly[] Rooms = [typeof(DistillationParts).Assembly, typeof(MetricsEntry).Assembly];

    private static readonly Type[] Contracts = [.. typeof(ITeacher).Assembly.GetExportedTypes().Where(type => type.IsInterface && type != typeof(IDecorator))];

    /// <summary>A class that does a contract's work by something else of that contract.</summary>
    private static readonly (Type Type, Type Contract)[] Decorators =
    [
        .. from type in Rooms.SelectMany(room => room.GetTypes())
           where type.IsClass && !type.IsAbstract
           from contract in Contracts
           where type.IsAssignableTo(contract) && FieldOf(type, contract) is not null
           select (type, contract),
    ];

    public static TheoryData<string, string> All => [.. Decorators.Select(one => (one.Type.FullName!, one.Contract.FullName!))];

    public static TheoryData<string, string> Optional => [.. from one in Decorators from optional in OptionalContracts(one.Contract) select (one.Type.FullName!, optional.FullName!)];

    [Fact]
    public void The_guards_and_the_other_decorators_are_looked_at() =>
        Assert.Superset(
            new HashSet<string>(["GuardedTeacher", "GuardedDenoiser", "GuardedDataset", "GuardedStream", "GuardedHead", "GuardedExtractor", "GuardedCodec", "GuardedConditions", "GuidedDenoiser", "WatchedDenoiser"]),
            Decorators.Select(one => one.Type.Name).ToHashSet());

    [Fact]
    public void There_are_optional_contracts_of_teachers_denoisers_metrics_and_extractors() =>
        Assert.Superset(
            new HashSet<Type>([typeof(IExactTeacher), typeof(ITrainableTeacher), typeof(ICheckpointingDenoiser), typeof(IAugmentedDenoiser), typeof(IStreamingMetric), typeof(ITrainableClassifier)]),
            Contracts.SelectMany(OptionalContracts).ToHashSet());

    [Theory, MemberData(nameof(Optional))]
    public void An_optional_contract_of_the_part_behind_is_found_through_its_decorator(string decorator, string contract)
    {
        var (type, optional) = (TypeOf(decorator), TypeOf(contract));
        var (around, part) = (RuntimeHelpers.GetUninitializedObject(type), Stub(optional));
        foreach (var field in type.GetFields(Own).Where(field => optional.IsAssignableTo(field.FieldType) && field.FieldType != typeof(object))) field.SetValue(around, part);
        Assert.Same(part, Of(optional, around));
        Assert.Null(Of(optional, new object()));
    }

    [Theory, MemberData(nameof(All))]
    public void A_decorator_leaves_no_member_of_its_contract_to_the_contract_s_default(string decorator, string contract)
    {
        var map = TypeOf(decorator).GetInterfaceMap(TypeOf(contract));
        Assert.DoesNotContain(map.TargetMethods, method => method.DeclaringType!.IsInterface);
    }

    [Fact]
    public void A_part_is_guarded_once_and_found_again_behind_its_guard()
    {
        var teacher = (ITeacher)Stub(typeof(IExactTeacher));
        var guarded = Guards.Around(teacher);
        Assert.NotSame(teacher, guarded);
        Assert.Same(guarded, Guards.Around(guarded));
        Assert.Same(teacher, OptionalContract.Innermost(guarded));
        Assert.Same(teacher, OptionalContract.Of<IExactTeacher>(guarded));
        Assert.Same(guarded, OptionalContract.Of<ITeacher>(guarded));
    }

    [Fact]
    public void A_broken_contract_names_the_part_and_not_its_guard()
    {
        var teacher = (ITeacher)Stub(typeof(ITeacher));
        Assert.Same(teacher, new BrokenContractException(Guards.Around(teacher), "ITeacher.Features", "a clause").Part);
    }

    private static IEnumerable<Type> OptionalContracts(Type contract) => Contracts.Where(other => other != contract && other.IsAssignableTo(contract));

    private static FieldInfo? FieldOf(Type type, Type contract) => type.GetFields(Own).FirstOrDefault(field => field.FieldType.IsInterface && field.FieldType.IsAssignableTo(contract));

    private static Type TypeOf(string name) => Rooms.Append(typeof(ITeacher).Assembly).Select(room => room.GetType(name)).First(type => type is not null)!;

    private static object Stub(Type contract) => typeof(DispatchProxy).GetMethods().Single(method => method.Name == nameof(DispatchProxy.Create) && method.IsGenericMethod)
        .MakeGenericMethod(contract, typeof(Nothing)).Invoke(null, null)!;

    private static object? Of(Type contract, object part) => typeof(OptionalContract).GetMethod(nameof(OptionalContract.Of))!.MakeGenericMethod(contract).Invoke(null, [part]);

    /// <summary>A part that does nothing.</summary>
    public class Nothing : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => null;
    }
}
