using System.Text;
using Flux.Wallets.Keys;
using Flux.Wallets.Text;
using Konscious.Security.Cryptography;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;

namespace Flux.Wallets.Keystore;

/// <summary>Argon2id cost, as written in the file. Bounds keep a foreign file from taking the machine down.</summary>
/// <param name="MemoryKiB">Memory in KiB, 8 … 1,048,576.</param>
/// <param name="Iterations">Passes, 1 … 64.</param>
/// <param name="Parallelism">Lanes, 1 … 16.</param>
public sealed record KeyDerivation(int MemoryKiB, int Iterations, int Parallelism)
{
    private const int KeyBytes = 32;

    /// <summary>64 MiB, 3 passes, 1 lane: RFC 9106's second recommendation with one lane, about half a second here.</summary>
    public static KeyDerivation Default { get; } = new(64 * 1024, 3, 1);

    /// <summary>Null when within bounds, else what is wrong.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? Problem =>
        MemoryKiB is < 8 or > 1_048_576 ? $"kdf.memoryKiB is {MemoryKiB}, allowed is 8 to 1048576"
        : Iterations is < 1 or > 64 ? $"kdf.iterations is {Iterations}, allowed is 1 to 64"
        : Parallelism is < 1 or > 16 ? $"kdf.parallelism is {Parallelism}, allowed is 1 to 16"
        : null;

    /// <summary>The 32-byte file key of a password. Accents typed on different machines give the same key (Unicode form KD).</summary>
    public byte[] DeriveKey(string password, byte[] salt)
    {
        var secret = Encoding.UTF8.GetBytes(Nfkd.Normalize(password));
        try
        {
            // The threaded implementation knows no empty password.
            return OperatingSystem.IsBrowser() || secret.Length == 0 ? InOneThread(secret, salt) : InThreads(secret, salt);
        }
        finally
        {
            SecretBytes.Wipe(secret);
        }
    }

    private byte[] InThreads(byte[] secret, byte[] salt)
    {
        using var argon = new Argon2id(secret) { Salt = salt, MemorySize = MemoryKiB, Iterations = Iterations, DegreeOfParallelism = Parallelism };
        return argon.GetBytes(KeyBytes);
    }

    /// <summary>The same bytes without threads, which a browser does not have.</summary>
    internal byte[] InOneThread(byte[] secret, byte[] salt)
    {
        var parameters = new Argon2Parameters.Builder(Argon2Parameters.Argon2id)
            .WithVersion(Argon2Parameters.Version13).WithSalt(salt).WithMemoryAsKB(MemoryKiB).WithIterations(Iterations).WithParallelism(Parallelism).Build();
        var generator = new Argon2BytesGenerator();
        generator.Init(parameters);
        var key = new byte[KeyBytes];
        generator.GenerateBytes(secret, key);
        return key;
    }
}
