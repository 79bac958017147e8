using Flux.Orchestration;
using Flux.Orchestration.Docker;
using Flux.Os.Following;
using Flux.Os.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Os.Tests.Following;

/// <summary>However many ask this node what its engine says, the engine is asked once in a while, and again when this node changed something.</summary>
public sealed class EngineAnswersTests : IAsyncLifetime
{
    private const string List = "containers/json", Info = "info", Images = "images/json";

    private readonly ManualTime _time = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("flux-engine-answers-").FullName;
    private StubEngine _engine = null!;
    private InstanceKeeper _keeper = null!;
    private EngineAnswers _answers = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await StubEngine.StartAsync();
        _keeper = new InstanceKeeper(Options(_folder), NullLoggerFactory.Instance, _time);
        _answers = new EngineAnswers(KeeperHolder.Of(_keeper), _time);
    }

    public async ValueTask DisposeAsync()
    {
        await _keeper.DisposeAsync();
        await _engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Many_at_a_time_are_one_question_of_each_kind()
    {
        var released = new TaskCompletionSource();
        _engine.Holds = released.Task;
        var all = Task.WhenAll(Enumerable.Range(0, 100).SelectMany(_ => (Task[])[_answers.FactsAsync(default), _answers.ContainersAsync(default), _answers.ImagesAsync(default)]));
        released.SetResult();
        await all;
        (_engine.Asked(Info), _engine.Asked(List), _engine.Asked(Images)).ShouldBe((1, 1, 1));
        (await _answers.FactsAsync(default))!.Value.Value!.Version.ShouldBe("99.1");
    }

    [Fact]
    public async Task An_answer_serves_for_its_life()
    {
        await _answers.ContainersAsync(default);
        _time.Advance(EngineAnswers.Life - TimeSpan.FromMilliseconds(1));
        await _answers.ContainersAsync(default);
        _engine.Asked(List).ShouldBe(1);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await _answers.ContainersAsync(default);
        _engine.Asked(List).ShouldBe(2);
    }

    [Fact]
    public async Task A_change_of_ours_makes_lists_old_at_once_and_facts_not()
    {
        await AskAllAsync();
        (await _keeper.Engine.Exec.StartAsync("some", new ExecRequest(["id"], [], "", Terminal: false), default)).Ok.ShouldBeFalse("only tried, which may have changed something");
        await AskAllAsync();
        (_engine.Asked(Info), _engine.Asked(List), _engine.Asked(Images)).ShouldBe((1, 2, 2));
    }

    [Fact]
    public async Task An_engine_that_is_silent_is_a_problem_in_words()
    {
        (await _answers.ProblemAsync(default)).ShouldBeNull();
        _engine.Holds = new TaskCompletionSource().Task;
        await using var keeper = new InstanceKeeper(Options(_folder), NullLoggerFactory.Instance, TimeProvider.System);
        (await new EngineAnswers(KeeperHolder.Of(keeper), TimeProvider.System).ProblemAsync(default)).ShouldBe("it has not answered for 3 s");
    }

    [Fact]
    public async Task A_flood_of_pages_asks_the_engine_hardly_ever()
    {
        await using var node = await ApiNode.StartAsync(Options);
        foreach (var path in (string[])["flux/info", "flux/health", "apps/listrunningapps", "apps/listallapps", "apps/listappsimages"])
        {
            foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => node.JsonAsync(path)))) answer["status"]!.GetValue<string>().ShouldBe("success");
        }

        // 500 requests in less than a hundred lives.
        foreach (var question in (string[])[Info, List, Images]) _engine.Asked(question).ShouldBeInRange(1, 99);
    }

    private async Task AskAllAsync()
    {
        await _answers.FactsAsync(default);
        await _answers.ContainersAsync(default);
        await _answers.ImagesAsync(default);
    }

    private OrchestrationOptions Options(string folder) => new() { NodeName = "node1", AppsFolder = folder, Engine = _engine.Address, Firewall = false };
}
