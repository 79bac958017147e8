using System.Text.Json;

namespace Flux.Explorer;

/// <summary>JSON-RPC of a fluxd with transaction, address and spent index, as the explorer wants it.</summary>
public interface IChainCalls
{
    /// <summary>Calls a method with plain values; the result as JSON.</summary>
    /// <exception cref="Flux.Contracts.Rpc.RpcException">The daemon refuses.</exception>
    Task<JsonElement> CallAsync(string method, CancellationToken cancellation, params object?[] parameters);
}
