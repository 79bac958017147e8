using CsCheck;
using Flux.Apps.Canonical;
using Flux.Apps.Reconciliation;
using Flux.Crypto.Hashing;
using Flux.Primitives;

namespace Flux.Apps.Tests.Reconciliation;

/// <summary>Whatever two nodes have: the questions end, and the one who asked knows exactly what it lacks.</summary>
public sealed class SortedHashesProperties
{
    private static readonly Gen<(int Common, int Mine, int Theirs)> Sizes = Gen.Select(Gen.Int[0, 2_000], Gen.Int[0, 200], Gen.Int[0, 600]);

    [Fact]
    public void Exactly_what_is_lacking_is_found() => Sizes.Sample(sizes =>
    {
        var (mine, theirs) = Sets(sizes.Common, sizes.Mine, sizes.Theirs);
        var (lacking, _, _) = Ask(mine, theirs);
        lacking.ShouldBe(theirs.Members.Except(mine.Members), ignoreOrder: true);
    }, iter: 40);

    [Theory]
    [InlineData(20_000, 0, 0, 1, 300)]
    [InlineData(20_000, 1, 1, 5, 40_000)]
    [InlineData(20_000, 0, 30, 5, 500_000)]
    [InlineData(0, 0, 20_000, 5, 2_500_000)]
    public void What_is_told_grows_with_the_difference(int common, int mine, int theirs, int mostRounds, int mostCharacters)
    {
        var (ours, other) = Sets(common, mine, theirs);
        var (lacking, rounds, characters) = Ask(ours, other);
        lacking.Count.ShouldBe(theirs);
        rounds.ShouldBeLessThanOrEqualTo(mostRounds);
        characters.ShouldBeLessThanOrEqualTo(mostCharacters);
    }

    [Fact]
    public void Ranges_that_make_no_sense_are_answered_with_nothing()
    {
        var set = new SortedHashes(Numbers(0, 100));
        var (low, high) = (Numbers(0, 100).Min(), Numbers(0, 100).Max());
        set.Answer(new(new(high, low), 3, Hash256.Zero)).ShouldBe(RangeAnswer.Same);
        set.Different([new(new(high, low), 3, Hash256.Zero)]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""[{"from":"00","to":"","count":1,"fingerprint":"00"}]""")]
    [InlineData("""[{"from":"0000000000000000000000000000000000000000000000000000000000000000","to":1,"count":1,"fingerprint":"0000000000000000000000000000000000000000000000000000000000000000"}]""")]
    [InlineData("""[{"from":"0000000000000000000000000000000000000000000000000000000000000000","to":"","count":-1,"fingerprint":"0000000000000000000000000000000000000000000000000000000000000000"}]""")]
    public void What_is_no_question_is_not_read(string json) => ReconciliationJson.ReadSummaries(Value(json), ReconciliationJson.MostRanges).ShouldBeNull();

    private static ((SortedHashes Set, HashSet<Hash256> Members) Mine, (SortedHashes Set, HashSet<Hash256> Members) Theirs) Sets(int common, int mine, int theirs)
    {
        HashSet<Hash256> left = [.. Numbers(0, common + mine)], right = [.. Numbers(0, common), .. Numbers(common + mine, theirs)];
        return ((new(left), left), (new(right), right));
    }

    // As two nodes do it, through the JSON that travels.
    private static (List<Hash256> Lacking, int Rounds, long Characters) Ask((SortedHashes Set, HashSet<Hash256> Members) mine, (SortedHashes Set, HashSet<Hash256> Members) theirs)
    {
        var lacking = new List<Hash256>();
        var (rounds, characters) = (0, 0L);
        List<RangeSummary> questions = [mine.Set.Summary(HashRange.All)];
        while (questions.Count > 0)
        {
            rounds++;
            var next = new List<RangeSummary>();
            foreach (var batch in questions.Chunk(ReconciliationJson.MostRanges))
            {
                var asked = Travel(JsValue.Array(batch.Select(ReconciliationJson.Write)), ref characters);
                var answers = ReconciliationJson.ReadSummaries(asked, ReconciliationJson.MostRanges)!.Value.Select(theirs.Set.Answer);
                foreach (var answer in Travel(JsValue.Array(answers.Select(ReconciliationJson.Write)), ref characters).Items.Select(item => ReconciliationJson.ReadAnswer(item)!.Value))
                {
                    lacking.AddRange(answer.Hashes.Where(hash => !mine.Set.Contains(hash)));
                    next.AddRange(mine.Set.Different(answer.Parts));
                }
            }
            questions = next;
        }
        return (lacking, rounds, characters);
    }

    private static JsValue Travel(JsValue value, ref long characters)
    {
        var text = value.ToString();
        characters += text.Length;
        return Value(text);
    }

    private static JsValue Value(string json) => JsReader.TryRead(json, out var value, out var problem) ? value : throw new FormatException(problem);

    private static IEnumerable<Hash256> Numbers(int first, int count) => Enumerable.Range(first, count).Select(number =>
    {
        var digest = new byte[Hash256.Size];
        Hashes.Sha256(BitConverter.GetBytes(number), digest);
        return new Hash256(digest);
    });
}
