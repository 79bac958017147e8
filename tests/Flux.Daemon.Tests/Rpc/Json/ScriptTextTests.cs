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
    public void Prints_pushes_and_opcodes(string hex, string expected) => ScriptText.Of(new Script(Convert.FromHexString(hex)), namesHashTypes: false).ShouldBe(expected);
}
