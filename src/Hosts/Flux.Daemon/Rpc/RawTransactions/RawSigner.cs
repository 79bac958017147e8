using System.Collections.Immutable;
using Flux.Consensus.Scripts;
using Flux.Crypto.Curves;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.Primitives.Sighash;

namespace Flux.Daemon.Rpc.RawTransactions;

/// <summary>
/// Signs what can be signed of a raw transaction and joins the signatures that its versions already have: public key, key hash, multisig,
/// and each of them behind a script hash.
/// </summary>
/// <param name="versions">Versions of the transaction; the first gives everything but the signatures.</param>
/// <param name="keys">Keys and redeem scripts.</param>
/// <param name="hashType">What each new signature covers.</param>
/// <param name="branchId">Which rules it is for.</param>
internal sealed class RawSigner(IReadOnlyList<Transaction> versions, RawSigningKeys keys, byte hashType, uint branchId)
{
    private const byte SingleType = 3;

    private readonly Transaction _transaction = versions[0];

    /// <summary>The signed transaction, and for each input that is not complete why.</summary>
    public (Transaction Signed, IReadOnlyList<(TxInput Input, string Error)> Faults) Sign(RawCoins coins)
    {
        var inputs = ImmutableArray.CreateBuilder<TxInput>(_transaction.Inputs.Length);
        var faults = new List<(TxInput, string)>();
        for (var i = 0; i < _transaction.Inputs.Length; i++)
        {
            var input = _transaction.Inputs[i];
            if (coins.Find(input.PreviousOutput) is not { } coin)
            {
                inputs.Add(input);
                faults.Add((input, "Input not found or already spent"));
                continue;
            }
            input = input with { ScriptSig = ScriptFor(i, coin) };
            inputs.Add(input);
            var checker = new TransactionSignatureChecker(_transaction, i, coin.Value, branchId);
            var error = ScriptInterpreter.Verify(input.ScriptSig, coin.ScriptPubKey, ScriptFlags.Standard, checker);
            if (error != ScriptError.Ok) faults.Add((input, ScriptErrorText.Of(error)));
        }
        return (WithInputs(inputs.MoveToImmutable()), faults);
    }

    private Script ScriptFor(int index, TxOutput coin)
    {
        var existing = versions.Where(version => index < version.Inputs.Length).Select(version => version.Inputs[index].ScriptSig).Where(script => script.Length > 0).ToList();
        var pushes = existing.ConvertAll(Pushes);
        if (ScriptTemplate.Classify(coin.ScriptPubKey).Kind != ScriptKind.ScriptHash) return Solve(index, coin.ScriptPubKey, coin.Value, pushes)?.ToScript() ?? existing.FirstOrDefault();
        var hash = new Hash160(coin.ScriptPubKey.Bytes.Slice(2, Hash160.Size));
        var redeem = keys.FindScript(hash) ?? pushes.Where(list => list.Count > 0).Select(list => (Script?)new Script(list[^1])).FirstOrDefault(script => Hash160.Of(script!.Value.Bytes) == hash);
        if (redeem is not { } script || Solve(index, script, coin.Value, pushes) is not { } solved) return existing.FirstOrDefault();
        return solved.Data(script.Bytes).ToScript();
    }

    /// <summary>What satisfies a script, as far as there are keys and signatures for it; null when there is nothing at all.</summary>
    private ScriptBuilder? Solve(int index, Script script, Amount value, List<List<byte[]>> pushes)
    {
        var template = ScriptTemplate.Classify(script);
        switch (template.Kind)
        {
            case ScriptKind.PubKey:
                return SignatureOf(index, script, value, template.Items[0].ToArray(), pushes) is { } own ? new ScriptBuilder().Data(own) : null;
            case ScriptKind.PubKeyHash:
                var key = keys.Find(new Hash160(template.Items[0].Span))?.PublicKey ?? pushes.SelectMany(list => list).FirstOrDefault(data => data.Length is 33 or 65 && Hash160.Of(data) == new Hash160(template.Items[0].Span));
                return key is not null && SignatureOf(index, script, value, key, pushes) is { } signature ? new ScriptBuilder().Data(signature).Data(key) : null;
            case ScriptKind.Multisig:
                return Multisig(index, script, value, template, pushes);
            default:
                return null;
        }
    }

    private ScriptBuilder? Multisig(int index, Script script, Amount value, ScriptTemplate template, List<List<byte[]>> pushes)
    {
        var signatures = template.Items.Select(key => SignatureOf(index, script, value, key.ToArray(), pushes)).OfType<byte[]>().Take(template.RequiredSignatures).ToList();
        if (signatures.Count == 0) return null;
        // One element more than signatures, because CHECKMULTISIG takes one too many; missing signatures are empty.
        var builder = new ScriptBuilder().Number(0);
        foreach (var signature in signatures) builder.Data(signature);
        for (var i = signatures.Count; i < template.RequiredSignatures; i++) builder.Number(0);
        return builder;
    }

    /// <summary>A new signature when the key is there, else one that a version already has.</summary>
    private byte[]? SignatureOf(int index, Script script, Amount value, byte[] publicKey, List<List<byte[]>> pushes)
    {
        var isPaired = (hashType & 0x1f) != SingleType || index < _transaction.Outputs.Length;
        if (isPaired && keys.Find(Hash160.Of(publicKey)) is { } key && SignatureHash.Compute(_transaction, index, script, value, hashType, branchId) is { } digest)
            return [.. Secp256k1.SignDer(digest.Bytes, key.Secret), hashType];
        var checker = new TransactionSignatureChecker(_transaction, index, value, branchId);
        return pushes.SelectMany(list => list).FirstOrDefault(data => data.Length is > 8 and <= 73 && checker.CheckSignature(data, publicKey, script));
    }

    private static List<byte[]> Pushes(Script script)
    {
        var pushes = new List<byte[]>();
        var reader = script.Operations;
        while (reader.MoveNext())
        {
            if (reader.Code <= Opcode.PushData4) pushes.Add(reader.Data.ToArray());
        }
        return pushes;
    }

    private Transaction WithInputs(ImmutableArray<TxInput> inputs) => new()
    {
        Version = _transaction.Version,
        Overwintered = _transaction.Overwintered,
        VersionGroup = _transaction.VersionGroup,
        Inputs = inputs,
        Outputs = _transaction.Outputs,
        LockTime = _transaction.LockTime,
        ExpiryHeight = _transaction.ExpiryHeight,
        Shielded = _transaction.Shielded,
        FluxNode = _transaction.FluxNode,
    };
}
