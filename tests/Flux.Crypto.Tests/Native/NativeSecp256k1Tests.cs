using Flux.Crypto.Curves;
using Flux.Crypto.Native;

namespace Flux.Crypto.Tests.Native;

public sealed class NativeSecp256k1Tests
{
    [Fact]
    public void An_installed_library_passes_the_self_test_and_is_chosen()
    {
        Assert.SkipUnless(Secp256k1Library.IsAvailable, "libsecp256k1 is not installed");
        NativeSecp256k1.TryLoad().ShouldNotBeNull();
        Secp256k1.UsesNative.ShouldBeTrue();
    }
}
