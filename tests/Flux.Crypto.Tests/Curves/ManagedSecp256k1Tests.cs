using Flux.Crypto.Curves;
using Flux.Crypto.Native;

namespace Flux.Crypto.Tests.Curves;

public sealed class ManagedSecp256k1Tests
{
    [Fact]
    public void Passes_the_self_test_that_libraries_must_pass() => Secp256k1SelfTest.Passes(ManagedSecp256k1.Instance).ShouldBeTrue();
}
