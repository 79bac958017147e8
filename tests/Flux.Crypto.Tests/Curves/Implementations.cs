using Flux.Crypto.Curves;
using Flux.Crypto.Native;

namespace Flux.Crypto.Tests.Curves;

/// <summary>The implementations that must agree. Without libsecp256k1 the other two still check each other.</summary>
internal static class Implementations
{
    private static readonly NativeSecp256k1? Native = NativeSecp256k1.TryLoad();

    internal static ISecp256k1 Managed => ManagedSecp256k1.Instance;

    internal static ISecp256k1 BouncyCastle { get; } = new BouncyCastleSecp256k1();

    internal static ISecp256k1[] All { get; } = Native is null ? [Managed, BouncyCastle] : [Managed, BouncyCastle, Native];

    internal static ISecp256k1 NativeOrSkip()
    {
        Assert.SkipUnless(Native is not null, "libsecp256k1 is not installed");
        return Native!;
    }
}
