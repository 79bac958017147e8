using BenchmarkDotNet.Attributes;
using Flux.Crypto.Edwards;
using Flux.Crypto.Hashing;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Flux.Crypto.Benchmarks.Edwards;

/// <summary>What one shielded part costs: a parent in either note tree, a JoinSplit's signature (BouncyCastle beside it), a Sapling spend's.</summary>
[MinColumn, MemoryDiagnoser]
public class ShieldedBenchmarks
{
    private readonly byte[] _message = new byte[32];
    private readonly byte[] _block = new byte[64];
    private readonly byte[] _node = new byte[32];
    private readonly Ed25519PrivateKeyParameters _secret = new(new byte[32]);
    private byte[] _key = [];
    private byte[] _signature = [];
    private EdwardsPoint<Jubjub> _spendKey;
    private byte[] _spendMessage = [];
    private byte[] _spendSignature = [];

    [GlobalSetup]
    public void Prepare()
    {
        _key = _secret.GeneratePublicKey().GetEncoded();
        var signer = new Ed25519Signer();
        signer.Init(true, _secret);
        signer.BlockUpdate(_message, 0, _message.Length);
        _signature = signer.GenerateSignature();
        // zcash-test-vectors, sapling_signatures.json, first row.
        var key = Convert.FromHexString("9b0153b03d320fe23e2834d5d61dbb1f519b3f41f8f946152bf0c3f247d11807");
        if (!EdwardsPoint<Jubjub>.TryDecode(key, reduces: false, out _spendKey)) throw new InvalidOperationException();
        _spendMessage = [.. key, .. new byte[32]];
        _spendSignature = Convert.FromHexString(
            "dca3bb2cb8f048ccab10aed77546c1dbb10cc4fb15ab02acaef944ddab8b6722545fda4c62046d69d98f922f4e8c210bc47b4fdde0a1947179804c1ace569005");
    }

    [Benchmark]
    public void ParentInSprout() => Sha256Compression.Compress(_block, _node);

    [Benchmark]
    public void ParentInSapling() => PedersenHash.Combine(3, _message, _message, _node);

    [Benchmark(Baseline = true)]
    public bool JoinSplitByBouncyCastle()
    {
        var signer = new Ed25519Signer();
        signer.Init(false, new Ed25519PublicKeyParameters(_key));
        signer.BlockUpdate(_message, 0, _message.Length);
        return signer.VerifySignature(_signature);
    }

    [Benchmark]
    public bool JoinSplit() => Ed25519.Verify(_key, _message, _signature);

    [Benchmark]
    public bool SpendAuthorization() => RedJubjub.Verify(in _spendKey, SaplingGenerators.SpendAuthorization, _spendMessage, _spendSignature);
}
