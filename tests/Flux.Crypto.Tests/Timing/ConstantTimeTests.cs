using Flux.Crypto.Curves;

namespace Flux.Crypto.Tests.Timing;

/// <summary>
/// Whatever meets a private key or a nonce takes as long for the smallest secret, the largest, and a plain one as for random ones.
/// The result of a run is recorded in docs/long-runs.md. Long: it measures for a minute; the others only compare results.
/// </summary>
[Trait("Category", "Long")]
public sealed class ConstantTimeTests(ITestOutputHelper output)
{
    private const int Measurements = 60_000;

    private static readonly AffinePoint Point = AffinePoint.Generator;

    public static TheoryData<string> Secrets => new("one", "order − 1", "plain");

    [Theory]
    [MemberData(nameof(Secrets))]
    public void Multiplying_the_generator(string secret) =>
        Judge("k·G", secret, k => SecretMultiplication.MultiplyGenerator(k)).ShouldBeLessThan(TimingComparison.Definitely);

    [Theory]
    [MemberData(nameof(Secrets))]
    public void Multiplying_a_public_point(string secret) =>
        Judge("k·P (ECDH)", secret, k => SecretMultiplication.Multiply(k, Point)).ShouldBeLessThan(TimingComparison.Definitely);

    [Theory]
    [MemberData(nameof(Secrets))]
    public void Inverting_a_nonce(string secret) =>
        Judge("1/k", secret, k => Scalar.Inverse(k)).ShouldBeLessThan(TimingComparison.Definitely);

    /// <summary>The digest is random for both, so that both meet high and low s equally often.</summary>
    [Theory]
    [MemberData(nameof(Secrets))]
    public void Signing(string secret)
    {
        byte[] key32 = new byte[32];
        var chance = new Random(4);
        Judge("sign", secret, k =>
        {
            k.Write(key32);
            return Ecdsa.Sign(RandomScalar(chance), k, key32, out _, out _);
        }).ShouldBeLessThan(TimingComparison.Definitely);
    }

    /// <summary>The method finds what it is looking for: the multiplication for public numbers is quicker for small ones.</summary>
    [Fact]
    public void A_multiplication_that_depends_on_its_number_is_found() =>
        Judge("k·G + k·P, variable", "one", k => PublicMultiplication.CombineVar(k, Point, k)).ShouldBeGreaterThan(TimingComparison.Definitely);

    private double Judge<T>(string operation, string secret, Func<Scalar, T> run)
    {
        var chance = new Random(3);
        Scalar fixedSecret = SecretOf(secret);
        int[] classes = [.. Enumerable.Range(0, Measurements).Select(_ => chance.Next(2))];
        Scalar[] secrets = [.. classes.Select(isRandom => isRandom == 1 ? RandomScalar(chance) : fixedSecret)];
        T? last = default;
        double t = TimingComparison.LargestT(Measurements, i => classes[i], i => last = run(secrets[i]));
        output.WriteLine($"{operation}, {secret} against random: |t| = {t:f1}");
        GC.KeepAlive(last);
        return t;
    }

    private static Scalar SecretOf(string name) => name switch
    {
        "one" => Scalar.One,
        "order − 1" => Scalar.Negative(Scalar.One),
        _ => RandomScalar(new Random(2)),
    };

    private static Scalar RandomScalar(Random chance)
    {
        byte[] bytes = new byte[32];
        Scalar scalar;
        do
        {
            chance.NextBytes(bytes);
        }
        while (!Scalar.Read(bytes, out scalar) || scalar.IsZero);
        return scalar;
    }
}
