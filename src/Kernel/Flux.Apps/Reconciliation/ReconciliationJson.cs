using System.Collections.Immutable;
using Flux.Apps.Canonical;
using Flux.Primitives;

namespace Flux.Apps.Reconciliation;

/// <summary>Questions and answers as JSON between our own nodes. Hashes in digest order, 64 hexadecimal digits.</summary>
public static class ReconciliationJson
{
    /// <summary>Most ranges of one question.</summary>
    public const int MostRanges = 128;

    private const int DigestLength = 2 * Hash256.Size;

    public static JsValue Write(RangeSummary summary) => JsValue.Object(
    [
        new("from", JsValue.Of(Text(summary.Range.From))),
        new("to", JsValue.Of(summary.Range.To is { } to ? Text(to) : "")),
        new("count", JsValue.Of(summary.Count)),
        new("fingerprint", JsValue.Of(Text(summary.Fingerprint))),
    ]);

    public static JsValue Write(RangeAnswer answer) => JsValue.Object(
    [
        new("hashes", JsValue.Strings(answer.Hashes.Select(Text))), new("parts", JsValue.Array(answer.Parts.Select(Write))),
    ]);

    /// <summary>Reads summaries; null when the value is no list of at most <paramref name="most"/> summaries.</summary>
    public static ImmutableArray<RangeSummary>? ReadSummaries(JsValue? list, int most)
    {
        if (list is not { Kind: JsKind.Array } || list.Items.Length > most) return null;
        var read = ImmutableArray.CreateBuilder<RangeSummary>(list.Items.Length);
        foreach (var item in list.Items)
        {
            if (ReadSummary(item) is not { } summary) return null;
            read.Add(summary);
        }
        return read.ToImmutable();
    }

    /// <summary>Reads an answer; null when it is none.</summary>
    public static RangeAnswer? ReadAnswer(JsValue value) =>
        ReadHashes(value["hashes"], SortedHashes.MostTold) is { } hashes && ReadSummaries(value["parts"], SortedHashes.Parts) is { } parts ? new(hashes, parts) : null;

    /// <summary>Reads hashes; null when the value is no list of at most <paramref name="most"/> hashes.</summary>
    public static ImmutableArray<Hash256>? ReadHashes(JsValue? list, int most)
    {
        if (list is not { Kind: JsKind.Array } || list.Items.Length > most) return null;
        var read = ImmutableArray.CreateBuilder<Hash256>(list.Items.Length);
        foreach (var item in list.Items)
        {
            if (ReadHash(item.AsText) is not { } hash) return null;
            read.Add(hash);
        }
        return read.ToImmutable();
    }

    /// <summary>A hash in digest order.</summary>
    public static string Text(Hash256 hash) => Convert.ToHexStringLower(hash.Bytes);

    private static RangeSummary? ReadSummary(JsValue item)
    {
        if (ReadHash(item["from"]?.AsText) is not { } from || ReadHash(item["fingerprint"]?.AsText) is not { } fingerprint) return null;
        if (item["count"] is not { } number || !number.AsNumber.TryGetInt64(out var count) || count is < 0 or > int.MaxValue) return null;
        if (item["to"] is not { Kind: JsKind.Text } end) return null;
        if (end.AsText.Length == 0) return new(new(from, null), (int)count, fingerprint);
        return ReadHash(end.AsText) is { } to ? new(new(from, to), (int)count, fingerprint) : null;
    }

    private static Hash256? ReadHash(string? text)
    {
        if (text is not { Length: DigestLength }) return null;
        Span<byte> bytes = stackalloc byte[Hash256.Size];
        return Convert.FromHexString(text, bytes, out _, out var written) == System.Buffers.OperationStatus.Done && written == Hash256.Size ? new Hash256(bytes) : null;
    }
}
