using Flux.Os.Identity;
using Flux.Primitives.Addresses;

namespace Flux.Os.Tests.Support;

/// <summary>Node keys by number.</summary>
internal static class Keys
{
    public static NodeIdentity Node(byte number) => NodeIdentity.TryRead(Wif.Encode([.. new byte[31], number], compressed: true, AddressPrefixes.Main), AddressPrefixes.Main)!;
}
