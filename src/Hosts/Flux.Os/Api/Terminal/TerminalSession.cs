using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Flux.Apps.Canonical;
using Flux.Orchestration.Docker;

namespace Flux.Os.Api.Terminal;

/// <summary>
/// One client's terminal (FluxOS reference §7.5): <c>exec</c> (proof, container, command, environment, user) opens it, <c>cmd</c> types,
/// <c>resize</c> tells its size; <c>show</c> and <c>error</c> go back.
/// </summary>
internal sealed class TerminalSession(TerminalDesk desk, string address, Func<string, string, Task> tell, CancellationToken closed) : IAsyncDisposable
{
    private const int ReadBytes = 8 * 1024, MostSide = 1_000, LongestTyped = 64 * 1024;

    private ExecSession? _session;
    private IDisposable? _place;
    private Task _copying = Task.CompletedTask;

    /// <summary>Takes an event; unknown ones mean nothing.</summary>
    public Task OnEventAsync(string name, ImmutableArray<JsValue> arguments) => name switch
    {
        "exec" => ExecAsync(arguments),
        "cmd" when _session is { } session && arguments is [{ Kind: JsKind.Text } typed, ..] && typed.AsText.Length <= LongestTyped => session.WriteAsync(Encoding.UTF8.GetBytes(typed.AsText), closed),
        "resize" when _session is { } session && arguments is [{ Kind: JsKind.Object } size, ..] && Side(size["rows"]) is { } rows && Side(size["cols"]) is { } columns => session.ResizeAsync(rows, columns, closed),
        _ => Task.CompletedTask,
    };

    public async ValueTask DisposeAsync()
    {
        if (_session is not null) await _session.EndAsync().ConfigureAwait(false);
        _session?.Dispose();
        await _copying.ConfigureAwait(false);
        _place?.Dispose();
    }

    private async Task ExecAsync(ImmutableArray<JsValue> arguments)
    {
        if (_session is not null)
        {
            await tell("error", "This connection has a terminal already.").ConfigureAwait(false);
            return;
        }
        var request = new ExecRequest(CommandText.Split(Text(arguments, 2)), CommandText.Split(Text(arguments, 3)), Text(arguments, 4), Terminal: true);
        var (session, place, problem) = await desk.OpenAsync(Text(arguments, 0), Text(arguments, 1), request, address, closed).ConfigureAwait(false);
        if (session is null)
        {
            await tell("error", problem).ConfigureAwait(false);
            return;
        }
        (_session, _place) = (session, place);
        _copying = CopyAsync(session);
    }

    // A character may be cut by the end of a read: the decoder keeps its beginning.
    private async Task CopyAsync(ExecSession session)
    {
        var (buffer, decoder) = (new byte[ReadBytes], Encoding.UTF8.GetDecoder());
        try
        {
            for (var read = await session.ReadAsync(buffer, closed).ConfigureAwait(false); read > 0; read = await session.ReadAsync(buffer, closed).ConfigureAwait(false))
            {
                var characters = new char[decoder.GetCharCount(buffer, 0, read, flush: false)];
                decoder.GetChars(buffer, 0, read, characters, 0, flush: false);
                if (characters.Length > 0) await tell("show", new string(characters)).ConfigureAwait(false);
            }
            await tell("end", "").ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or IOException)
        {
            // The client left.
        }
    }

    private static string Text(ImmutableArray<JsValue> arguments, int place) =>
        place >= arguments.Length || arguments[place].Kind == JsKind.Null ? "" : arguments[place].Kind == JsKind.Text ? arguments[place].AsText : arguments[place].ToString();

    private static int? Side(JsValue? value) => int.TryParse(value?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side is > 0 and <= MostSide ? side : null;
}
