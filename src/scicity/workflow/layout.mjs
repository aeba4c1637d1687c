// Lays a process out by bpmn-auto-layout: BPMN on standard input, the same with its diagram on standard output.
// The folder of the modeller's libraries is the first argument.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { resolve } = createRequire(pathToFileURL(process.argv[2] + "/package.json"));
const { layoutProcess } = await import(pathToFileURL(resolve("bpmn-auto-layout")));
process.stdout.write(await layoutProcess(readFileSync(0, "utf8")));
