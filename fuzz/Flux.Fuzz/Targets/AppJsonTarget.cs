using System.Text;
using Flux.Apps.Canonical;
using Flux.Fuzz.Engine;

namespace Flux.Fuzz.Targets;

/// <summary>JSON as JavaScript reads it: canonical text is a fixed point.</summary>
internal sealed class AppJsonTarget : IFuzzTarget
{
    public string Name => "app-json";

    public long AllocationLimit(int length) => 131_072 + (512L * length);

    public IEnumerable<byte[]> Seeds() => Samples.Texts("{\"a\":[1,-2.5e10,true,false,null,\"\\u00e9\\n\"],\"1\":{}}", "\"\\ud800\"", "1e400", "[]", " 0 ");

    public int Run(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        if (!JsReader.TryRead(text, out var value, out var problem)) return Shape.Of(problem.Length == 0, Math.Min(text.Length, 64));
        var canonical = value.ToString();
        OracleException.Require(JsReader.TryRead(canonical, out var again, out _), "canonical text is refused");
        OracleException.Require(again.ToString() == canonical, "canonical text is no fixed point");
        return Shape.Of(value.Kind, Math.Min(canonical.Length / 4, 64));
    }
}
