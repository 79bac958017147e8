using System.Text;
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

    [Theory]
    [InlineData(-1, "-0.00000001")]
    [InlineData(0, "0.00000000")]
    [InlineData(100_000_000, "1.00000000")]
    [InlineData(-12_345_678_901, "-123.45678901")]
    [InlineData(long.MaxValue, "92233720368.54775807")]
    [InlineData(long.MinValue, "-92233720368.54775808")]
    public void Writes_exactly_eight_decimals(long satoshis, string expected)
    {
        new Amount(satoshis).ToString().ShouldBe(expected);
        using var answer = AnswerBuffer.Rent();
        answer.Json.WriteAmountValue(new Amount(satoshis));
        answer.Json.Flush();
        Encoding.UTF8.GetString(answer.Written.Span).ShouldBe(expected);
    }

    [Fact]
    public void Writes_hashes_in_display_order_and_bytes_of_any_length_in_hex()
    {
        var bytes = Enumerable.Range(0, 1000).Select(i => (byte)i).ToArray();
        using var answer = AnswerBuffer.Rent();
        answer.Json.WriteStartArray();
        answer.Json.WriteHashValue(new Hash256(bytes.AsSpan(0, 32)));
        answer.Json.WriteHexValue(bytes);
        answer.Json.WriteEndArray();
        answer.Json.Flush();
        Encoding.UTF8.GetString(answer.Written.Span).ShouldBe($"[\"{new Hash256(bytes.AsSpan(0, 32))}\",\"{Convert.ToHexStringLower(bytes)}\"]");
    }
}
