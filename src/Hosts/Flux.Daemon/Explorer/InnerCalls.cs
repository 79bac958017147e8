using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Contracts.Rpc;
using Flux.Daemon.Rpc;
using Flux.Explorer;

namespace Flux.Daemon.Explorer;

/// <summary>The explorer's calls, answered in this process: no HTTP, no password, the same methods.</summary>
internal sealed class InnerCalls(RpcDispatcher dispatcher) : IChainCalls
{
    public async Task<JsonElement> CallAsync(string method, CancellationToken cancellation, params object?[] parameters)
    {
        var request = new JsonObject { ["method"] = method, ["params"] = new JsonArray([.. parameters.Select(RpcParameter.ToNode)]) };
        using var document = JsonDocument.Parse(request.ToJsonString());
        using var buffer = AnswerBuffer.Rent();
        await dispatcher.RunAsync(document.RootElement, buffer, cancellation).ConfigureAwait(false);
        using var answer = JsonDocument.Parse(buffer.Written);
        var error = answer.RootElement.GetProperty("error");
        if (error.ValueKind == JsonValueKind.Object) throw new RpcException(error.GetProperty("code").GetInt32(), error.GetProperty("message").GetString() ?? "");
        return answer.RootElement.GetProperty("result").Clone();
    }
}
