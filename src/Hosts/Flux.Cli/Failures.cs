using System.Net.Http;
using Flux.Contracts.Api;
using Flux.Contracts.Rpc;
using Flux.Devnet;
using Flux.Wallets.Containers;
using Flux.Wallets.Keystore;
using Flux.Wallets.Signing;
using Flux.Wallets.Spending;

namespace Flux.Cli;

/// <summary>The one place where what went wrong becomes a message and an exit code.</summary>
internal static class Failures
{
    /// <summary>Exit code, what happened, and what to do about it (may be empty).</summary>
    public static (int ExitCode, string Message, string Remedy) Explain(Exception failure) => failure switch
    {
        CommandException e => (e.ExitCode, e.Message, e.Remedy),
        DevnetException e => (CodeOf(e.Problem), e.Message, e.Remedy),
        RpcException e => (CodeOf(e.Code), e.Message, ""),
        RpcUnreachableException e => (ExitCode.Unreachable, e.Message, "Is the network up? See: flux status"),
        FluxOsException e => (CodeOf(e), e.Message, ""),
        FluxOsUnreachableException e => (ExitCode.Unreachable, e.Message, "Is the network up? See: flux status"),
        KeystoreException e => (CodeOf(e.Kind), e.Message, ""),
        PaymentException e => (CodeOf(e.Problem), e.Message, ""),
        ContainerException e => (ExitCode.Rejected, $"The transaction can't go on: {e.Message}.", ""),
        UnsignableInputException e => (ExitCode.Rejected, e.Message, ""),
        HttpRequestException e => (ExitCode.Unreachable, e.Message, "Is the network up? See: flux status"),
        OperationCanceledException => (ExitCode.Interrupted, "Interrupted.", ""),
        IOException or UnauthorizedAccessException => (ExitCode.Unreachable, failure.Message, ""),
        _ => (ExitCode.Bug, $"{failure.GetType().Name}: {failure.Message}", "This is a bug in flux. With FLUX_TRACE=1 it tells where."),
    };

    public static int CodeOf(DevnetProblem problem) => problem switch
    {
        DevnetProblem.Usage => ExitCode.Usage,
        DevnetProblem.NotFound => ExitCode.NotFound,
        DevnetProblem.Unreachable => ExitCode.Unreachable,
        DevnetProblem.Rejected => ExitCode.Rejected,
        _ => ExitCode.Bug,
    };

    private static int CodeOf(FluxOsException failure) => failure.Name is "NotFound" ? ExitCode.NotFound : ExitCode.Rejected;

    private static int CodeOf(int rpcCode) => rpcCode switch
    {
        RpcErrorCode.MethodNotFound or RpcErrorCode.AddressOrKey => ExitCode.NotFound,
        RpcErrorCode.InvalidParams or RpcErrorCode.InvalidParameter or RpcErrorCode.Type or RpcErrorCode.Misc or RpcErrorCode.InvalidRequest => ExitCode.Usage,
        RpcErrorCode.InsufficientFunds => ExitCode.InsufficientFunds,
        RpcErrorCode.NotConnected or RpcErrorCode.WarmUp or RpcErrorCode.InInitialDownload => ExitCode.Unreachable,
        _ => ExitCode.Rejected,
    };

    private static int CodeOf(PaymentProblem problem) => problem switch
    {
        PaymentProblem.Funds => ExitCode.InsufficientFunds,
        PaymentProblem.Order => ExitCode.Usage,
        _ => ExitCode.Rejected,
    };

    private static int CodeOf(KeystoreErrorKind kind) => kind switch
    {
        KeystoreErrorKind.NotFound => ExitCode.NotFound,
        KeystoreErrorKind.Io => ExitCode.Unreachable,
        _ => ExitCode.Rejected,
    };
}
