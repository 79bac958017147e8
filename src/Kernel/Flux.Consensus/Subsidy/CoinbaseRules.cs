using Flux.Consensus.Ledger;
using Flux.Consensus.Networks;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.Subsidy;

/// <summary>What coinbases must hold (chain reference §5.4; architecture §4), for judging and for building them.</summary>
public static class CoinbaseRules
{
    /// <summary>What the coinbase after <paramref name="parent"/> must and may pay.</summary>
    public static CoinbasePlan Plan(Network network, LedgerState parent) => throw new NotImplementedException();

    /// <summary>How a coinbase script at <paramref name="height"/> must begin: height push and, on own networks, the push of the genesis tag.</summary>
    public static Script ScriptPrefix(Network network, int height) => throw new NotImplementedException();
}
