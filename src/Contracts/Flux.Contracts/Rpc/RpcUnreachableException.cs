namespace Flux.Contracts.Rpc;

/// <summary>There was no JSON-RPC answer: nobody listens, wrong credentials, or something else answered.</summary>
public sealed class RpcUnreachableException(string message, Exception? inner = null) : Exception(message, inner);
