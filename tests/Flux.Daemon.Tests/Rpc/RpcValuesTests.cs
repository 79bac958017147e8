using System.Text.Json;
using Flux.Daemon.Rpc;
using Flux.Primitives;

namespace Flux.Daemon.Tests.Rpc;

public class RpcValuesTests
{
    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    [Theory]
    [InlineData("1", 100_000_000)]
    [InlineData("\"0.00000001\"", 1)]
    [InlineData("1e-08", 1)]
    [InlineData("\"1e3\"", 100_000_000_000)]
    [InlineData("440000000", 44_000_000_000_000_000)]
    public void Reads_amounts_as_numbers_and_strings(string json, long satoshis) => RpcValues.ReadAmount(Json(json)).Satoshis.ShouldBe(satoshis);

    [Theory]
    [InlineData("-1")]
    [InlineData("440000000.00000001")]
    [InlineData("0.000000001")]
    [InlineData("1e-9")]
    [InlineData("1e400")]
    [InlineData("\"1,5\"")]
    [InlineData("true")]
    [InlineData("null")]
    public void Refuses_amounts_that_are_none(string json) => Should.Throw<RpcFault>(() => RpcValues.ReadAmount(Json(json)));

    [Fact]
    public void Writes_exactly_eight_decimals() => new Amount(-1).ToString().ShouldBe("-0.00000001");
}
