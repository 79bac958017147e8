namespace Flux.Fuzz.Engine;

/// <summary>What should always hold did not.</summary>
internal sealed class OracleException(string message) : Exception(message)
{
    public static void Require(bool holds, string what)
    {
        if (!holds) throw new OracleException(what);
    }
}
