using CsCheck;
using Flux.Primitives.Memos;
using Flux.Primitives.Scripts;

namespace Flux.Primitives.Tests.Memos;

public sealed class MemoTests
{
    private static readonly string Hash = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));

    [Fact]
    public void A_text_survives_its_script()
    {
        Memo.TryGetText(Memo.ToScript("hello flux"), out var text).ShouldBeTrue();

        text.ShouldBe("hello flux");
        Memo.ToScript("hello flux").ToString().ShouldBe("6a0a68656c6c6f20666c7578");
    }

    [Theory]
    [InlineData("")]
    [InlineData("6a")]
    [InlineData("6a51")]
    [InlineData("6a0141" + "0142")]
    [InlineData("6a0541")]
    [InlineData("510141")]
    public void Only_one_push_after_OP_RETURN_is_a_memo(string hex)
    {
        Script.TryParseHex(hex, out var script).ShouldBeTrue();

        Memo.TryGetData(script, out _).ShouldBeFalse();
    }

    [Fact]
    public void Any_length_form_of_the_push_will_do()
    {
        Script.TryParseHex("6a4c0141", out var script).ShouldBeTrue();

        Memo.TryGetText(script, out var text).ShouldBeTrue();
        text.ShouldBe("A");
    }

    [Fact]
    public void Bytes_that_are_no_printable_characters_are_no_text()
    {
        Memo.TryGetText(ScriptBuilder.NullData([0x1f]), out _).ShouldBeFalse();
        Memo.TryGetText(ScriptBuilder.NullData([0x7f]), out _).ShouldBeFalse();
        Memo.TryGetData(ScriptBuilder.NullData([0x7f]), out var data).ShouldBeTrue();
        data.ToArray().ShouldBe([0x7f]);
    }

    [Fact]
    public void An_escrow_memo_is_a_hash_and_perhaps_a_number_of_blocks()
    {
        Read(Hash).ShouldBe(new EscrowMemo(Hash, null));
        Read($"{Hash}.1").ShouldBe(new EscrowMemo(Hash, 1));
        Read($"{Hash}.9999999").ShouldBe(new EscrowMemo(Hash, 9_999_999));
        Read($"{Hash}.264000")!.Value.ToString().ShouldBe($"{Hash}.264000");
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData(".0")]
    [InlineData(".01")]
    [InlineData(".-1")]
    [InlineData(".1.")]
    [InlineData(".10000000")]
    [InlineData(",1")]
    [InlineData(".1 ")]
    [InlineData(".٣")]
    public void Anything_else_after_the_hash_is_refused(string tail)
    {
        if (tail.Length == 0) Read(Hash[1..]).ShouldBeNull();
        else Read(Hash + tail).ShouldBeNull();
    }

    [Fact]
    public void The_hash_has_lower_case_digits_only() => Read(Hash.ToUpperInvariant()).ShouldBeNull();

    [Fact]
    public void Reads_back_every_number_of_blocks() =>
        Gen.Int[1, 9_999_999].Sample(blocks => Read(new EscrowMemo(Hash, blocks).ToString())?.Blocks == blocks);

    private static EscrowMemo? Read(string text) => EscrowMemo.TryParse(text, out var memo) ? memo : null;
}
