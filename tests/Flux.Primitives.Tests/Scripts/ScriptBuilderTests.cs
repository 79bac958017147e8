using CsCheck;
using Flux.Primitives.Scripts;

namespace Flux.Primitives.Tests.Scripts;

public sealed class ScriptBuilderTests
{
    [Theory]
    [InlineData(0, "00")]
    [InlineData(-1, "4f")]
    [InlineData(1, "51")]
    [InlineData(16, "60")]
    [InlineData(17, "0111")]
    [InlineData(127, "017f")]
    [InlineData(128, "028000")]
    [InlineData(-128, "028080")]
    [InlineData(32767, "02ff7f")]
    [InlineData(32768, "03008000")]
    [InlineData(520617983, "04ffff071f")]
    [InlineData(long.MinValue, "09000000000000008080")]
    public void Writes_numbers_as_short_as_possible(long number, string hex) => new ScriptBuilder().Number(number).ToScript().ToString().ShouldBe(hex);

    [Theory]
    [InlineData(0, "00")]
    [InlineData(75, "4b")]
    [InlineData(76, "4c4c")]
    [InlineData(255, "4cff")]
    [InlineData(256, "4d0001")]
    [InlineData(65535, "4dffff")]
    [InlineData(65536, "4e00000100")]
    public void Writes_the_shortest_push(int length, string prefix)
    {
        var script = new ScriptBuilder().Data(new byte[length]).ToScript();

        script.ToString().ShouldBe(prefix + new string('0', 2 * length));
    }

    [Fact]
    public void A_number_survives_its_bytes() =>
        Gen.Long[-(1L << 55), 1L << 55].Sample(number =>
            ScriptNumber.TryRead(ScriptNumber.ToBytes(number), 8, requireMinimal: true, out var back) && back == number);

    [Fact]
    public void Padded_numbers_are_the_same_number_but_not_minimal() =>
        Gen.Int.Where(number => number != 0).Sample(number =>
        {
            var bytes = ScriptNumber.ToBytes(number);
            var sign = (byte)(bytes[^1] & 0x80);
            bytes[^1] &= 0x7f;
            byte[] padded = [.. bytes, sign];
            return ScriptNumber.TryRead(padded, 8, requireMinimal: false, out var back) && back == number
                && !ScriptNumber.TryRead(padded, 8, requireMinimal: true, out _);
        });

    [Theory]
    [InlineData("00", false)]
    [InlineData("80", false)]
    [InlineData("8000", true)]
    [InlineData("ff80", true)]
    [InlineData("7f00", false)]
    [InlineData("7f80", false)]
    [InlineData("", true)]
    public void Minimal_is_the_shortest_form(string hex, bool minimal) =>
        ScriptNumber.TryRead(Convert.FromHexString(hex), 4, requireMinimal: true, out _).ShouldBe(minimal);

    [Fact]
    public void Negative_zero_is_zero_and_longer_numbers_are_refused()
    {
        ScriptNumber.TryRead([0x80], 4, requireMinimal: false, out var zero).ShouldBeTrue();
        zero.ShouldBe(0);
        ScriptNumber.TryRead(new byte[5], 4, requireMinimal: false, out _).ShouldBeFalse();
        ScriptNumber.TryRead(new byte[5], 5, requireMinimal: false, out _).ShouldBeTrue();
    }

    [Fact]
    public void What_was_built_is_read_back_in_order() =>
        Gen.Byte.Array[0, 700].Array[0, 8].Sample(pushes =>
        {
            var builder = new ScriptBuilder();
            foreach (var push in pushes) builder.Data(push);
            var reader = builder.ToScript().Operations;
            foreach (var push in pushes)
            {
                if (!reader.MoveNext() || !reader.Data.SequenceEqual(push)) return false;
            }
            return !reader.MoveNext() && reader.IsAtEnd && !reader.IsTruncated;
        });

    [Theory]
    [InlineData("02aa")]
    [InlineData("4c")]
    [InlineData("4c01")]
    [InlineData("4d01")]
    [InlineData("4effffffff")]
    public void A_push_past_the_end_is_truncated(string hex)
    {
        Script.TryParseHex(hex, out var script).ShouldBeTrue();
        var reader = script.Operations;

        reader.MoveNext().ShouldBeFalse();
        reader.IsTruncated.ShouldBeTrue();
        reader.MoveNext().ShouldBeFalse();
        ScriptTemplate.IsPushOnly(script.Bytes).ShouldBeFalse();
    }

    [Fact]
    public void Every_opcode_has_a_name_that_is_read_back()
    {
        foreach (var code in Enum.GetValues<Opcode>().Where(code => code >= Opcode.Nop))
        {
            OpcodeName.TryParse(OpcodeName.Of(code), out var back).ShouldBeTrue(code.ToString());
            back.ShouldBe(code);
        }
        OpcodeName.Of(Opcode.CheckLockTimeVerify).ShouldBe("OP_NOP2");
        OpcodeName.Of((Opcode)0xba).ShouldBe("OP_UNKNOWN");
        OpcodeName.Of((Opcode)0xff).ShouldBe("OP_INVALIDOPCODE");
    }
}
