namespace Flux.Contracts.Rpc;

/// <summary>fluxd answered with an error object.</summary>
public sealed class RpcException(int code, string message) : Exception(message)
{
    /// <summary>One of <see cref="RpcErrorCode"/>.</summary>
    public int Code { get; } = code;
}
