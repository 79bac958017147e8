using Flux.Primitives;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>One node of <c>fluxnode.conf</c>.</summary>
/// <param name="Alias">How its owner calls it.</param>
/// <param name="Address">Its address and port, as text.</param>
/// <param name="NodeKey">Its private key as WIF; printed by listfluxnodeconf as fluxd does, never logged.</param>
/// <param name="Collateral">Its collateral.</param>
internal sealed record NodeConfigEntry(string Alias, string Address, string NodeKey, OutPoint Collateral)
{
    /// <summary>Without the key, so that it cannot reach a log.</summary>
    public override string ToString() => $"{Alias} {Address} {Collateral}";
}
