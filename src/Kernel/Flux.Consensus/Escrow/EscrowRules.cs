using Flux.Consensus.Networks;
using Flux.Primitives;

namespace Flux.Consensus.Escrow;

/// <summary>Escrow coins (architecture, "Escrow coins, exactly").</summary>
public static class EscrowRules
{
    /// <summary>What a coin counts at <paramref name="height"/>: its value, or for an escrow coin what is left of it.</summary>
    public static Amount Worth(Coin coin, int height) => throw new NotImplementedException();

    /// <summary>What an escrow coin loses per block.</summary>
    public static Amount Rate(Coin coin) => throw new NotImplementedException();

    /// <summary>True when an output of the transaction pays the escrow address.</summary>
    public static bool IsPayment(Network network, Transaction transaction) => throw new NotImplementedException();
}
