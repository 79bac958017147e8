using Flux.Devnet.State;

namespace Flux.Devnet.Tests.State;

public sealed class HomeFolderTests : IDisposable
{
    private readonly TemporaryHome temporary = new();

    [Fact]
    public void Refuses_a_folder_that_holds_something_else()
    {
        File.WriteAllText(Path.Combine(temporary.Path, "thesis.tex"), "");

        var refused = Should.Throw<DevnetException>(temporary.Home.Create);

        refused.Message.ShouldContain("holds no Flux network");
        refused.Remedy.ShouldContain("FLUX_HOME");
    }

    [Fact]
    public void Never_empties_a_folder_without_its_mark()
    {
        File.WriteAllText(Path.Combine(temporary.Path, "thesis.tex"), "");

        temporary.Home.Empty();

        File.Exists(Path.Combine(temporary.Path, "thesis.tex")).ShouldBeTrue();
    }

    [Fact]
    public void Empties_its_own_folder_but_keeps_lock_and_log()
    {
        temporary.Home.Create();
        Directory.CreateDirectory(Path.Combine(temporary.Home.Machines, "node1"));
        File.WriteAllText(temporary.Home.StateFile, "{}");
        File.WriteAllText(temporary.Home.LockFile, "");
        File.WriteAllText(temporary.Home.SupervisorLog, "");

        temporary.Home.Empty();

        Directory.EnumerateFileSystemEntries(temporary.Path).Select(Path.GetFileName)
            .ShouldBe(["flux-local-network", "supervisor.lock", "supervisor.log"], ignoreOrder: true);
    }

    [Fact]
    public void Says_where_it_cannot_be_made()
    {
        var home = new HomeFolder("/proc/flux");

        Should.Throw<DevnetException>(home.Create).Problem.ShouldBe(DevnetProblem.Unreachable);
    }

    public void Dispose() => temporary.Dispose();
}
