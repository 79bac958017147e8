using System.Security.Cryptography;
using Flux.Crypto.Hashing;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.Scripts;

/// <summary>Hashes and signatures.</summary>
internal sealed partial class ScriptMachine
{
    private ScriptError RunHash(Opcode code)
    {
        if (stack.Count < 1) return ScriptError.InvalidStackOperation;
        var digest = new byte[code is Opcode.Sha256 or Opcode.Hash256 ? 32 : 20];
        var data = stack.Pop().Span;
        switch (code)
        {
            case Opcode.Ripemd160: Hashes.Ripemd160(data, digest); break;
            case Opcode.Sha1: Sha1(data, digest); break;
            case Opcode.Sha256: Hashes.Sha256(data, digest); break;
            case Opcode.Hash160: Hashes.Hash160(data, digest); break;
            default: Hashes.DoubleSha256(data, digest); break; // HASH256
        }
        stack.Push(digest);
        return ScriptError.Ok;
    }

    private static void Sha1(ReadOnlySpan<byte> data, Span<byte> digest) => SHA1.HashData(data, digest);

    private ScriptError CheckSig()
    {
        if (stack.Count < 2) return ScriptError.InvalidStackOperation;
        var error = CheckOne(stack[1].Span, stack[0].Span, out var good);
        if (error != ScriptError.Ok) return error;
        stack.Drop(2);
        stack.PushBool(good);
        return ScriptError.Ok;
    }

    private ScriptError CheckOne(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey, out bool good)
    {
        var error = SignatureEncoding.CheckSignature(signature, flags);
        if (error == ScriptError.Ok) error = SignatureEncoding.CheckPublicKey(publicKey, flags);
        good = error == ScriptError.Ok && checker.CheckSignature(signature, publicKey, script);
        return error;
    }

    /// <summary>
    /// Stack, from the top: number of keys, keys, number of signatures, signatures, one element that nobody reads. Signatures stand in the order of
    /// their keys; judging starts with the topmost of both.
    /// </summary>
    private ScriptError CheckMultisig()
    {
        var error = ReadCounts(out var keys, out var signatures);
        if (error != ScriptError.Ok) return error;
        error = MatchSignatures(keys, signatures, out var good);
        if (error != ScriptError.Ok) return error;
        stack.Drop(keys + signatures + 2);
        if ((flags & ScriptFlags.NullDummy) != 0 && stack[0].Length > 0) return ScriptError.SignatureNullDummy;
        stack.Drop(1);
        stack.PushBool(good);
        return ScriptError.Ok;
    }

    private ScriptError ReadCounts(out int keys, out int signatures)
    {
        keys = signatures = 0;
        if (stack.Count < 1) return ScriptError.InvalidStackOperation;
        if (!TryReadNumber(0, out var keyCount)) return ScriptError.UnknownError;
        if (keyCount is < 0 or > ScriptLimits.MaxMultisigKeys) return ScriptError.PublicKeyCount;
        keys = (int)keyCount;
        _operations += keys;
        if (_operations > ScriptLimits.MaxOperations) return ScriptError.OperationCount;
        if (stack.Count < keys + 2) return ScriptError.InvalidStackOperation;
        if (!TryReadNumber(keys + 1, out var signatureCount)) return ScriptError.UnknownError;
        if (signatureCount < 0 || signatureCount > keys) return ScriptError.SignatureCount;
        signatures = (int)signatureCount;
        return stack.Count < keys + signatures + 3 ? ScriptError.InvalidStackOperation : ScriptError.Ok;
    }

    private ScriptError MatchSignatures(int keys, int signatures, out bool good)
    {
        var key = 1;
        var signature = keys + 2;
        good = true;
        while (good && signatures > 0)
        {
            var error = CheckOne(stack[signature].Span, stack[key].Span, out var matches);
            if (error != ScriptError.Ok) return error;
            if (matches)
            {
                signature++;
                signatures--;
            }
            key++;
            keys--;
            good = signatures <= keys;
        }
        return ScriptError.Ok;
    }
}
