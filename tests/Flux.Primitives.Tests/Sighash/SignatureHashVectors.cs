using Flux.Primitives.Scripts;
using Flux.Primitives.Sighash;
using Flux.Primitives.Wire;

namespace Flux.Primitives.Tests.Sighash;

public sealed class SignatureHashVectors
{
    [Fact]
    public void Computes_the_public_digests_of_every_version()
    {
        var versions = new HashSet<int>();
        foreach (var row in SharedData.ReadJson("public/sighash.json").EnumerateArray().Where(row => row.GetArrayLength() > 1))
        {
            TransactionCodec.TryParse(Convert.FromHexString(row[0].GetString()!), out var transaction, out var error).ShouldBeTrue(error);
            Script.TryParseHex(row[1].GetString(), out var script).ShouldBeTrue();

            var digest = SignatureHash.Compute(
                transaction, row[2].GetInt32(), script, Amount.Zero, unchecked((uint)row[3].GetInt64()), (uint)row[4].GetInt64(), SighashParts.Of(transaction));

            digest.ShouldBe(Hash256.Parse(row[5].GetString()!));
            transaction.ToBytes().ShouldBe(Convert.FromHexString(row[0].GetString()!));
            versions.Add(transaction.Overwintered ? transaction.Version : 1);
        }
        versions.ShouldBe([1, 3, 4], ignoreOrder: true);
    }
}
