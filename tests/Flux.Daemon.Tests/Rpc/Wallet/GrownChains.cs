using Flux.Daemon.Tests.Rpc.Mining;

namespace Flux.Daemon.Tests.Rpc.Wallet;

/// <summary>Data directories with the whole recorded chain, made once and copied for each test.</summary>
public sealed class GrownChains : IAsyncLifetime
{
    public const int Height = 1400;

    /// <summary>The clock of the recording at the tip, Unix seconds.</summary>
    public const uint Time = 1_700_115_779;

    /// <summary>Without indexes.</summary>
    public string Plain { get; private set; } = "";

    /// <summary>With address and transaction index.</summary>
    public string Indexed { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Plain = await GrowAsync(addressIndex: false);
        Indexed = await GrowAsync(addressIndex: true);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Plain, recursive: true);
        Directory.Delete(Indexed, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<string> GrowAsync(bool addressIndex)
    {
        var daemon = await GrowingDaemon.StartAsync(minerAddress: null, addressIndex: addressIndex);
        await daemon.GrowAsync(Height, Time);
        return await daemon.StopAsync();
    }
}
