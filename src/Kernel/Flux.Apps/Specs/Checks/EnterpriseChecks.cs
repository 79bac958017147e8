using Flux.Apps.Secrets;

namespace Flux.Apps.Specs.Checks;

/// <summary>Rules about encrypted parts (fluxos-protocol §3.3, §3.10).</summary>
internal static class EnterpriseChecks
{
    private const int MaxSecret = 15_000;

    // RSA block 256, nonce 12, tag 16.
    private const int MinEncryptedBytes = 256 + 12 + 16;

    /// <summary>Own networks: sealed secrets beside a public specification; whether they can be opened only members see.</summary>
    public static void Sealed(SpecCheck check)
    {
        if (check.Spec is not { Version: >= 8, HasSecrets: true } spec) return;
        if (check.Rules.AllowsSecrets) check.Require(SecretSeal.TryRead(spec.Enterprise, out _, out var problem), "enterprise", problem);
        else check.Report("enterprise", "sealed secrets belong to own networks; this one cannot open them");
    }

    /// <summary>Version 8: with an encrypted part the public lists are empty; the part must be long enough to hold its envelope.</summary>
    public static void Encrypted(SpecCheck check)
    {
        if (check.Spec is not { Version: >= 8, IsEncrypted: true } spec) return;
        check.Require(check.Rules.AllowsEncrypted, "enterprise", "encrypted specifications cannot run on this network");
        check.Require(spec.Components.IsEmpty, "compose", "must be empty beside an enterprise part");
        check.Require(spec.Contacts.IsEmpty, "contacts", "must be empty beside an enterprise part");
        var bytes = new byte[spec.Enterprise.Length];
        check.Require(Convert.TryFromBase64String(spec.Enterprise, bytes, out var length) && length > MinEncryptedBytes, "enterprise",
            "is not the base64 of an encrypted part");
    }

    /// <summary>Version 7 allows secrets only with chosen nodes; version 8 allows credentials only inside the encrypted part.</summary>
    public static void Secrets(SpecCheck check, Component component, string path)
    {
        TextChecks.Length(check, path + "repoauth", component.RepoAuth, MaxSecret);
        TextChecks.Length(check, path + "secrets", component.Secrets, MaxSecret);
        if (check.Spec.Version == 7 && check.Spec.Nodes.IsEmpty)
        {
            check.Require(component.RepoAuth.Length == 0, path + "repoauth", "must be empty without chosen nodes");
            check.Require(component.Secrets.Length == 0, path + "secrets", "must be empty without chosen nodes");
        }
        if (check.Spec.Version >= 8) check.Require(component.RepoAuth.Length == 0, path + "repoauth", "must be empty outside an enterprise part");
    }
}
