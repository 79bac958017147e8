using Flux.Consensus.Scripts;
using Flux.Fuzz.Engine;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Memos;
using Flux.Primitives.Scripts;

namespace Flux.Fuzz.Targets;

/// <summary>Classification, text and counting of any script; an address found in a script leads back to a script of the same address.</summary>
internal sealed class ScriptTextTarget : IFuzzTarget
{
    public string Name => "script-text";

    public IEnumerable<byte[]> Seeds()
    {
        ReadOnlyMemory<byte> key = (byte[])[3, .. new byte[32]];
        yield return ScriptBuilder.PayToPubKeyHash(default).Bytes.ToArray();
        yield return ScriptBuilder.PayToScriptHash(default).Bytes.ToArray();
        yield return ScriptBuilder.PayToPubKey(key.Span).Bytes.ToArray();
        yield return ScriptBuilder.Multisig(2, [key, key, key]).Bytes.ToArray();
        yield return Memo.ToScript("hello").Bytes.ToArray();
        yield return [9, 0x30, 6, 2, 1, 1, 2, 1, 1, 0x81];
    }

    public int Run(ReadOnlySpan<byte> input)
    {
        var script = new Script(input.ToArray());
        var template = ScriptTemplate.Classify(script);
        var text = ScriptAssembly.ToText(script, namesHashTypes: true);
        if (Address.TryFromScript(script, out var address))
        {
            OracleException.Require(Address.TryFromScript(address.ToScript(), out var back) && back == address, "an address does not survive its script");
            OracleException.Require(Address.TryParse(address.ToText(AddressPrefixes.Main), AddressPrefixes.Main, out var read) && read == address, "an address does not survive its text");
        }
        OracleException.Require(!Memo.TryGetText(script, out var memo) || memo.Length <= script.Length, "a memo longer than its script");
        var count = SigOps.Of(script.Bytes, accurate: true);
        OracleException.Require(count >= 0 && count <= SigOps.Of(script.Bytes, accurate: false), "the accurate count is above the plain one");
        return Shape.Of(template.Kind, template.Items.Length, template.RequiredSignatures, Math.Min(text.Length / 16, 16), Math.Min(count, 4));
    }
}
