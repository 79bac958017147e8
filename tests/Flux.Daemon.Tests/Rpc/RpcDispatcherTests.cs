using System.Text;
using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Rpc;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Daemon.Tests.Rpc;

public class RpcDispatcherTests
{
    private static readonly RpcDispatcher Dispatcher = new([new Echo(), new Broken(), new Count()], NullLogger<RpcDispatcher>.Instance);

    private static async Task<(int Code, JsonElement Answer)> RunAsync(string request)
    {
        using var answer = AnswerBuffer.Rent();
        using var document = JsonDocument.Parse(request);
        var code = await Dispatcher.RunAsync(document.RootElement, answer, TestContext.Current.CancellationToken);
        using var parsed = JsonDocument.Parse(answer.Written);
        return (code, parsed.RootElement.Clone());
    }

    [Fact]
    public async Task Answers_with_result_null_error_and_the_callers_id()
    {
        var (code, answer) = await RunAsync("""{"method":"echo","params":["hello"],"id":{"any":1}}""");
        code.ShouldBe(0);
        answer.EnumerateObject().Select(p => p.Name).ShouldBe(["result", "error", "id"]);
        answer.GetProperty("result").GetString().ShouldBe("hello");
        answer.GetProperty("error").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.GetProperty("id").GetRawText().ShouldBe("""{"any":1}""");
    }

    [Fact]
    public void Old_names_mean_the_same()
    {
        Dispatcher.Find("getfluxnodecount").ShouldBeOfType<Count>();
        Dispatcher.Find("getzelnodecount").ShouldBeOfType<Count>();
    }

    [Theory]
    [InlineData("[]", RpcErrorCode.InvalidRequest)]
    [InlineData("""{"id":1}""", RpcErrorCode.InvalidRequest)]
    [InlineData("""{"method":7}""", RpcErrorCode.InvalidRequest)]
    [InlineData("""{"method":"echo","params":{"a":1}}""", RpcErrorCode.InvalidRequest)]
    [InlineData("""{"method":"nosuchmethod"}""", RpcErrorCode.MethodNotFound)]
    [InlineData("""{"method":"echo","params":[]}""", RpcErrorCode.Misc)]
    [InlineData("""{"method":"echo","params":["a","b"]}""", RpcErrorCode.Misc)]
    [InlineData("""{"method":"echo","params":[5]}""", RpcErrorCode.Misc)]
    [InlineData("""{"method":"broken"}""", RpcErrorCode.Misc)]
    public async Task Faults_become_error_objects_with_fluxds_codes(string request, int expected)
    {
        var (code, answer) = await RunAsync(request);
        code.ShouldBe(expected);
        answer.GetProperty("error").GetProperty("code").GetInt32().ShouldBe(expected);
        answer.GetProperty("result").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_wrong_type_is_refused_in_fluxds_words()
    {
        var (_, answer) = await RunAsync("""{"method":"echo","params":[true]}""");
        answer.GetProperty("error").GetProperty("message").GetString().ShouldBe("JSON value is not a string as expected");
    }

    [Fact]
    public async Task Of_doubled_members_the_first_counts()
    {
        var (code, answer) = await RunAsync("""{"method":"echo","method":"broken","params":["a"],"params":[],"id":1,"id":2}""");
        code.ShouldBe(0);
        answer.GetProperty("result").GetString().ShouldBe("a");
        answer.GetProperty("id").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_method_that_fails_half_way_leaves_no_half_result()
    {
        var (_, answer) = await RunAsync("""{"method":"broken","id":3}""");
        answer.GetProperty("error").GetProperty("message").GetString().ShouldBe("out of luck");
        answer.GetProperty("id").GetInt32().ShouldBe(3);
    }

    [Theory]
    [InlineData("""{"method":"echo","params":["a"],"id":"\ud800"}""", RpcErrorCode.Parse)]
    [InlineData("""{"method":"echo","params":["a"],"id":{"a":["\udc00"]}}""", 0)]
    [InlineData("""{"method":7,"id":["\ud800"]}""", RpcErrorCode.InvalidRequest)]
    public async Task An_id_that_is_no_text_comes_back_as_null(string request, int expected)
    {
        var (code, answer) = await RunAsync(request);
        code.ShouldBe(expected);
        answer.GetProperty("id").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_failure_after_a_large_answer_leaves_what_stood_before_it()
    {
        using var answer = AnswerBuffer.Rent();
        answer.Append("["u8);
        using var large = JsonDocument.Parse($$"""{"method":"echo","params":["{{new string('x', 200_000)}}"],"id":1}""");
        using var broken = JsonDocument.Parse("""{"method":"broken","id":2}""");
        await Dispatcher.RunAsync(large.RootElement, answer, TestContext.Current.CancellationToken);
        answer.Append(","u8);
        await Dispatcher.RunAsync(broken.RootElement, answer, TestContext.Current.CancellationToken);
        answer.Append("]"u8);

        using var parsed = JsonDocument.Parse(answer.Written);
        parsed.RootElement[0].GetProperty("result").GetString()!.Length.ShouldBe(200_000);
        parsed.RootElement[1].GetProperty("result").ValueKind.ShouldBe(JsonValueKind.Null);
        parsed.RootElement[1].GetProperty("error").GetProperty("message").GetString().ShouldBe("out of luck");
    }

    private sealed class Echo : RpcMethod
    {
        public override string Name => "echo";

        public override string Area => "test";

        public override string Help => "Says it again.";

        public override (int Least, int Most) ParameterCount => (1, 1);

        public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
        {
            writer.WriteStringValue(request.String(0, "text"));
            return Task.CompletedTask;
        }
    }

    private sealed class Broken : RpcMethod
    {
        public override string Name => "broken";

        public override string Area => "test";

        public override string Help => "Fails.";

        public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
        {
            writer.WriteStartObject();
            writer.WriteString("half", Encoding.UTF8.GetString("x"u8));
            throw new InvalidOperationException("out of luck");
        }
    }

    private sealed class Count : RpcMethod
    {
        public override string Name => "getfluxnodecount";

        public override string Area => "test";

        public override string Help => "Counts.";

        public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
        {
            writer.WriteNumberValue(1);
            return Task.CompletedTask;
        }
    }
}
