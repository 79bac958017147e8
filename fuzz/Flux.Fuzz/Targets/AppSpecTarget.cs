using System.Text;
using Flux.Apps.Specs;
using Flux.Fuzz.Engine;

namespace Flux.Fuzz.Targets;

/// <summary>App specifications of every version under the rules of own networks and of main.</summary>
internal sealed class AppSpecTarget : IFuzzTarget
{
    public string Name => "app-spec";

    public long AllocationLimit(int length) => 1_048_576 + (4096L * length);

    public IEnumerable<byte[]> Seeds() => Samples.Texts(
        "{\"version\":3,\"name\":\"demo\",\"description\":\"d\",\"owner\":\"1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA\",\"ports\":[31111],\"containerPorts\":[80],\"domains\":[\"\"],"
        + "\"repotag\":\"nginx:1\",\"enviromentParameters\":[],\"commands\":[],\"containerData\":\"/data\",\"cpu\":0.5,\"ram\":500,\"hdd\":5,\"tiered\":false,\"instances\":3}",
        "{\"version\":8,\"name\":\"demo\",\"description\":\"d\",\"owner\":\"1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA\",\"compose\":[{\"name\":\"web\",\"description\":\"d\",\"repotag\":\"nginx:1\","
        + "\"ports\":[31111],\"containerPorts\":[80],\"domains\":[\"\"],\"environmentParameters\":[],\"commands\":[],\"containerData\":\"/data\",\"cpu\":0.5,\"ram\":500,\"hdd\":5,\"repoauth\":\"\"}],"
        + "\"instances\":3,\"contacts\":[],\"geolocation\":[],\"expire\":22000,\"nodes\":[],\"staticip\":false,\"enterprise\":\"\"}");

    public int Run(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        var own = AppSpec.TryParse(text, AppRules.Own, 1000);
        var main = AppSpec.TryParse(text, AppRules.Main, 2_000_000);
        foreach (var reading in (SpecReading[])[own, main])
        {
            if (reading.Spec is not { } spec) continue;
            var again = AppSpec.TryParse(spec.ToCanonicalJson(), reading == own ? AppRules.Own : AppRules.Main, reading == own ? 1000 : 2_000_000);
            OracleException.Require(again.Spec?.ToCanonicalJson() == spec.ToCanonicalJson(), "a canonical specification is no fixed point");
        }
        return Shape.Of(own.Problems.Length, main.Problems.Length, own.Spec?.Version);
    }
}
