using System.Text.Json;
using Flux.Contracts.Rpc;

namespace Flux.Daemon.Rpc.Control;

/// <summary>
/// A command of fluxd that this daemon does not have. It says so instead of "not found", with the same code, so that software that looks for
/// the command falls back and people learn why (decision 0015).
/// </summary>
internal sealed class UnsupportedMethod(string name, string why) : RpcMethod
{
    public override string Name => name;

    public override string Area => "hidden";

    public override string Help => $"Not supported: {why}.";

    public override (int Least, int Most) ParameterCount => (0, int.MaxValue);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation) =>
        throw new RpcFault(RpcErrorCode.MethodNotFound, $"{name} is not supported: {why}");
}
