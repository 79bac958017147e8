using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Flux.Crypto.Curves;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Scripts;
using Flux.Primitives.Wire;
using Flux.Wallets.Hd;
using Flux.Wallets.Keys;

namespace Flux.Wallets.Containers;

/// <summary>Reads a container. Everything is bounded, nothing unknown is passed over, and only the one form that <see cref="ContainerWriter"/> makes is taken.</summary>
public static class ContainerReader
{
    private const int LongestNetworkName = 64;
    private const int MostSteps = 16;

    /// <summary>Reads the text form, or bytes in base64 with blanks and line breaks.</summary>
    public static bool TryParseBase64(string? text, [NotNullWhen(true)] out SigningContainer? container, [NotNullWhen(false)] out string? problem)
    {
        container = null;
        problem = "it is not base64";
        var compact = string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c)));
        if (compact.Length > ContainerField.MostBytes * 2L) return false;
        var bytes = new byte[compact.Length];
        return Convert.TryFromBase64String(compact, bytes, out var length) && TryParse(bytes.AsSpan(0, length), out container, out problem);
    }

    /// <summary>Reads a file; <paramref name="problem"/> says what is wrong and where.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SigningContainer? container, [NotNullWhen(false)] out string? problem)
    {
        container = null;
        if (bytes.Length > ContainerField.MostBytes)
        {
            problem = $"it has more than {ContainerField.MostBytes} bytes";
            return false;
        }
        if (bytes.Length < 4 || !bytes.StartsWith(ContainerField.Magic) || bytes[3] != ContainerField.MagicEnd)
        {
            problem = "it does not begin like a container (70 66 74 ff)";
            return false;
        }
        try
        {
            var reader = new WireReader(bytes[4..]);
            container = Read(ref reader);
            // Whatever a field's reader might let pass: bytes that nobody explains must not travel to a signer.
            problem = !reader.IsAtEnd ? "there are bytes after its end" : ContainerWriter.ToBytes(container).AsSpan().SequenceEqual(bytes) ? null : "it is not written in the one form that its content has";
        }
        catch (ContainerException e)
        {
            problem = e.Message;
        }
        if (problem is not null) container = null;
        return problem is null;
    }

    private static SigningContainer Read(ref WireReader reader)
    {
        var global = ReadMap(ref reader, "global map");
        if (Number(global, ContainerField.Version, "version") is var version && version != ContainerField.CurrentVersion)
            throw new ContainerException($"version {version} is not known here; update the wallet");
        var transaction = ReadTransaction(global.Single(ContainerField.Transaction, "transaction"));
        var inputs = ImmutableArray.CreateBuilder<ContainerInput>(transaction.Inputs.Length);
        for (var i = 0; i < transaction.Inputs.Length; i++) inputs.Add(ReadInput(ReadMap(ref reader, $"input {i}"), i));
        var outputs = ImmutableSortedDictionary.CreateBuilder<int, ImmutableSortedDictionary<string, KeyOrigin>>();
        for (var i = 0; i < transaction.Outputs.Length; i++)
        {
            var map = ReadMap(ref reader, $"output {i}");
            if (ReadOrigins(map, ContainerField.OutputOrigin) is { IsEmpty: false } origins) outputs[i] = origins;
            map.RequireNothingElse();
        }
        var container = new SigningContainer
        {
            Network = ReadNetwork(global.Single(ContainerField.Network, "network")),
            BranchId = Number(global, ContainerField.BranchId, "branch"),
            Transaction = transaction,
            Inputs = inputs.MoveToImmutable(),
            OutputOrigins = outputs.ToImmutable(),
            StartOrigins = ReadOrigins(global, ContainerField.StartOrigin),
            StartSignature = global.Optional(ContainerField.StartSignature) ?? default(ReadOnlyMemory<byte>),
        };
        if (container.StartSignature.Length is not (0 or 65)) throw new ContainerException("the signature of the START does not have 65 bytes");
        if (!transaction.IsFluxNode && (container.StartSignature.Length > 0 || !container.StartOrigins.IsEmpty)) throw new ContainerException("a payment has no signature of a START");
        global.RequireNothingElse();
        return container;
    }

    private static Transaction ReadTransaction(byte[] bytes)
    {
        if (!TransactionCodec.TryParse(bytes, out var transaction, out var error)) throw new ContainerException($"its transaction can't be read ({error})");
        if (transaction.IsFluxNode)
            return transaction.FluxNode is StartTransaction { Signature.Length: 0 } ? transaction : throw new ContainerException("only a START without signature can be signed");
        if (!transaction.Overwintered || transaction.Version != 4 || transaction.VersionGroup != Transaction.SaplingGroup || transaction.Shielded is not null)
            throw new ContainerException("its transaction is not a transparent one of version 4");
        if (transaction.Inputs.IsEmpty || transaction.Outputs.IsEmpty) throw new ContainerException("its transaction has no input or no output");
        if (transaction.Inputs.Any(input => input.ScriptSig.Length > 0)) throw new ContainerException("its transaction has signatures inside; they belong beside it");
        if (transaction.Outputs.Any(output => !output.Value.IsInRange)) throw new ContainerException("an output's value is out of range");
        return transaction;
    }

    private static ContainerInput ReadInput(ContainerMap map, int index)
    {
        var reader = new WireReader(map.Single(ContainerField.Coin, "coin"));
        if (!reader.TryReadInt64(out var value) || !reader.TryReadVarBytes(out var script) || !reader.IsAtEnd || !new Amount(value).IsInRange)
            throw new ContainerException($"the coin of input {index} can't be read");
        var coin = new TxOutput(new Amount(value), new Script(script));
        var input = new ContainerInput
        {
            Coin = coin,
            Worth = map.Optional(ContainerField.Worth) is { } worth ? ReadWorth(worth, coin, index) : coin.Value,
            IsEscrow = ReadEscrow(map, index),
            Redeem = map.Optional(ContainerField.Redeem) is { } redeem ? ReadRedeem(redeem, coin, index) : null,
            Signatures = map.Keyed(ContainerField.Signature).ToImmutableSortedDictionary(entry => PublicKey(entry.Key), entry => entry.Value, StringComparer.Ordinal),
            Origins = ReadOrigins(map, ContainerField.Origin),
        };
        if (input.Worth != coin.Value && !input.IsEscrow) throw new ContainerException($"input {index} counts less than its value but is no escrow coin");
        if (input.Signatures.Values.Any(signature => signature.Length is < 9 or > 73 || signature[^1] != 1)) throw new ContainerException($"a signature of input {index} is not one over everything (hash type ALL)");
        map.RequireNothingElse();
        return input;
    }

    private static bool ReadEscrow(ContainerMap map, int index) => map.Optional(ContainerField.Escrow) switch
    {
        null => false,
        { Length: 0 } => true,
        _ => throw new ContainerException($"the escrow mark of input {index} has a value"),
    };

    private static Amount ReadWorth(byte[] bytes, TxOutput coin, int index)
    {
        if (bytes.Length != 8) throw new ContainerException($"the worth of input {index} does not have 8 bytes");
        var worth = new Amount(BinaryPrimitives.ReadInt64LittleEndian(bytes));
        return worth.Satoshis >= 0 && worth < coin.Value ? worth : throw new ContainerException($"the worth of input {index} is not below its value");
    }

    private static RedeemScript ReadRedeem(byte[] bytes, TxOutput coin, int index)
    {
        if (!RedeemScript.TryRead(new Script(bytes), out var redeem)) throw new ContainerException($"the redeem script of input {index} is not an m-of-n");
        return redeem.Address.ToScript() == coin.ScriptPubKey ? redeem : throw new ContainerException($"the redeem script of input {index} is not that of its coin");
    }

    private static ImmutableSortedDictionary<string, KeyOrigin> ReadOrigins(ContainerMap map, byte field) =>
        map.Keyed(field).ToImmutableSortedDictionary(entry => PublicKey(entry.Key), entry => ReadOrigin(entry.Value), StringComparer.Ordinal);

    private static KeyOrigin ReadOrigin(byte[] value)
    {
        if (value.Length < 4 || value.Length % 4 != 0 || value.Length > 4 * (MostSteps + 1)) throw new ContainerException("the place of a key can't be read");
        var steps = Enumerable.Range(1, (value.Length / 4) - 1).Select(i => BinaryPrimitives.ReadUInt32LittleEndian(value.AsSpan(4 * i)));
        return new KeyOrigin(BinaryPrimitives.ReadUInt32LittleEndian(value), new DerivationPath([.. steps]));
    }

    private static string PublicKey(string hex) =>
        Secp256k1.IsValidPublicKey(Convert.FromHexString(hex)) ? hex : throw new ContainerException($"'{hex}' is not a public key");

    private static string ReadNetwork(byte[] bytes)
    {
        var name = Encoding.UTF8.GetString(bytes);
        return bytes.Length is > 0 and <= LongestNetworkName && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? name
            : throw new ContainerException("the network's name can't be read");
    }

    private static uint Number(ContainerMap map, byte field, string name)
    {
        var bytes = map.Single(field, name);
        return bytes.Length == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : throw new ContainerException($"its {name} does not have 4 bytes");
    }

    private static ContainerMap ReadMap(ref WireReader reader, string name)
    {
        var map = new ContainerMap(name);
        while (true)
        {
            if (!reader.TryReadCompactSize(out var length)) throw new ContainerException($"{name}: {reader.Error}");
            if (length == 0) return map;
            if (!reader.TryReadBytes(length, out var key) || !reader.TryReadVarBytes(out var value)) throw new ContainerException($"{name}: {reader.Error}");
            map.Add(key, value);
        }
    }
}
