using Flux.Primitives;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Messages;
using Flux.Wallets.Keys;

namespace Flux.Wallets.Signing;

/// <summary>Builds and signs START transactions (chain reference §6.3, §6.4, §8.3).</summary>
public static class NodeSigning
{
    /// <summary>
    /// A version 5 START for a collateral that pays to <paramref name="collateralKey"/>'s address. The signed text is the
    /// transaction id in display hex.
    /// </summary>
    public static Transaction BuildStart(OutPoint collateral, WalletKey collateralKey, ReadOnlySpan<byte> nodePublicKey, uint sigTime)
    {
        var start = new StartTransaction
        {
            Collateral = collateral,
            CollateralPubKey = collateralKey.PublicKey,
            NodePubKey = nodePublicKey.ToArray(),
            SigTime = sigTime,
        };
        var id = new Transaction { Version = 5, FluxNode = start }.Id;
        return new Transaction { Version = 5, FluxNode = start with { Signature = SignedMessage.Sign(id.ToString(), collateralKey.Secret, collateralKey.IsCompressed) } };
    }
}
