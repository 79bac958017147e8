using Flux.Apps.Canonical;
using Flux.Apps.Specs;
using Flux.Os.Api;

namespace Flux.Os.Tests.Api;

/// <summary>Specifications of earlier versions as ones of version 8 that pass its rules.</summary>
public sealed class LatestSpecificationTests
{
    [Theory]
    [InlineData("""{"version":3,"name":"demo","description":"d","repotag":"nginx:latest","owner":"1CbErtneaX2QVyUfwU7JGB7VzvPgrgc3uC","ports":[31111],"domains":["a.example"],"enviromentParameters":["A=b"],"commands":["run"],"containerPorts":[80],"containerData":"/tmp","cpu":0.5,"ram":500,"hdd":5,"tiered":false,"instances":3}""")]
    [InlineData("""{"version":7,"name":"demo","description":"d","owner":"1CbErtneaX2QVyUfwU7JGB7VzvPgrgc3uC","compose":[{"name":"web","description":"w","repotag":"nginx:latest","ports":[31111],"domains":[""],"environmentParameters":["A=b"],"commands":["run"],"containerPorts":[80],"containerData":"/tmp","cpu":0.5,"ram":500,"hdd":5,"tiered":false,"secrets":"","repoauth":""}],"instances":3,"contacts":[],"geolocation":[],"expire":22000,"nodes":[],"staticip":false}""")]
    public void An_earlier_version_becomes_one_that_can_be_signed_as_it_is(string earlier)
    {
        JsReader.TryRead(earlier, out var value, out var problem).ShouldBeTrue(problem);
        var reading = AppSpec.TryRead(value);
        reading.Spec.ShouldNotBeNull(reading.ToString());

        var latest = AppSpec.TryParse(AppRegistryExtraEndpoints.Latest(reading.Spec), AppRules.Own, 1);

        latest.IsValid.ShouldBeTrue(latest.ToString());
        var component = latest.Spec!.Components.ShouldHaveSingleItem();
        (latest.Spec.Version, latest.Spec.Owner, latest.Spec.Instances).ShouldBe((8, reading.Spec.Owner, 3));
        (component.RepoTag, component.Ports[0], component.EnvironmentVariables[0], component.Commands[0], component.ContainerData).ShouldBe(("nginx:latest", 31111, "A=b", "run", "/tmp"));
        (component.Resources.Cpu, component.Resources.Ram).ShouldBe((Quantity.Tenths(5), Quantity.Of(500)));
    }
}
