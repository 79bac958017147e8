using System.Buffers.Binary;
using Flux.Consensus.Networks;
using Flux.Consensus.Work;
using Flux.Crypto.Equihash;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Mining.Stratum;

/// <summary>Judges a submitted share, the cheap tests first: what is wrong in form, above the target or a repetition never reaches the Equihash verifier.</summary>
internal static class ShareJudge
{
    /// <summary>Most bytes that a solution with its length in front has.</summary>
    internal const int LongestSolution = 1344 + 3;

    /// <summary>The error, or the solved header with its hash.</summary>
    public static (StratumError? Error, BlockHeader? Header) Judge(
        Network network, StratumJob job, UInt256 shareTarget, ReadOnlySpan<byte> nonce1, ReadOnlySpan<byte> time, ReadOnlySpan<byte> nonce2, ReadOnlySpan<byte> solution)
    {
        if (time.Length != sizeof(uint) || nonce1.Length + nonce2.Length != Hash256.Size) return (StratumError.BadParameters, null);
        var unsolved = job.Block.Header;
        if (BinaryPrimitives.ReadUInt32LittleEndian(time) != unsolved.Time) return (StratumError.TimeChanged, null);
        if (!TryStripLength(solution, out var bare)) return (StratumError.BadParameters, null);
        var parameters = EquihashParameters.FindBySolutionLength(bare.Length);
        if (parameters is null || !network.Work.Equihash.AllowedAt(job.Height).Contains(parameters)) return (StratumError.BadSolution, null);
        Span<byte> nonce = stackalloc byte[Hash256.Size];
        nonce1.CopyTo(nonce);
        nonce2.CopyTo(nonce[nonce1.Length..]);
        var header = unsolved with { Nonce = new Hash256(nonce), Solution = bare.ToArray() };
        var hash = header.Hash;
        if (UInt256.FromHash(hash.Value) > shareTarget) return (StratumError.LowDifficulty, null);
        if (!EquihashVerifier.Verify(parameters, BlockCodec.EquihashInput(header), bare)) return (StratumError.BadSolution, null);
        return job.TryAdd(hash) ? (null, header) : (StratumError.Duplicate, null);
    }

    /// <summary>Takes the compact size off: the length must be the canonical one of what follows.</summary>
    private static bool TryStripLength(ReadOnlySpan<byte> solution, out ReadOnlySpan<byte> bare)
    {
        bare = default;
        if (solution.IsEmpty) return false;
        var wide = solution[0] == 0xfd;
        var prefix = wide ? 3 : 1;
        if (solution[0] > 0xfd || solution.Length < prefix) return false;
        var length = wide ? BinaryPrimitives.ReadUInt16LittleEndian(solution[1..]) : solution[0];
        bare = solution[prefix..];
        return bare.Length == length && (!wide || length >= 0xfd);
    }
}
