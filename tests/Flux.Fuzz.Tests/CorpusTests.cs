using Flux.Fuzz.Engine;
using Flux.Fuzz.Targets;

namespace Flux.Fuzz.Tests;

/// <summary>Every kept input through its target, and a fixed run of mutations; long runs are made with the program itself.</summary>
public sealed class CorpusTests
{
    private const int FixedSeed = 20_260_101;
    private const int Mutations = 3_000;

    public static TheoryData<string> Targets => [.. TargetCatalog.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_kept_input_passes(string name)
    {
        var corpus = new Corpus(name);
        Assert.SkipWhen(corpus.Root is null, "the sources are not beside the test program");
        var broken = new List<string>();
        foreach (var (file, input) in corpus.Read())
        {
            if (Record.Exception(() => Attempt.Run(Find(name), input)) is { } problem) broken.Add($"{file}: {problem}");
        }

        corpus.Read().ShouldNotBeEmpty();
        broken.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Three_thousand_mutations_pass(string name)
    {
        var finding = new Fuzzer(Find(name), new Corpus(name), FixedSeed, grow: false).Run(runs => runs < Mutations);

        (finding is null).ShouldBeTrue(finding is null ? "" : $"{Convert.ToHexString(finding.Value.Input)}: {finding.Value.Problem}");
    }

    private static IFuzzTarget Find(string name) => TargetCatalog.All.Single(target => target.Name == name);
}
