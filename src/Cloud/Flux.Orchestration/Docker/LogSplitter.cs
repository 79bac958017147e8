using System.Globalization;
using System.Text;

namespace Flux.Orchestration.Docker;

/// <summary>Cuts the bytes of one log stream into lines with their time stamps; a line without end is cut at 16 KiB.</summary>
internal sealed class LogSplitter(bool error)
{
    private const int MaxLine = 16 * 1024;

    private readonly List<byte> pending = [];

    public IReadOnlyList<LogLine> Add(ReadOnlySpan<byte> bytes)
    {
        var lines = new List<LogLine>();
        foreach (var one in bytes)
        {
            if (one == '\n' || pending.Count == MaxLine) lines.Add(Take());
            if (one != '\n') pending.Add(one);
        }

        return lines;
    }

    public IReadOnlyList<LogLine> End() => pending.Count > 0 ? [Take()] : [];

    private LogLine Take()
    {
        var text = Encoding.UTF8.GetString(pending.ToArray()).TrimEnd('\r');
        pending.Clear();
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && DateTimeOffset.TryParse(text.AsSpan(0, space), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? new LogLine(error, time, text[(space + 1)..])
            : new LogLine(error, null, text);
    }
}
