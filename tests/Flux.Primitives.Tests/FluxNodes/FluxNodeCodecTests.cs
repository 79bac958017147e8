using Flux.Primitives.FluxNodes;
using Flux.Primitives.Wire;

namespace Flux.Primitives.Tests.FluxNodes;

/// <summary>Layouts of the chain reference §6.3 and §6.4, and key fields of §2 and §13.20.</summary>
public sealed class FluxNodeCodecTests
{
    private const string OutPoint36 = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f07000000";
    private const string Time = "00f15365";
    private static readonly string Compressed = "21" + "02" + new string('a', 64);
    private static readonly string Uncompressed = "41" + "04" + new string('b', 128);

    [Fact]
    public void Reads_a_START_of_version_5()
    {
        var start = Read<StartTransaction>("0500000002" + OutPoint36 + Uncompressed + Compressed + Time + "03aabbcc");

        start.Features.ShouldBe(0);
        start.Collateral.Index.ShouldBe(7u);
        start.CollateralPubKey.Length.ShouldBe(65);
        start.NodePubKey.Length.ShouldBe(33);
        start.SigTime.ShouldBe(0x6553f100u);
        start.Signature.ToArray().ShouldBe([0xaa, 0xbb, 0xcc]);
        start.Delegates.ShouldBeNull();
    }

    [Fact]
    public void Reads_a_normal_START_of_version_6()
    {
        var start = Read<StartTransaction>("060000000201000000" + OutPoint36 + Uncompressed + Compressed + Time + "00");

        start.IsNormal.ShouldBeTrue();
        start.RedeemScript.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Reads_a_P2SH_START_also_with_both_bits()
    {
        var start = Read<StartTransaction>("060000000202000000" + OutPoint36 + Compressed + "0251ae" + Time + "00");
        var both = Read<StartTransaction>("060000000203000000" + OutPoint36 + Compressed + "0251ae" + Time + "00");

        start.IsP2sh.ShouldBeTrue();
        start.RedeemScript.ToArray().ShouldBe([0x51, 0xae]);
        start.CollateralPubKey.IsEmpty.ShouldBeTrue();
        both.IsP2sh.ShouldBeFalse();
        both.IsNormal.ShouldBeFalse();
        both.HasP2shLayout.ShouldBeTrue();
    }

    [Fact]
    public void A_START_with_neither_bit_has_no_body() => Read<StartTransaction>("060000000200000000").Collateral.IsNull.ShouldBeTrue();

    [Fact]
    public void Delegate_data_follows_the_signature()
    {
        var head = "060000000201010000" + OutPoint36 + Uncompressed + Compressed + Time + "00";

        Read<StartTransaction>(head + "00").Delegates!.Used.ShouldBeFalse();
        Read<StartTransaction>(head + "01" + "0101" + "02" + Compressed + Compressed).Delegates!.Keys.Length.ShouldBe(2);
        Read<StartTransaction>(head + "01" + "0102").Delegates!.Keys.ShouldBeEmpty();
        Read<StartTransaction>(head + "01" + "0201").Delegates!.Version.ShouldBe((sbyte)2);
        Read<StartTransaction>("060000000200010000" + "00").Delegates.ShouldNotBeNull();
    }

    [Fact]
    public void Reads_a_CONFIRM_of_both_versions()
    {
        foreach (var version in (string[])["05000000", "06000000"])
        {
            var confirm = Read<ConfirmTransaction>(version + "04" + OutPoint36 + Time + "02" + Time + "01" + "07" + "312e322e332e34" + "01aa" + "02bbbb");

            confirm.BenchmarkTier.ShouldBe((sbyte)2);
            confirm.UpdateType.ShouldBe(ConfirmTransaction.UpdateTypeUpdate);
            confirm.Ip.ToArray().ShouldBe("1.2.3.4"u8.ToArray());
            confirm.BenchmarkSignature.Length.ShouldBe(2);
        }
    }

    [Fact]
    public void Nothing_is_read_after_an_unknown_type()
    {
        var reader = new WireReader([5, 0, 0, 0, 3, 0xaa]);

        TransactionCodec.TryRead(ref reader, out var transaction).ShouldBeTrue();
        transaction!.FluxNode.ShouldBeOfType<UnknownFluxNodePayload>().Type.ShouldBe((sbyte)3);
        reader.Remaining.ShouldBe(1);
        transaction.ToBytes().ShouldBe([5, 0, 0, 0, 3]);
    }

    [Theory]
    [InlineData("00", "00")]
    [InlineData("0105", "00")]
    [InlineData("0a00000000000000000000", "00")]
    [InlineData("{C}", "{C}")]
    [InlineData("{LONG}", "{C}")]
    [InlineData("{66}", "00")]
    public void A_key_is_kept_as_long_as_its_first_byte_demands(string sent, string kept)
    {
        var transaction = Parse("0500000002" + OutPoint36 + Fill(sent) + Compressed + Time + "00");

        transaction.ShouldNotBeNull();
        Convert.ToHexStringLower(transaction.ToBytes()).ShouldBe("0500000002" + OutPoint36 + Fill(kept) + Compressed + Time + "00");
        transaction.Id.ShouldBe(Parse("0500000002" + OutPoint36 + Fill(kept) + Compressed + Time + "00")!.Id);
    }

    [Theory]
    [InlineData("0a02000000000000000000")]
    [InlineData("0104")]
    public void A_key_shorter_than_its_first_byte_demands_is_refused(string sent) =>
        Parse("0500000002" + OutPoint36 + sent + Compressed + Time + "00").ShouldBeNull();

    [Fact]
    public void The_delegates_flag_is_kept_as_one()
    {
        var head = "060000000200010000";

        Convert.ToHexStringLower(Parse(head + "ff" + "0102")!.ToBytes()).ShouldBe(head + "01" + "0102");
    }

    private static string Fill(string pattern) => pattern
        .Replace("{C}", Compressed)
        .Replace("{LONG}", "40" + "02" + new string('a', 64) + new string('c', 62))
        .Replace("{66}", "42" + "04" + new string('d', 130));

    private static Transaction? Parse(string hex) => TransactionCodec.TryParse(Convert.FromHexString(hex), out var transaction, out _) ? transaction : null;

    private static T Read<T>(string hex)
        where T : FluxNodePayload
    {
        TransactionCodec.TryParse(Convert.FromHexString(hex), out var transaction, out var error).ShouldBeTrue(error);
        Convert.ToHexStringLower(transaction.ToBytes()).ShouldBe(hex);
        return transaction.FluxNode.ShouldBeOfType<T>();
    }
}
