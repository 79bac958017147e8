using System.Text.Json;
using Flux.Daemon.Rpc;
using Flux.Daemon.Rpc.Json;
using Flux.Primitives.Scripts;

namespace Flux.Daemon.Tests.Rpc.Json;

/// <summary>Texts as fluxd's decodescript printed them (../shared/golden/recorded/rpc/decodescript.json).</summary>
public class ScriptTextTests
{
    [Theory]
    [InlineData("76a914b1a3111de491cc77362286ee26256c699cb5bb4d88ac", "OP_DUP OP_HASH160 b1a3111de491cc77362286ee26256c699cb5bb4d OP_EQUALVERIFY OP_CHECKSIG")]
    [InlineData("a914fa742817c4a665fccc70ce4cb40bdb71ba345db787", "OP_HASH160 fa742817c4a665fccc70ce4cb40bdb71ba345db7 OP_EQUAL")]
    [InlineData("6a0a68656c6c6f20666c7578", "OP_RETURN 68656c6c6f20666c7578")]
    [InlineData("", "")]
    [InlineData("05aa", "[error]")]
    [InlineData("51", "1")]
    [InlineData("02e803", "1000")]
    public void Prints_pushes_and_opcodes(string hex, string expected)
    {
        var script = new Script(Convert.FromHexString(hex));
        ScriptText.Of(script, namesHashTypes: false).ShouldBe(expected);
        Written(script, namesHashTypes: false).ShouldBe(expected);
    }

    [Fact]
    public void Writes_what_it_prints_for_any_script_short_or_long()
    {
        var random = new Random(10);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            // Signature-like pushes, and the longest names one after the other.
            if (i % 3 == 0) bytes = [0x09, 0x30, 0x06, 1, 2, 3, 4, 5, 6, (byte)random.Next(5), .. bytes];
            if (i % 5 == 0) Array.Fill(bytes, i % 2 == 0 ? (byte)0xff : (byte)0xa2);
            var script = new Script(bytes);
            Written(script, namesHashTypes: i % 2 == 0).ShouldBe(ScriptText.Of(script, namesHashTypes: i % 2 == 0));
        }
    }

    private static string Written(Script script, bool namesHashTypes)
    {
        using var answer = AnswerBuffer.Rent();
        answer.Json.WriteStartObject();
        ScriptText.Write(answer.Json, "asm"u8, script, namesHashTypes);
        answer.Json.WriteEndObject();
        answer.Json.Flush();
        using var parsed = JsonDocument.Parse(answer.Written);
        return parsed.RootElement.GetProperty("asm").GetString()!;
    }
}
