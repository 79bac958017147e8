using Flux.Fuzz.Engine;

namespace Flux.Fuzz.Tests;

/// <summary>A fuzzer that finds nothing proves nothing: these are faults it must find.</summary>
public sealed class FuzzerTests
{
    [Fact]
    public void Finds_and_shortens_an_input_that_throws()
    {
        var finding = Fuzz(input => input.Contains((byte)0x80) && input.Length > 2 ? throw new InvalidOperationException("broken") : input.Length);

        finding.ShouldNotBeNull();
        finding.Value.Problem.ShouldBeOfType<InvalidOperationException>();
        finding.Value.Input.Length.ShouldBe(3);
    }

    [Fact]
    public void Finds_an_allocation_that_the_input_does_not_justify() =>
        Fuzz(input => input.Length > 0 && input[0] == 0xff ? new byte[10_000_000].Length : input.Length)!.Value.Problem.ShouldBeOfType<OracleException>();

    [Fact]
    public void Goes_on_while_nothing_breaks() => Fuzz(input => input.Length).ShouldBeNull();

    [Fact]
    public void The_same_seed_makes_the_same_inputs()
    {
        var first = new Mutator(7);
        var second = new Mutator(7);

        for (var i = 0; i < 100; i++) first.Mutate([1, 2, 3], [4, 5]).ShouldBe(second.Mutate([1, 2, 3], [4, 5]));
    }

    private static (byte[] Input, Exception Problem)? Fuzz(Func<byte[], int> run) =>
        new Fuzzer(new Target(run), new Corpus("none"), 1, grow: false).Run(runs => runs < 20_000);

    private sealed class Target(Func<byte[], int> run) : IFuzzTarget
    {
        public string Name => "none";

        public IEnumerable<byte[]> Seeds()
        {
            yield return [1, 2, 3, 4];
        }

        public int Run(ReadOnlySpan<byte> input) => run(input.ToArray());
    }
}
