namespace Flux.Os.Identity;

/// <summary>
/// What the team said is wrong with this node (FluxOS reference §9.4, §11.6): shown at <c>/flux/dosstate</c>, and above
/// <see cref="RefusesLogins"/> no login phrase is given out. It ends with fluxos; the chain's own list is not touched.
/// </summary>
public sealed class DosBook
{
    /// <summary>Above this state, or with a message, a node is unwell.</summary>
    public const int RefusesLogins = 10;

    /// <summary>The highest state.</summary>
    public const int Most = 100;

    private volatile Entry _entry = new(0, "");

    /// <summary>0 to 100.</summary>
    public int State => _entry.State;

    /// <summary>In words; empty when nothing is wrong.</summary>
    public string Message => _entry.Message;

    /// <summary>True when a login phrase is not given out.</summary>
    public bool IsUnwell => State > RefusesLogins || Message.Length > 0;

    /// <summary>Sets both.</summary>
    public void Set(int state, string message) => _entry = new Entry(state, message);

    private sealed record Entry(int State, string Message);
}
