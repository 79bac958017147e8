using System.Text.Json;
using Flux.Daemon.Tests.Rpc.Mining;
using Flux.Daemon.Wallet;
using Microsoft.Extensions.Logging;

namespace Flux.Daemon.Tests.Rpc.Wallet;

/// <summary>Keys that come into the daemon's wallet later, and how what the chain has for them is found. Chain, key and answers were recorded from the C++ daemon.</summary>
public sealed class ImportedKeysTests(GrownChains chains) : IClassFixture<GrownChains>, IDisposable
{
    private const string Wif = "cTPhVAkAYSV6i4mtbUEgsLakADdhktXGCsrMvB9nHdL3NRBCWYki", Address = "tmV28A4rGHYw4zyvJSbaXXrCW2T6g7ywmWp";
    private const string Script = "76a914d3c6e142afb4625010ec0b4298336233ac2ad60f88ac";

    private readonly string _exports = Directory.CreateTempSubdirectory("flux-wallet-exports").FullName;

    [Fact]
    public async Task The_address_index_finds_what_reading_all_blocks_finds()
    {
        await using var reading = await AtTipAsync(addressIndex: false);
        await using var indexed = await AtTipAsync(addressIndex: true);
        foreach (var daemon in new[] { reading, indexed }) (await daemon.CallAsync("importprivkey", Wif)).GetString().ShouldBe(Address);

        var coins = (await reading.CallAsync("listunspent")).GetRawText();

        coins.ShouldContain(Address);
        (await indexed.CallAsync("listunspent")).GetRawText().ShouldBe(coins);
        var history = (await reading.CallAsync("listtransactions", "*", 1000)).GetRawText();
        (await indexed.CallAsync("listtransactions", "*", 1000)).GetRawText().ShouldBe(history);
        (await indexed.CallAsync("getinfo")).GetProperty("balance").GetRawText().ShouldBe((await reading.CallAsync("getbalance")).GetRawText());
    }

    [Fact]
    public async Task A_watched_script_is_found_by_the_index_and_spent_from_once_its_key_is_there()
    {
        await using var daemon = await AtTipAsync(addressIndex: true);
        await daemon.CallAsync("importaddress", Script, "cold");
        var watched = await daemon.CallAsync("validateaddress", Address);
        watched.GetProperty("iswatchonly").GetBoolean().ShouldBeTrue();
        watched.GetProperty("account").GetString().ShouldBe("cold");
        (await daemon.CallAsync("getbalance")).GetDecimal().ShouldBe(0);
        (await daemon.CallAsync("getbalance", "*", 1, true)).GetDecimal().ShouldBeGreaterThan(0);

        await daemon.CallAsync("importprivkey", Wif);

        (await daemon.CallAsync("validateaddress", Address)).GetProperty("ismine").GetBoolean().ShouldBeTrue();
        (await daemon.CallAsync("getbalance")).GetDecimal().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Without_rescan_nothing_is_looked_for_until_it_is_asked_for()
    {
        await using var daemon = await AtTipAsync(addressIndex: true);
        await daemon.CallAsync("importprivkey", Wif, "", false);
        (await daemon.CallAsync("getbalance")).GetDecimal().ShouldBe(0);
        await daemon.CallAsync("rescanblockchain");
        (await daemon.CallAsync("getbalance")).GetDecimal().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task While_a_long_rescan_runs_callers_are_told_how_far_it_is()
    {
        GrowingDaemon? daemon = null;
        var answers = new List<JsonElement>();
        // The line of the log is written while the rescan still counts as running.
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(new Meanwhile("blocks -1 to 1400 of 1400", () =>
        {
            answers.Add(daemon!.CallAsync("getbalance").GetAwaiter().GetResult());
            answers.Add(daemon.CallAsync("getinfo").GetAwaiter().GetResult());
        })));
        await using (daemon = await AtTipAsync(addressIndex: false, loggers: loggers))
        {
            await daemon.CallAsync("importprivkey", Wif);
            answers.Count.ShouldBe(2);
            answers[0].GetProperty("code").GetInt32().ShouldBe(-4);
            answers[0].GetProperty("message").GetString().ShouldBe("The wallet is rescanning: block 1400 of 1400 (100 %). Try again later.");
            answers[1].GetProperty("blocks").GetInt32().ShouldBe(GrownChains.Height);
        }
    }

    [Fact]
    public async Task An_interrupted_rescan_goes_on_where_it_ended()
    {
        await using var daemon = await AtTipAsync(addressIndex: false);
        Flux.Primitives.Scripts.Script.TryParseHex(Script, out var own).ShouldBeTrue();
        var file = Path.Combine(_exports, "ledger");
        var whole = new WalletLedger(Path.Combine(_exports, "whole"));
        whole.CatchUp(daemon.Chain, script => script == own, _ => { }, 1, _ => { }, CancellationToken.None).ShouldBeNull();

        using var stopping = new CancellationTokenSource();
        var first = new WalletLedger(file);
        Should.Throw<OperationCanceledException>(() => first.CatchUp(daemon.Chain, script => script == own, _ => { }, 1, height => { if (height == 700) stopping.Cancel(); }, stopping.Token));
        first.Height.ShouldBe(700);
        first.Save();
        var second = new WalletLedger(file);
        second.Load(-1, default);
        var read = new List<int>();
        second.CatchUp(daemon.Chain, script => script == own, _ => { }, 1, read.Add, CancellationToken.None);

        read[0].ShouldBe(701);
        second.Entries.Select(entry => entry.Id).ShouldBe(whole.Entries.Select(entry => entry.Id), ignoreOrder: true);
        whole.Entries.Count.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_dump_brings_every_key_into_another_wallet()
    {
        await using var first = await AtTipAsync(addressIndex: true);
        await first.CallAsync("importprivkey", Wif, "rent & 100 % füße");
        var own = (await first.CallAsync("getnewaddress")).GetString()!;
        var path = (await first.CallAsync("dumpwallet", "keys1")).GetString()!;
        path.ShouldBe(Path.Combine(_exports, "keys1"));
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var lines = await File.ReadAllLinesAsync(path);
        lines.ShouldContain($"{Wif} 1970-01-01T00:00:00Z label=rent%20&%20100%20%25%20f%c3%bc%c3%9fe # addr={Address}");
        lines.ShouldContain(line => line.EndsWith($"label= # addr={own}", StringComparison.Ordinal));
        lines.Count(line => line.Contains(" reserve=1 ", StringComparison.Ordinal)).ShouldBe(200);
        lines[^1].ShouldBe("# End of dump");

        await using var second = await AtTipAsync(addressIndex: true);
        (await second.CallAsync("importwallet", path)).ValueKind.ShouldBe(JsonValueKind.Null);

        (await second.CallAsync("validateaddress", own)).GetProperty("ismine").GetBoolean().ShouldBeTrue();
        (await second.CallAsync("validateaddress", Address)).GetProperty("account").GetString().ShouldBe("rent & 100 % füße");
        (await second.CallAsync("getbalance")).GetRawText().ShouldBe((await first.CallAsync("getbalance")).GetRawText());
        (await second.CallAsync("dumpprivkey", own)).GetString().ShouldBe((await first.CallAsync("dumpprivkey", own)).GetString());
    }

    /// <summary>The shape of fluxd's file, with its remarks, a shielded key and a key of another network among the lines.</summary>
    [Fact]
    public async Task A_dump_of_the_C_plus_plus_daemon_is_read()
    {
        await File.WriteAllTextAsync(Path.Combine(_exports, "fluxd1"), $"""
            # Wallet dump created by Flux v9.0.6
            # * Created on 2023-11-16T06:22:59Z

            {Wif} 2023-11-16T06:20:00Z change=1 # addr={Address}
            L53UYXdCGUnFxNJEcFBvi6CY57BehdMXB4zyK9DSoLrz4smfmGf4 2023-11-16T06:20:00Z reserve=1 # addr=t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo

            # Zkeys

            SKxt8pwrQipUL5KgZUcBAqyLj9R1YwMuRRR3ijGMCwCCqchmi8ut 2023-11-16T06:20:00Z # zaddr=zt

            # End of dump

            """);
        await using var daemon = await AtTipAsync(addressIndex: true);
        await daemon.CallAsync("importwallet", "fluxd1");
        (await daemon.CallAsync("getbalance")).GetDecimal().ShouldBeGreaterThan(0);
        (await daemon.CallAsync("importwallet", "nothere")).GetProperty("code").GetInt32().ShouldBe(-8);
        await File.WriteAllTextAsync(Path.Combine(_exports, "none"), "# nothing\n");
        (await daemon.CallAsync("importwallet", "none")).GetProperty("message").GetString().ShouldNotBeNull().ShouldContain("no private key");
    }

    [Theory]
    [InlineData("../escape")]
    [InlineData("/tmp/escape")]
    [InlineData("a.b")]
    [InlineData("")]
    public async Task A_dump_never_leaves_its_folder(string name)
    {
        await using var daemon = await GrowingDaemon.StartAsync(minerAddress: null, exports: _exports);
        (await daemon.CallAsync("dumpwallet", name)).GetProperty("message").GetString().ShouldNotBeNull().ShouldStartWith("Filename is invalid");
        Directory.EnumerateFileSystemEntries(_exports).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dump_needs_a_folder_and_writes_over_nothing()
    {
        await using (var without = await GrowingDaemon.StartAsync(minerAddress: null))
        {
            var refusal = await without.CallAsync("dumpwallet", "keys");
            refusal.GetProperty("code").GetInt32().ShouldBe(-4);
            refusal.GetProperty("message").GetString().ShouldBe("Cannot export wallet until the fluxd -exportdir option has been set");
        }
        await using var daemon = await GrowingDaemon.StartAsync(minerAddress: null, exports: _exports);
        await daemon.CallAsync("dumpwallet", "keys");
        (await daemon.CallAsync("dumpwallet", "keys")).GetProperty("message").GetString().ShouldNotBeNull().ShouldStartWith("Cannot overwrite existing file");
        (await daemon.CallAsync("backupwallet", "copy")).GetString().ShouldBe(Path.Combine(_exports, "copy"));
    }

    [Fact]
    public async Task A_raw_transaction_is_signed_with_the_wallets_keys()
    {
        await using var daemon = await AtTipAsync(addressIndex: true);
        await daemon.CallAsync("importprivkey", Wif);
        var coin = (await daemon.CallAsync("listunspent"))[0];
        var hex = (await daemon.CallAsync("createrawtransaction", new[] { new { txid = coin.GetProperty("txid").GetString(), vout = coin.GetProperty("vout").GetInt32() } }, new Dictionary<string, decimal> { [Address] = coin.GetProperty("amount").GetDecimal() - 0.0001m })).GetString()!;
        (await daemon.CallAsync("signrawtransaction", hex, Array.Empty<object>(), Array.Empty<string>())).GetProperty("complete").GetBoolean().ShouldBeFalse();

        var signed = await daemon.CallAsync("signrawtransaction", hex);

        signed.GetProperty("complete").GetBoolean().ShouldBeTrue();
        (await daemon.CallAsync("sendrawtransaction", signed.GetProperty("hex").GetString()!)).GetString().ShouldNotBeNull().Length.ShouldBe(64);
    }

    [Fact]
    public async Task A_shared_address_whose_keys_are_all_the_wallets_pays()
    {
        await using var daemon = await AtTipAsync(addressIndex: true);
        await daemon.CallAsync("importprivkey", Wif);
        string[] members = [(await daemon.CallAsync("getnewaddress")).GetString()!, (await daemon.CallAsync("getnewaddress")).GetString()!];
        var shared = (await daemon.CallAsync("addmultisigaddress", 2, members)).GetString()!;
        var known = await daemon.CallAsync("validateaddress", shared);
        known.GetProperty("ismine").GetBoolean().ShouldBeTrue();
        known.GetProperty("sigsrequired").GetInt32().ShouldBe(2);
        known.GetProperty("addresses").EnumerateArray().Select(item => item.GetString()).ShouldBe(members);
        await daemon.CallAsync("sendtoaddress", shared, 5);

        var paid = await daemon.CallAsync("sendfrom", shared, Address, 4.5);

        // The pool has run both signatures through the interpreter.
        paid.ValueKind.ShouldBe(JsonValueKind.String, paid.GetRawText());
        (await daemon.CallAsync("gettransaction", paid.GetString()!)).GetProperty("confirmations").GetInt32().ShouldBe(0);
        (await daemon.CallAsync("resendwallettransactions")).EnumerateArray().Select(item => item.GetString()).ShouldContain(paid.GetString());
    }

    [Fact]
    public async Task A_shared_start_is_signed_with_the_wallets_key_as_with_the_same_key_given()
    {
        await using var daemon = await AtTipAsync(addressIndex: true);
        await daemon.CallAsync("importprivkey", Wif);
        var own = (await daemon.CallAsync("validateaddress", Address)).GetProperty("pubkey").GetString()!;
        const string other = "03774ae7f858a9411e5ef4246b70c65aac5649980be5c17891bbec17895da008cb";
        var redeem = (await daemon.CallAsync("createmultisig", 1, new[] { other, own })).GetProperty("redeemScript").GetString()!;
        var draft = (await daemon.CallAsync("createp2shstarttx", redeem, other, new string('1', 64), 0)).GetString()!;

        var signed = await daemon.CallAsync("signp2shstarttx", draft);

        signed.ValueKind.ShouldBe(JsonValueKind.String, signed.GetRawText());
        signed.GetString().ShouldBe((await daemon.CallAsync("signp2shstarttx", draft, Wif)).GetString());
        var foreign = (await daemon.CallAsync("createmultisig", 1, new[] { other })).GetProperty("redeemScript").GetString()!;
        var strange = (await daemon.CallAsync("createp2shstarttx", foreign, other, new string('1', 64), 0)).GetString()!;
        (await daemon.CallAsync("signp2shstarttx", strange)).GetProperty("message").GetString().ShouldBe("No key of the redeem script is in the wallet");
    }

    [Fact]
    public async Task A_shared_address_of_which_a_key_is_missing_is_only_looked_at()
    {
        await using var daemon = await AtTipAsync(addressIndex: true);
        await daemon.CallAsync("importprivkey", Wif);
        string[] members = [(await daemon.CallAsync("getnewaddress")).GetString()!, "03774ae7f858a9411e5ef4246b70c65aac5649980be5c17891bbec17895da008cb"];
        var shared = (await daemon.CallAsync("addmultisigaddress", 2, members)).GetString()!;
        (await daemon.CallAsync("validateaddress", shared)).GetProperty("iswatchonly").GetBoolean().ShouldBeTrue();
        await daemon.CallAsync("sendtoaddress", shared, 5);
        (await daemon.CallAsync("sendfrom", shared, Address, 1)).GetProperty("code").GetInt32().ShouldBe(-6);
    }

    [Fact]
    public async Task Hundreds_of_addresses_keep_the_wallet_quick_and_known()
    {
        await using var daemon = await GrowingDaemon.StartAsync(minerAddress: null, exports: _exports);
        var given = new List<string>();
        for (var i = 0; i < 250; i++) given.Add((await daemon.CallAsync("getnewaddress")).GetString()!);
        given.ShouldBeUnique();
        (await daemon.CallAsync("getaddressesbyaccount", "")).GetArrayLength().ShouldBe(250);
        var dump = await File.ReadAllLinesAsync((await daemon.CallAsync("dumpwallet", "many")).GetString()!);
        dump.Count(line => line.Contains(" label= ", StringComparison.Ordinal)).ShouldBe(250);
        dump.Count(line => line.Contains(" reserve=1 ", StringComparison.Ordinal)).ShouldBe(200);
        (await daemon.CallAsync("dumpprivkey", given[^1])).GetString().ShouldNotBeNull().ShouldStartWith("c");
    }

    public void Dispose() => Directory.Delete(_exports, recursive: true);

    private async Task<GrowingDaemon> AtTipAsync(bool addressIndex, ILoggerFactory? loggers = null)
    {
        var daemon = await GrowingDaemon.StartAsync(minerAddress: null, addressIndex: addressIndex, exports: _exports, loggers: loggers, copyOf: addressIndex ? chains.Indexed : chains.Plain);
        daemon.SetTime(GrownChains.Time);
        return daemon;
    }

    /// <summary>Does something in the middle of what logs a line.</summary>
    private sealed class Meanwhile(string line, Action action) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (formatter(state, exception).Contains(line, StringComparison.Ordinal)) action();
        }

        public void Dispose()
        {
        }
    }
}
