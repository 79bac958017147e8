using System.Globalization;
using Flux.Wallets.Keystore;

// Saves a wallet again and again, each time with a number one higher, and says the number when the save is done. Its parent kills it.
// Arguments: the keystore's path. The password is "crash".
using var keystore = KeystoreFile.Open(args[0], "crash");
var padding = new string('x', 20_000);
for (var n = int.Parse(keystore.Content.Labels["n"], CultureInfo.InvariantCulture) + 1; ; n++)
{
    keystore.Save(keystore.Content with { Labels = keystore.Content.Labels.SetItem("n", n.ToString(CultureInfo.InvariantCulture)).SetItem("padding", padding) });
    Console.WriteLine(n.ToString(CultureInfo.InvariantCulture));
}
