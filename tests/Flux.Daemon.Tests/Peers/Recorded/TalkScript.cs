namespace Flux.Daemon.Tests.Peers.Recorded;

/// <summary>
/// A recorded session from the side of the node under test: what it is sent, and what it must send, in the streams of <see cref="TalkStream"/>.
/// </summary>
internal sealed class TalkScript
{
    private readonly List<TalkStep> _steps = [];

    private TalkScript(RecordedTalk talk) => Talk = talk;

    /// <summary>Blocks are asked for as they are wanted: every getdata of blocks is answered with these, by hash, and left out of the comparison.</summary>
    public IReadOnlyDictionary<string, byte[]>? Served { get; private set; }

    public RecordedTalk Talk { get; }

    public IReadOnlyList<TalkStep> Steps => _steps;

    /// <summary>Where the node must stand at the end; null where the recording does not say.</summary>
    public TalkEnd? End { get; set; }

    /// <summary>The stream of a message, in the order they come; one splitter for each side of a session.</summary>
    public static Func<string, TalkStream> Splitter()
    {
        var met = new HashSet<string>();
        return command => command switch
        {
            "ping" or "getheaders" when met.Add(command) => TalkStream.Greeting,
            "sendheaders" or "sendcmpct" when met.Add(command) => TalkStream.Verack,
            _ => TalkStream.Answers,
        };
    }

    /// <summary>The session with the node in the role of the opener or of the acceptor.</summary>
    public static TalkScript Of(RecordedTalk talk, bool asOpener)
    {
        var script = new TalkScript(talk) { End = talk.End };
        var streamOf = Splitter();
        foreach (var frame in talk.Frames)
        {
            var ours = !frame.IsNote && frame.FromOpener == asOpener;
            script._steps.Add(new TalkStep(frame, ours, ours ? streamOf(frame.Command) : TalkStream.Answers));
        }
        return script;
    }

    /// <summary>The node does not send the n-th message of this command (from 0).</summary>
    public void Omit(string command, int number = 0) => _steps.Remove(Ours(command).ElementAt(number));

    /// <summary>The node sends nothing of this command.</summary>
    public void OmitAll(string command)
    {
        foreach (var step in Ours(command).ToArray()) _steps.Remove(step);
    }

    /// <summary>After the n-th message of the other side of this command (from 0) the node sends another one, whose payload is not compared.</summary>
    public void Add(string after, string command, int number = 0)
    {
        var at = _steps.IndexOf(_steps.Where(step => !step.IsOurs && step.Frame.Command == after).ElementAt(number));
        _steps.Insert(at + 1, new TalkStep(new TalkFrame(false, command, []), true, TalkStream.Answers) { IsLoose = true });
    }

    /// <summary>The payload of these messages of the node is not compared; the reason stands in the table.</summary>
    public void Loosen(string command)
    {
        foreach (var step in Ours(command)) step.IsLoose = true;
    }

    /// <summary>Another payload is expected of the n-th message of this command of the node (from 0).</summary>
    public void Expect(string command, int number, Func<byte[], byte[]> change)
    {
        var at = _steps.IndexOf(Ours(command).ElementAt(number));
        _steps[at] = _steps[at] with { Frame = _steps[at].Frame with { Payload = change(_steps[at].Frame.Payload) } };
    }

    /// <summary>Another command is expected of the n-th message of this command of the node (from 0); its payload is not compared.</summary>
    public void Replace(string command, int number, string other)
    {
        var at = _steps.IndexOf(Ours(command).ElementAt(number));
        _steps[at] = _steps[at] with { Frame = new TalkFrame(_steps[at].Frame.FromOpener, other, []), IsLoose = true };
    }

    /// <summary>The one message of this command of the node comes in two parts.</summary>
    public void Split(string command)
    {
        var step = Ours(command).Single();
        _steps.Insert(_steps.IndexOf(step), step with { });
        Loosen(command);
    }

    /// <summary>The node does not announce a tip to the peer that brought it: headers of one element after a block came.</summary>
    public void OmitEchoes()
    {
        var brought = new HashSet<string>();
        foreach (var step in _steps.ToArray())
        {
            if (!step.IsOurs && step.Frame.Command == "block") brought.Add(HeaderOf(step.Frame.Payload));
            else if (step.IsOurs && step.Frame.Command == "headers" && step.Frame.Payload is [1, .. var header, 0] && brought.Contains(Convert.ToHexString(header))) _steps.Remove(step);
        }
    }

    private static string HeaderOf(byte[] block)
    {
        const int ponHeaderAt = 108 + 36;
        const int powHeaderAt = 108 + 32;
        var at = BitConverter.ToInt32(block) >= 100 ? ponHeaderAt : powHeaderAt;
        return Convert.ToHexString(block.AsSpan(0, at + 1 + block[at]));
    }

    /// <summary>The other side sends bytes that the recording leaves out.</summary>
    public void SendBefore(string note, byte[] raw)
    {
        var at = _steps.FindIndex(step => step.Frame.Note == note);
        _steps.Insert(at, new TalkStep(new TalkFrame(false, "", raw), false, TalkStream.Answers));
    }

    /// <summary>The other side sends something else instead.</summary>
    public void Replace(string command, int number, Func<TalkFrame, TalkFrame> change)
    {
        var at = _steps.IndexOf(_steps.Where(step => !step.IsOurs && step.Frame.Command == command).ElementAt(number));
        _steps[at] = new TalkStep(change(_steps[at].Frame), false, TalkStream.Answers);
    }

    /// <summary>
    /// The node decides in which portions it asks for blocks: its requests are answered from the recording whenever they come, and only which
    /// blocks it asked for is compared.
    /// </summary>
    public void ServeBlocks(IReadOnlyDictionary<string, byte[]> blocks)
    {
        Served = blocks;
        _steps.RemoveAll(step => (step.IsOurs && step.Frame.Command == "getdata") || (!step.IsOurs && step.Frame.Command == "block"));
    }

    /// <summary>Puts steps before the first one.</summary>
    public void Begin(IEnumerable<TalkStep> steps) => _steps.InsertRange(0, steps);

    private IEnumerable<TalkStep> Ours(string command) => _steps.Where(step => step.IsOurs && step.Frame.Command == command);
}
