using System.Text;
using Flux.Fuzz.Engine;
using Flux.Primitives.Memos;

namespace Flux.Fuzz.Targets;

/// <summary>Memos of app payments: at most one reading, which is written back as it was.</summary>
internal sealed class MemoTarget : IFuzzTarget
{
    private static readonly string Hash = new('a', 64);

    public string Name => "memo";

    public IEnumerable<byte[]> Seeds() => Samples.Texts(Hash, $"{Hash}.22000", $"{Hash}.9999999", $"{Hash}.0");

    public int Run(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        if (!EscrowMemo.TryParse(text, out var memo)) return Math.Min(text.Length, 80);
        OracleException.Require(memo.ToString() == text && memo.Blocks is null or > 0, "a memo is written in another way than it was read");
        return Shape.Of(text.Length, memo.Blocks is null);
    }
}
