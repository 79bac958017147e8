// Starts the published program under Node.
import { dotnet } from './_framework/dotnet.js';

const { runMain, getConfig } = await dotnet.create();
process.exit(await runMain(getConfig().mainAssemblyName, []));
