using Flux.Contracts.Rpc;
using Flux.Devnet;
using Flux.Wallets.Keystore;

namespace Flux.Cli.Tests;

public sealed class FailuresTests
{
    public static TheoryData<Exception, int> Cases => new()
    {
        { new CommandException(4, "too little"), 4 },
        { new DevnetException(DevnetProblem.Usage, ""), 2 },
        { new DevnetException(DevnetProblem.NotFound, ""), 3 },
        { new DevnetException(DevnetProblem.Unreachable, ""), 5 },
        { new DevnetException(DevnetProblem.Rejected, ""), 6 },
        { new RpcException(-32601, "Method not found"), 3 },
        { new RpcException(-8, "Block height out of range"), 2 },
        { new RpcException(-6, "Insufficient funds"), 4 },
        { new RpcException(-26, "18: bad-txns-inputs-spent"), 6 },
        { new RpcException(-28, "Loading"), 5 },
        { new RpcUnreachableException("nobody listens"), 5 },
        { new KeystoreException(KeystoreErrorKind.NotFound, "no file"), 3 },
        { new KeystoreException(KeystoreErrorKind.WrongPassword, "wrong"), 6 },
        { new HttpRequestException("refused"), 5 },
        { new OperationCanceledException(), 130 },
        { new InvalidOperationException("oops"), 1 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_failure_has_its_exit_code(Exception failure, int exitCode) => Failures.Explain(failure).ExitCode.ShouldBe(exitCode);

    [Fact]
    public void A_bug_says_that_it_is_one() => Failures.Explain(new InvalidOperationException("oops")).Remedy.ShouldContain("bug");
}
