using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Tests.Docker;

/// <summary>What the engine asks of a registry before anything is downloaded.</summary>
public sealed class RegistryLookupTests(EngineFixture fixture) : EngineTest(fixture)
{
    private const string Password = "pass:word ü~~~???";

    [Fact]
    public async Task An_image_of_a_closed_registry_is_found_with_its_credentials_only()
    {
        using var registry = new FakeRegistry { Status = 200, Login = "user:" + Password };
        using var engine = new Engine(Options, TimeProvider.System);
        var image = registry.Image("closed");

        (await engine.Images.FindAtRegistryAsync(image, null, Cancel)).Fault!.Kind.ShouldBe(EngineFaultKind.ImageUnknown);
        (await engine.Images.FindAtRegistryAsync(image, new RegistryCredentials("user", "wrong"), Cancel)).Fault!.Kind.ShouldBe(EngineFaultKind.ImageUnknown);
        (await engine.Images.FindAtRegistryAsync(image, new RegistryCredentials("user", Password), Cancel)).Value.ShouldBe(["linux/s390x"]);
        (await engine.Images.FindAtRegistryAsync(image, null, Cancel)).Ok.ShouldBeFalse("the credentials were for one question");
    }
}
