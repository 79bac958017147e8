using Flux.Primitives.Scripts;

namespace Flux.Primitives.Tests.Scripts;

public sealed class ScriptTemplateTests
{
    private static readonly ReadOnlyMemory<byte> Key = (byte[])[2, .. new byte[32]];
    private static readonly string KeyPush = "21" + Convert.ToHexStringLower(Key.Span);
    private static readonly string HashPush = "14" + new string('1', 40);

    [Theory]
    [InlineData("76a9{H}88ac", ScriptKind.PubKeyHash)]
    [InlineData("76a94c{H}88ac", ScriptKind.PubKeyHash)]
    [InlineData("76a9{H}88ac61", ScriptKind.NonStandard)]
    [InlineData("76a91588ac", ScriptKind.NonStandard)]
    [InlineData("a9{H}87", ScriptKind.ScriptHash)]
    [InlineData("a94c{H}87", ScriptKind.NonStandard)]
    [InlineData("{K}ac", ScriptKind.PubKey)]
    [InlineData("4c{K}ac", ScriptKind.PubKey)]
    [InlineData("20{K}ac", ScriptKind.NonStandard)]
    [InlineData("{K}ad", ScriptKind.NonStandard)]
    [InlineData("51{K}51ae", ScriptKind.Multisig)]
    [InlineData("52{K}{K}{K}53ae", ScriptKind.Multisig)]
    [InlineData("51{K}51af", ScriptKind.NonStandard)]
    [InlineData("51{K}51ae61", ScriptKind.NonStandard)]
    [InlineData("61{K}51ae", ScriptKind.NonStandard)]
    [InlineData("51{K}", ScriptKind.NonStandard)]
    [InlineData("51{K}21", ScriptKind.NonStandard)]
    [InlineData("6a", ScriptKind.NullData)]
    [InlineData("6a0141", ScriptKind.NullData)]
    [InlineData("6a76", ScriptKind.NullData)]
    [InlineData("6a01410141", ScriptKind.NonStandard)]
    [InlineData("6a0241", ScriptKind.NonStandard)]
    [InlineData("", ScriptKind.NonStandard)]
    [InlineData("51", ScriptKind.NonStandard)]
    public void Recognises(string pattern, ScriptKind kind) => Classify(pattern).Kind.ShouldBe(kind);

    [Fact]
    public void Data_of_80_bytes_is_standard_and_of_81_is_not()
    {
        ScriptTemplate.Classify(ScriptBuilder.NullData(new byte[80])).Kind.ShouldBe(ScriptKind.NullData);
        ScriptTemplate.Classify(ScriptBuilder.NullData(new byte[81])).Kind.ShouldBe(ScriptKind.NonStandard);
    }

    [Fact]
    public void Says_what_stands_in_the_gaps()
    {
        Classify("76a9{H}88ac").Items[0].Length.ShouldBe(20);
        Classify("{K}ac").Items[0].ToArray().ShouldBe(Key.ToArray());
        var multisig = Classify("52{K}{K}{K}53ae");
        multisig.Items.Length.ShouldBe(3);
        multisig.RequiredSignatures.ShouldBe(2);
        multisig.Items[2].ToArray().ShouldBe(Key.ToArray());
    }

    [Theory]
    [InlineData("00{K}51ae")]
    [InlineData("52{K}51ae")]
    [InlineData("51{K}52ae")]
    [InlineData("0000ae")]
    public void A_multisig_whose_numbers_do_not_fit_is_not_standard_but_keeps_its_name(string pattern)
    {
        Classify(pattern).Kind.ShouldBe(ScriptKind.NonStandard);
        Classify(pattern).Name.ShouldBe("multisig");
    }

    [Theory]
    [InlineData("61{K}51ae")]
    [InlineData("51{K}61ae")]
    [InlineData("50{K}51ae")]
    public void What_has_no_number_of_keys_is_no_multisig_by_name_either(string pattern) => Classify(pattern).Name.ShouldBe("nonstandard");

    [Fact]
    public void The_builders_make_what_is_recognised()
    {
        ScriptTemplate.Classify(ScriptBuilder.PayToPubKeyHash(default)).Kind.ShouldBe(ScriptKind.PubKeyHash);
        ScriptTemplate.Classify(ScriptBuilder.PayToScriptHash(default)).Kind.ShouldBe(ScriptKind.ScriptHash);
        ScriptTemplate.Classify(ScriptBuilder.PayToPubKey(Key.Span)).Kind.ShouldBe(ScriptKind.PubKey);
        ScriptTemplate.Classify(ScriptBuilder.Multisig(16, [.. Enumerable.Repeat(Key, 16)])).Kind.ShouldBe(ScriptKind.Multisig);
        Should.Throw<ArgumentOutOfRangeException>(() => ScriptBuilder.Multisig(0, [Key]));
        Should.Throw<ArgumentOutOfRangeException>(() => ScriptBuilder.Multisig(2, [Key]));
        Should.Throw<ArgumentOutOfRangeException>(() => ScriptBuilder.Multisig(1, [.. Enumerable.Repeat(Key, 17)]));
    }

    private static ScriptTemplate Classify(string pattern)
    {
        Script.TryParseHex(pattern.Replace("{K}", KeyPush).Replace("{H}", HashPush), out var script).ShouldBeTrue();
        return ScriptTemplate.Classify(script);
    }
}
