using Flux.Mining.Solver;

namespace Flux.Mining.Tests.Solver;

public sealed class AvailableMemoryTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("flux-memory").FullName;

    [Fact]
    public void Reads_what_the_machine_says() =>
        AvailableMemory.ParseMachine(["MemTotal:       24609220 kB", "MemFree:          123 kB", "MemAvailable:   23000000 kB"]).ShouldBe(23_000_000L * 1024);

    [Fact]
    public void Knows_nothing_where_the_machine_does_not_say() => AvailableMemory.ParseMachine(["MemTotal:       24609220 kB", "MemAvailable: x"]).ShouldBeNull();

    [Fact]
    public void A_control_group_leaves_limit_less_use()
    {
        File.WriteAllText(Path.Combine(_directory, "memory.max"), "2000000\n");
        File.WriteAllText(Path.Combine(_directory, "memory.current"), "500000\n");
        AvailableMemory.OfGroup(_directory).ShouldBe(1_500_000);
    }

    [Fact]
    public void A_control_group_without_a_limit_leaves_everything()
    {
        File.WriteAllText(Path.Combine(_directory, "memory.max"), "max\n");
        AvailableMemory.OfGroup(_directory).ShouldBe(long.MaxValue);
        AvailableMemory.OfGroup(Path.Combine(_directory, "absent")).ShouldBe(long.MaxValue);
    }

    [Fact]
    public void This_machine_has_some() => AvailableMemory.Bytes().ShouldBeGreaterThan(0);

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
