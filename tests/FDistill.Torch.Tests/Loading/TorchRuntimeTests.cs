using System.Runtime.InteropServices;
using FDistill.Torch.Tests.Support;
using TorchSharp;

namespace FDistill.Torch.Tests.Loading;

public sealed partial class TorchRuntimeTests
{
    [Fact]
    public void The_program_s_own_libtorch_is_the_one_TorchSharp_uses()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(TorchRuntime.LibtorchVariable) is null, "another libtorch is asked for");
        var loaded = TorchRuntime.Load();

        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "libtorch"), loaded.Libtorch);
        Assert.StartsWith("2.10", torch.__version__, StringComparison.Ordinal);
        Assert.Same(loaded, TorchRuntime.Load());
    }

    [Fact]
    public void Threads_that_wait_for_each_other_look_briefly_and_sleep()
    {
        Linux.Only();
        TorchRuntime.Load();

        Assert.SkipUnless(Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is null && Environment.GetEnvironmentVariable("GOMP_SPINCOUNT") is null, "the user has set how they wait");
        Assert.Equal("passive", Marshal.PtrToStringUTF8(Native("OMP_WAIT_POLICY")));
        Assert.Equal("1000", Marshal.PtrToStringUTF8(Native("GOMP_SPINCOUNT")));
    }

    [Fact]
    public void A_build_holds_links_to_the_libraries_and_no_copies()
    {
        Linux.Only();

        Assert.All(new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "libtorch")).EnumerateFiles(), file => Assert.NotNull(file.LinkTarget));
    }

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Native(string name);
}
