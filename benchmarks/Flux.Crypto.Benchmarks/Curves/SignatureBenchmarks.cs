using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Flux.Crypto.Curves;
using Flux.Crypto.Native;

namespace Flux.Crypto.Benchmarks.Curves;

/// <summary>Managed against native secp256k1; each operation's native time is its baseline. Needs libsecp256k1.</summary>
[MinColumn, MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class SignatureBenchmarks
{
    private static readonly ISecp256k1 Native =
        NativeSecp256k1.TryLoad() ?? throw new InvalidOperationException("libsecp256k1 is not installed");

    private static readonly ISecp256k1 Managed = ManagedSecp256k1.Instance;

    private readonly byte[] _hash = new byte[32];
    private readonly byte[] _key = new byte[32];
    private byte[] _signature = [];
    private byte[] _compact = [];
    private byte[] _publicKey = [];

    [GlobalSetup]
    public void Prepare()
    {
        for (int i = 0; i < 32; i++)
        {
            _hash[i] = (byte)(7 * i);
            _key[i] = (byte)((11 * i) + 1);
        }

        _signature = Native.SignDer(_hash, _key);
        _compact = Native.SignCompact(_hash, _key, compressed: true);
        Native.TryGetPublicKey(_key, compressed: true, out _publicKey);
    }

    [Benchmark(Baseline = true), BenchmarkCategory("verify")]
    public bool VerifyNative() => Native.VerifyDer(_hash, _signature, _publicKey);

    [Benchmark, BenchmarkCategory("verify")]
    public bool VerifyManaged() => Managed.VerifyDer(_hash, _signature, _publicKey);

    [Benchmark(Baseline = true), BenchmarkCategory("sign")]
    public byte[] SignNative() => Native.SignDer(_hash, _key);

    [Benchmark, BenchmarkCategory("sign")]
    public byte[] SignManaged() => Managed.SignDer(_hash, _key);

    [Benchmark(Baseline = true), BenchmarkCategory("recover")]
    public bool RecoverNative() => Native.TryRecoverCompact(_hash, _compact, out _);

    [Benchmark, BenchmarkCategory("recover")]
    public bool RecoverManaged() => Managed.TryRecoverCompact(_hash, _compact, out _);

    [Benchmark(Baseline = true), BenchmarkCategory("public key")]
    public bool PublicKeyNative() => Native.TryGetPublicKey(_key, compressed: true, out _);

    [Benchmark, BenchmarkCategory("public key")]
    public bool PublicKeyManaged() => Managed.TryGetPublicKey(_key, compressed: true, out _);
}
