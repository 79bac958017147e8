using Flux.Devnet.State;

namespace Flux.Devnet.Tests.State;

public sealed class InstanceLockTests : IDisposable
{
    private readonly TemporaryHome temporary = new();

    [Fact]
    public void Is_held_by_one_only()
    {
        using var first = InstanceLock.TryTake(temporary.Home);

        first.ShouldNotBeNull();
        InstanceLock.TryTake(temporary.Home).ShouldBeNull();
        InstanceLock.Owner(temporary.Home).ShouldBe(Environment.ProcessId);
    }

    [Fact]
    public void Is_free_again_after_its_owner_went()
    {
        InstanceLock.TryTake(temporary.Home)!.Dispose();

        InstanceLock.Owner(temporary.Home).ShouldBeNull();
        using var second = InstanceLock.TryTake(temporary.Home);
        second.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("1 12345678901234")]
    [InlineData("999999999 1")]
    public void Does_not_believe_a_stale_text(string text)
    {
        File.WriteAllText(temporary.Home.OwnerFile, text);

        InstanceLock.Owner(temporary.Home).ShouldBeNull();
    }

    public void Dispose() => temporary.Dispose();
}
