using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Flux.Crypto.Curves;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Scripts;
using Flux.Primitives.Sighash;

namespace Flux.TestKit;

/// <summary>Signed transactions, put together without the product's builders.</summary>
public static class TestTransactions
{
    /// <summary>Sighash branch of own networks.</summary>
    public const uint BranchId = 0x76b809bb;

    private const string EscrowSeed = "flux escrow 1";

    /// <summary>The keyless escrow script, derived here a second time.</summary>
    public static Script EscrowScript { get; } = ScriptBuilder.PayToPubKeyHash(Hash160.Of(Encoding.ASCII.GetBytes(EscrowSeed)));

    /// <summary>Version 4, every input signed by the key of its coin's P2PKH script.</summary>
    public static Transaction Pay(IReadOnlyList<(OutPoint OutPoint, TxOutput Output)> inputs, IEnumerable<TestKey> keys, ImmutableArray<TxOutput> outputs, uint expiry = 0, uint lockTime = 0)
    {
        var byScript = keys.DistinctBy(key => key.Name).ToDictionary(key => key.Script);
        var unsigned = Unsigned([.. inputs.Select(input => new TxInput(input.OutPoint, Script.Empty, TxInput.FinalSequence))], outputs, expiry, lockTime);
        var signed = unsigned.Inputs.ToBuilder();
        for (var i = 0; i < inputs.Count; i++)
        {
            var spent = inputs[i].Output;
            signed[i] = signed[i] with { ScriptSig = SignPubKeyHash(unsigned, i, spent, byScript[spent.ScriptPubKey]) };
        }
        return Unsigned(signed.ToImmutable(), outputs, expiry, lockTime);
    }

    /// <summary>Version 4 with the scripts given.</summary>
    public static Transaction Unsigned(ImmutableArray<TxInput> inputs, ImmutableArray<TxOutput> outputs, uint expiry = 0, uint lockTime = 0) => new()
    {
        Version = 4,
        Overwintered = true,
        VersionGroup = Transaction.SaplingGroup,
        Inputs = inputs,
        Outputs = outputs,
        ExpiryHeight = expiry,
        LockTime = lockTime,
    };

    /// <summary>Signature and key for a P2PKH input.</summary>
    public static Script SignPubKeyHash(Transaction unsigned, int index, TxOutput spent, TestKey key)
    {
        var digest = SignatureHash.Compute(unsigned, index, spent.ScriptPubKey, spent.Value, SighashType.All, BranchId)!.Value;
        byte[] signature = [.. Secp256k1.SignDer(digest.Bytes, key.PrivateKey), (byte)SighashType.All];
        return new ScriptBuilder().Data(signature).Data(key.PublicKey).ToScript();
    }

    /// <summary>Version 4 with one input, a P2SH coin whose redeem script is a multisig of which one signature is enough.</summary>
    public static Transaction PayFromMultisig((OutPoint OutPoint, TxOutput Output) input, Script redeemScript, TestKey signer, ImmutableArray<TxOutput> outputs)
    {
        var unsigned = Unsigned([new TxInput(input.OutPoint, Script.Empty, TxInput.FinalSequence)], outputs);
        var digest = SignatureHash.Compute(unsigned, 0, redeemScript, input.Output.Value, SighashType.All, BranchId)!.Value;
        byte[] signature = [.. Secp256k1.SignDer(digest.Bytes, signer.PrivateKey), (byte)SighashType.All];
        var scriptSig = new ScriptBuilder().Data([]).Data(signature).Data(redeemScript.Bytes).ToScript();
        return Unsigned([unsigned.Inputs[0] with { ScriptSig = scriptSig }], outputs);
    }

    /// <summary>Memo of an escrow payment: 64 hex digits made from a name, and blocks if given.</summary>
    public static string EscrowMemo(string app, int? blocks)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(app)));
        return blocks is null ? hash : string.Create(CultureInfo.InvariantCulture, $"{hash}.{blocks}");
    }

    /// <summary>An OP_RETURN output.</summary>
    public static TxOutput MemoOutput(string text) => new(Amount.Zero, ScriptBuilder.NullData(Encoding.ASCII.GetBytes(text)));

    /// <summary>START of a P2PKH collateral: version 5, or 6 with the normal bit.</summary>
    public static Transaction Start(OutPoint collateral, TestKey owner, TestKey node, uint sigTime, int version = 5, DelegateData? delegates = null, TestKey? signer = null)
    {
        var body = new StartTransaction
        {
            Collateral = collateral,
            CollateralPubKey = owner.PublicKey,
            NodePubKey = node.PublicKey,
            SigTime = sigTime,
            Features = version == 6 ? StartTransaction.FeatureNormal | (delegates is null ? 0 : StartTransaction.FeatureDelegates) : 0,
            Delegates = delegates,
        };
        return SignStart(version, body, signer ?? owner);
    }

    /// <summary>Version 6 START of a P2SH collateral.</summary>
    public static Transaction StartP2sh(OutPoint collateral, Script redeemScript, TestKey signer, TestKey node, uint sigTime) => SignStart(6, new StartTransaction
    {
        Collateral = collateral,
        RedeemScript = redeemScript.Memory,
        NodePubKey = node.PublicKey,
        SigTime = sigTime,
        Features = StartTransaction.FeatureP2sh,
    }, signer);

    /// <summary>Signs the id; the signature is not part of it.</summary>
    public static Transaction SignStart(int version, StartTransaction body, TestKey signer)
    {
        var id = new Transaction { Version = version, FluxNode = body }.Id;
        return new Transaction { Version = version, FluxNode = body with { Signature = signer.SignMessage(Encoding.ASCII.GetBytes(id.ToString())) } };
    }

    /// <summary>Self-signed CONFIRM of own networks: the message names the whole outpoint.</summary>
    public static Transaction Confirm(OutPoint collateral, TestKey node, bool update, uint sigTime, int tier = 3, string ip = "127.0.0.1", TestKey? voucher = null)
    {
        var body = new ConfirmTransaction
        {
            Collateral = collateral,
            SigTime = sigTime,
            BenchmarkTier = (sbyte)tier,
            BenchmarkSigTime = sigTime,
            UpdateType = update ? (sbyte)1 : (sbyte)0,
            Ip = Encoding.ASCII.GetBytes(ip),
        };
        var message = string.Create(CultureInfo.InvariantCulture, $"COutPoint({collateral.Transaction}, {collateral.Index}){collateral.Index}{(update ? 1 : 0)}{sigTime}");
        body = body with { Signature = node.SignMessage(Encoding.ASCII.GetBytes(message)) };
        byte[] vouched = [.. body.Signature.Span, .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{tier}{sigTime}{ip}"))];
        body = body with { BenchmarkSignature = (voucher ?? node).SignMessage(vouched) };
        return new Transaction { Version = 5, FluxNode = body };
    }
}
