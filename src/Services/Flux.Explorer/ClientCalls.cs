using System.Text.Json;
using Flux.Contracts.Rpc;

namespace Flux.Explorer;

/// <summary>The calls over HTTP, to any fluxd.</summary>
public sealed class ClientCalls(FluxdClient client) : IChainCalls
{
    /// <inheritdoc/>
    public Task<JsonElement> CallAsync(string method, CancellationToken cancellation, params object?[] parameters) => client.CallAsync(method, cancellation, parameters);
}
