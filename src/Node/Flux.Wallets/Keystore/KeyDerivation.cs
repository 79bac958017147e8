using System.Text;
using Konscious.Security.Cryptography;

namespace Flux.Wallets.Keystore;

/// <summary>Argon2id cost, as written in the file. Bounds keep a foreign file from taking the machine down.</summary>
/// <param name="MemoryKiB">Memory in KiB, 8 … 1,048,576.</param>
/// <param name="Iterations">Passes, 1 … 64.</param>
/// <param name="Parallelism">Lanes, 1 … 16.</param>
public sealed record KeyDerivation(int MemoryKiB, int Iterations, int Parallelism)
{
    /// <summary>64 MiB, 3 passes, 1 lane: RFC 9106's second recommendation with one lane, about half a second here.</summary>
    public static KeyDerivation Default { get; } = new(64 * 1024, 3, 1);

    /// <summary>Null when within bounds, else what is wrong.</summary>
    public string? Problem =>
        MemoryKiB is < 8 or > 1_048_576 ? $"kdf.memoryKiB is {MemoryKiB}, allowed is 8 to 1048576"
        : Iterations is < 1 or > 64 ? $"kdf.iterations is {Iterations}, allowed is 1 to 64"
        : Parallelism is < 1 or > 16 ? $"kdf.parallelism is {Parallelism}, allowed is 1 to 16"
        : null;

    /// <summary>The 32-byte file key of a password.</summary>
    public byte[] DeriveKey(string password, byte[] salt)
    {
        var secret = Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormKC));
        using var argon = new Argon2id(secret) { Salt = salt, MemorySize = MemoryKiB, Iterations = Iterations, DegreeOfParallelism = Parallelism };
        return argon.GetBytes(32);
    }
}
