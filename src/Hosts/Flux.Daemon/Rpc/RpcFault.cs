using Flux.Contracts.Rpc;

namespace Flux.Daemon.Rpc;

/// <summary>A method's refusal: becomes the error object of the answer. Not a bug, so not logged.</summary>
internal sealed class RpcFault(int code, string message) : Exception(message)
{
    public int Code { get; } = code;

    public static RpcFault InvalidParameter(string message) => new(RpcErrorCode.InvalidParameter, message);

    public static RpcFault Type(string message) => new(RpcErrorCode.Type, message);

    public static RpcFault NotFound(string message) => new(RpcErrorCode.AddressOrKey, message);

    public static RpcFault Misc(string message) => new(RpcErrorCode.Misc, message);
}
