namespace Flux.Contracts.Rpc;

/// <summary>Error codes of fluxd's JSON-RPC (chain reference §12.1).</summary>
public static class RpcErrorCode
{
    /// <summary>The request is not an object with method and params.</summary>
    public const int InvalidRequest = -32600;

    /// <summary>No such method.</summary>
    public const int MethodNotFound = -32601;

    /// <summary>Parameters of a wrong kind.</summary>
    public const int InvalidParams = -32602;

    /// <summary>A bug in the server.</summary>
    public const int Internal = -32603;

    /// <summary>Not JSON.</summary>
    public const int Parse = -32700;

    /// <summary>Anything else, also usage help.</summary>
    public const int Misc = -1;

    /// <summary>Safe mode forbids the command.</summary>
    public const int SafeMode = -2;

    /// <summary>A value of the wrong JSON type, or an amount out of range.</summary>
    public const int Type = -3;

    /// <summary>The wallet refuses.</summary>
    public const int Wallet = -4;

    /// <summary>Unknown address, key, block or transaction.</summary>
    public const int AddressOrKey = -5;

    /// <summary>Not enough money.</summary>
    public const int InsufficientFunds = -6;

    /// <summary>The machine has not got the memory that was asked for.</summary>
    public const int OutOfMemory = -7;

    /// <summary>A parameter out of range.</summary>
    public const int InvalidParameter = -8;

    /// <summary>No peers.</summary>
    public const int NotConnected = -9;

    /// <summary>Still downloading the chain.</summary>
    public const int InInitialDownload = -10;

    /// <summary>The database refuses.</summary>
    public const int Database = -20;

    /// <summary>Hex that does not decode.</summary>
    public const int Deserialization = -22;

    /// <summary>addnode: already there.</summary>
    public const int NodeAlreadyAdded = -23;

    /// <summary>addnode: not there.</summary>
    public const int NodeNotAdded = -24;

    /// <summary>A transaction or block could not be verified.</summary>
    public const int Verify = -25;

    /// <summary>A rule refuses the transaction or block.</summary>
    public const int VerifyRejected = -26;

    /// <summary>Already in the chain.</summary>
    public const int AlreadyInChain = -27;

    /// <summary>Still starting.</summary>
    public const int WarmUp = -28;

    /// <summary>disconnectnode: no such peer.</summary>
    public const int NodeNotConnected = -29;

    /// <summary>setban: not an address or subnet.</summary>
    public const int InvalidSubnet = -30;
}
