using System.Net;
using Flux.Orchestration;
using Flux.Os.Following;
using Flux.Os.Identity;
using Flux.Os.Options;
using Flux.Os.Peers;
using Flux.Os.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Os.Tests.Support;

/// <summary>The parts that log people in, as the host wires them.</summary>
internal sealed class IdentityParts : IDisposable
{
    public static readonly Owner Operator = new(9), Team = new(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("flux-os-identity-").FullName;
    private readonly StubFluxd _fluxd;

    public IdentityParts(StubFluxd fluxd, ManualTime time, bool acceptSelfMade = true)
    {
        (_fluxd, Time) = (fluxd, time);
        Options = new OsOptions
        {
            Name = "node1",
            Network = "local",
            DataFolder = _folder,
            Address = IPAddress.Parse(Node.Address),
            ApiPort = 16127,
            OperatorId = Operator.Address,
            TeamIds = [Team.Address],
            Hosts = ["node.example:443"],
            AcceptSelfMadePhrases = acceptSelfMade,
            Fluxd = fluxd.Address,
            Orchestration = new OrchestrationOptions { NodeName = "node1", AppsFolder = _folder },
        };
        Open();
    }

    public ManualTime Time { get; }

    public OsOptions Options { get; }

    public SessionBook Sessions { get; private set; } = null!;

    public Authenticator Authenticator { get; private set; } = null!;

    public LoginDesk Desk { get; private set; } = null!;

    /// <summary>As at a restart of the node.</summary>
    public void Open()
    {
        Sessions = new SessionBook(new SessionStore(OsDatabase.Open(_folder)), Time);
        var follower = new ChainFollower(_fluxd.Client(), Time, NullLogger<ChainFollower>.Instance);
        Authenticator = new Authenticator(Options, Sessions, new GossipNetwork(Options, follower, Time, NullLogger<GossipNetwork>.Instance), Time, NullLogger<Authenticator>.Instance);
        Desk = new LoginDesk(Authenticator, Sessions, Time);
    }

    public LoginResult LogIn(Owner who)
    {
        var phrase = Desk.Issue();
        return Desk.TryLogin(new Credentials(who.Address, phrase, who.SignText(phrase)), out var problem).ShouldNotBeNull(problem);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
