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

    [Fact]
    public void Blinding_changes_no_result()
    {
        var native = NativeSecp256k1.TryLoad();
        Assert.SkipWhen(native is null, "libsecp256k1 is not installed");
        byte[] hash = new byte[32], key = [.. new byte[31], 7], seed = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
        byte[] before = native!.SignDer(hash, key);
        native.Blind(seed);
        native.SignDer(hash, key).ShouldBe(before);
    }
}
