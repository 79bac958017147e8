using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Addresses;

/// <summary>The address index, or the error that it is switched off.</summary>
internal static class IndexAccess
{
    public static Chain.Indexes.AddressIndex Index(this FluxdNode node) =>
        node.Chain.Addresses ?? throw RpcFault.Misc("The address index is disabled: start the daemon with -addressindex=1");
}
