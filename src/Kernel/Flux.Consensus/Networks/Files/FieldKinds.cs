using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Flux.Primitives;

namespace Flux.Consensus.Networks.Files;

/// <summary>Kinds of fields. Each refuses what is of another JSON type or out of its range.</summary>
internal static class FieldKinds
{
    public static NetworkField Whole(string path, string summary, long least, long most, Func<OwnParameters, long> get, Func<OwnParameters, long, OwnParameters> set) => new()
    {
        Path = path,
        Summary = summary,
        Allowed = string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"),
        Set = (own, value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least && number <= most ? set(own, number) : null,
        Write = (own, json) => json.WriteNumberValue(get(own)),
    };

    /// <summary>A whole number, or null for none.</summary>
    public static NetworkField WholeOrNone(string path, string summary, int least, int most, Func<OwnParameters, int?> get, Func<OwnParameters, int?, OwnParameters> set) => new()
    {
        Path = path,
        Summary = summary,
        Allowed = string.Create(CultureInfo.InvariantCulture, $"null, or a whole number from {least} to {most}"),
        Set = (own, value) => value.ValueKind == JsonValueKind.Null ? set(own, null)
            : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most ? set(own, number) : null,
        Write = (own, json) =>
        {
            if (get(own) is { } number) json.WriteNumberValue(number);
            else json.WriteNullValue();
        },
    };

    /// <summary>Decimal coins as text; a JSON number without fraction will do too.</summary>
    public static NetworkField Money(string path, string summary, Func<OwnParameters, Amount> get, Func<OwnParameters, Amount, OwnParameters> set) => new()
    {
        Path = path,
        Summary = summary,
        Allowed = $"coins as text, like \"12500\" or \"0.5\", from 0.00000001 to {Amount.MaxMoney}",
        Set = (own, value) => TryMoney(value, out var amount) && amount > Amount.Zero && amount <= Amount.MaxMoney ? set(own, amount) : null,
        Write = (own, json) => json.WriteStringValue(Plain(get(own))),
    };

    public static NetworkField Text(string path, string summary, string allowed, Func<string, bool> isAllowed, Func<OwnParameters, string> get, Func<OwnParameters, string, OwnParameters> set) => new()
    {
        Path = path,
        Summary = summary,
        Allowed = allowed,
        Set = (own, value) => TextOf(value) is { } text && isAllowed(text) ? set(own, text) : null,
        Write = (own, json) => json.WriteStringValue(get(own)),
    };

    public static NetworkField Hex(string path, string summary, int bytes, Func<OwnParameters, ImmutableArray<byte>> get, Func<OwnParameters, ImmutableArray<byte>, OwnParameters> set) => new()
    {
        Path = path,
        Summary = summary,
        Allowed = string.Create(CultureInfo.InvariantCulture, $"{2 * bytes} hexadecimal digits"),
        Set = (own, value) => TextOf(value) is { } text && HexBytes(text) is { } read && read.Length == bytes ? set(own, [.. read]) : null,
        Write = (own, json) => json.WriteStringValue(Convert.ToHexStringLower(get(own).AsSpan())),
    };

    public static NetworkField Choice<T>(string path, string summary, ImmutableArray<(string Text, T Value)> choices, Func<OwnParameters, T> get, Func<OwnParameters, T, OwnParameters> set)
        where T : notnull => new()
        {
            Path = path,
            Summary = summary,
            Allowed = $"one of {string.Join(", ", choices.Select(choice => $"\"{choice.Text}\""))}",
            Set = (own, value) =>
            {
                var text = TextOf(value);
                foreach (var choice in choices) if (choice.Text == text) return set(own, choice.Value);
                return null;
            },
            Write = (own, json) => json.WriteStringValue(choices.First(choice => choice.Value.Equals(get(own))).Text),
        };

    public static NetworkField Flag(string path, string summary, Func<OwnParameters, bool> get, Func<OwnParameters, bool, OwnParameters> set) => new()
    {
        Path = path,
        Summary = summary,
        Allowed = "true or false",
        Set = (own, value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? set(own, value.ValueKind == JsonValueKind.True) : null,
        Write = (own, json) => json.WriteBooleanValue(get(own)),
    };

    /// <summary>A list whose entries are read one by one; may be left out.</summary>
    public static NetworkField List<T>(
        string path, string summary, string allowed, int most, Func<JsonElement, (bool Ok, T Value)> read, Action<T, Utf8JsonWriter> write,
        Func<OwnParameters, ImmutableArray<T>> get, Func<OwnParameters, ImmutableArray<T>, OwnParameters> set) => new()
        {
            Path = path,
            Summary = summary,
            Allowed = string.Create(CultureInfo.InvariantCulture, $"a list of at most {most}, each {allowed}"),
            IsOptional = true,
            Set = (own, value) =>
            {
                if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > most) return null;
                var entries = ImmutableArray.CreateBuilder<T>();
                foreach (var element in value.EnumerateArray())
                {
                    var (ok, entry) = read(element);
                    if (!ok) return null;
                    entries.Add(entry);
                }
                return set(own, entries.ToImmutable());
            },
            Write = (own, json) =>
            {
                json.WriteStartArray();
                foreach (var entry in get(own)) write(entry, json);
                json.WriteEndArray();
            },
        };

    public static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static byte[]? HexBytes(string text)
    {
        if (text.Length % 2 != 0) return null;
        var bytes = new byte[text.Length / 2];
        return Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done ? bytes : null;
    }

    private static bool TryMoney(JsonElement value, out Amount amount)
    {
        amount = default;
        if (value.ValueKind == JsonValueKind.String) return Amount.TryParse(value.GetString(), out amount);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var coins) && coins is >= 0 and <= 440_000_000 && Amount.TryParse(coins.ToString(CultureInfo.InvariantCulture), out amount);
    }

    /// <summary>Without zeros that say nothing.</summary>
    private static string Plain(Amount amount)
    {
        var text = amount.ToString();
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }
}
