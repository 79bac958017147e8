using System.Globalization;
using System.Runtime.InteropServices;
using CsCheck;
using Flux.Apps.Canonical;
using Flux.Apps.Tests.Support;

namespace Flux.Apps.Tests.Canonical;

/// <summary>Node.js itself is the oracle: JSON.stringify(JSON.parse(text)) of random texts, well formed or not.</summary>
public sealed class JavaScriptOracleTests
{
    private const string Refused = "refused";

    // Texts travel as hexadecimal UTF-16, so that lone surrogates survive.
    private const string Script = """
        const lines = require('fs').readFileSync(0, 'latin1').split('\n').slice(0, -1);
        const answer = (hex) => {
          try { return Buffer.from(JSON.stringify(JSON.parse(Buffer.from(hex, 'hex').toString('utf16le'))), 'utf16le').toString('hex'); }
          catch { return 'refused'; }
        };
        process.stdout.write(lines.map(answer).join('\n') + '\n');
        """;

    private static readonly Gen<string> Literal = Gen.OneOf(
        Gen.Double.Select(value => value.ToString("R", CultureInfo.InvariantCulture)),
        Gen.Select(Gen.Char["0123456789"].Array[1, 25], Gen.Char["0123456789"].Array[1, 25], Gen.Int[-330, 320])
            .Select((whole, fraction, power) => $"{new string(whole)}.{new string(fraction)}e{power}"),
        Gen.Long.Select(value => value.ToString(CultureInfo.InvariantCulture)),
        Gen.Const("-0"), Gen.Const("1e999"), Gen.Const("01"), Gen.Const("1.e1"));

    private static readonly Gen<string> Quoted = Gen.OneOf(
            Gen.Char.Select(unit => ((int)unit).ToString("x4", CultureInfo.InvariantCulture)).Select(hex => "\\u" + hex),
            Gen.Char['\ud800', '\udfff'].Select(unit => unit.ToString()),
            Gen.Char[' ', '~'].Select(unit => unit.ToString()),
            OneOf("\\n", "\\t", "\\/", "\\\\", "\\\"", "\\b", "é", "😀", "\u2028", "\\ud83d\\ude00"))
        .Array[0, 8].Select(parts => "\"" + string.Concat(parts) + "\"");

    private static readonly Gen<string> Key = Gen.OneOf(Quoted, OneOf("\"a\"", "\"b\"", "\"1\"", "\"10\"", "\"01\"", "\"4294967295\"", "\"__proto__\""));

    private static readonly Gen<string> Text = Gen.Recursive<string>((depth, inner) => depth > 3
        ? Gen.OneOf(Literal, Quoted)
        : Gen.OneOf(Literal, Quoted, OneOf("true", "false", "null", " null ", "nul"),
            inner.Array[0, 4].Select(items => "[" + string.Join(',', items) + "]"),
            Gen.Select(Key, inner).Array[0, 5].Select(members => "{" + string.Join(" ,", members.Select(m => m.Item1 + ":" + m.Item2)) + "}")));

    [Fact]
    public async Task Agrees_with_Node_about_random_texts()
    {
        var texts = new List<string>();
        Text.Sample(text => { lock (texts) texts.Add(text); }, iter: 5_000);
        await CompareAsync(texts);
    }

    // Below a power of two the doubles are twice as dense as above it. The framework's own shortest digits are wrong there
    // (2^-958 as 4.104536801298376E-289), so that only Node can tell.
    [Fact]
    public Task Agrees_with_Node_about_powers_of_two_and_their_neighbours() => CompareAsync(
    [
        .. Enumerable.Range(-1074, 1074 + 1024).Select(power => double.ScaleB(1, power))
            .SelectMany(value => (double[])[value, double.BitIncrement(value), double.BitDecrement(value)])
            .Select(value => value.ToString("E16", CultureInfo.InvariantCulture)),
    ]);

    private static async Task CompareAsync(List<string> texts)
    {
        var answers = await ExternalProgram.LinesOfAsync("node", ["-e", Script], texts.Select(Hex), TestContext.Current.CancellationToken);
        answers.Length.ShouldBe(texts.Count);
        for (var i = 0; i < texts.Count; i++)
            (JsReader.TryRead(texts[i], out var value, out _) ? Hex(value.ToString()) : Refused).ShouldBe(answers[i], texts[i]);
        answers.Count(answer => answer != Refused).ShouldBeGreaterThan(texts.Count / 10);
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static string Hex(string text) => Convert.ToHexStringLower(MemoryMarshal.AsBytes(text.AsSpan()));
}
