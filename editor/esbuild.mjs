// Bundles the extension to out/extension.js, with the licence that is packed beside it; with --tests, its tests to out/test/.
import { build } from "esbuild";
import { copyFileSync, readdirSync, rmSync } from "node:fs";

const common = { bundle: true, platform: "node", target: "node20", logLevel: "warning" };

if (process.argv.includes("--tests")) {
  const tests = readdirSync("test").filter((name) => name.endsWith(".test.ts"));
  const entryPoints = tests.map((name) => `test/${name}`);
  rmSync("out/test", { recursive: true, force: true });
  await build({ ...common, format: "esm", entryPoints, outdir: "out/test", outExtension: { ".js": ".mjs" } });
} else {
  const extension = { entryPoints: ["src/extension.ts"], outfile: "out/extension.js", external: ["vscode"], minify: true };
  await build({ ...common, format: "cjs", ...extension });
  copyFileSync("../LICENSE", "LICENSE");
}
