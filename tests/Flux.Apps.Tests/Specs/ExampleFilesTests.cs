using Flux.Apps.Canonical;
using Flux.Apps.Specs;
using Flux.Apps.Tests.Support;

namespace Flux.Apps.Tests.Specs;

/// <summary>Every specification under examples/ is valid once the wallet's address is filled in.</summary>
public sealed class ExampleFilesTests
{
    [Fact]
    public async Task Every_example_is_a_valid_specification()
    {
        var folder = ExternalProgram.RepositoryFile("examples");
        if (!Directory.Exists(folder)) Assert.Skip("there is no folder examples");
        foreach (var file in Directory.EnumerateFiles(folder, "flux.json", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            JsReader.TryRead(text, out var draft, out var problem).ShouldBeTrue($"{file}: {problem}");
            if (draft["owner"] is { AsText.Length: 0 }) draft = JsValue.Object(draft.Members.Where(member => member.Name != "owner"));
            var reading = AppSpec.TryParse(SpecDraft.Complete(draft, Example.Owner, 22_000), AppRules.Own, 1);
            reading.IsValid.ShouldBeTrue($"{file}: {reading}");
        }
    }
}
