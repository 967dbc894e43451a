// Prints what the package weighs, and what each package of Java sources contributes to it:
// node sizes.mjs NPM-FOLDER COMPACTED-MODULE MINIFIED-MODULE CLASSES-FOLDER…
//
// The optimizer's source map (MINIFIED-MODULE.map) leads from each piece of the minified module to a line of the
// compacted one, where functions still have the names TeaVM gave them: the initials of the Java package, then the
// class. "alone" is what gzip saves when these pieces are cut out, before the functions are put in order; what is
// missing in the sum is the dictionary that all share. Texts are in one table, which counts as TeaVM's.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [npm, compactedFile, minifiedFile, ...classFolders] = process.argv.slice(2);
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const gzip = (data) => gzipSync(data).length;
const brotli = (data) =>
  brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }).length;

/** The Java package of each class, by the name TeaVM gives it: io.peerloom.core.rpc.Router is ipcr_Router. */
function packagesOfClasses() {
  const packages = new Map();
  const walk = (root, path) => {
    for (const entry of readdirSync(join(root, ...path), { withFileTypes: true })) {
      if (entry.isDirectory()) walk(root, [...path, entry.name]);
      else if (/^\w+\.class$/.test(entry.name)) {
        const initials = path.map((part) => part[0]).join('');
        packages.set(`${initials}_${entry.name.slice(0, -'.class'.length)}`, path.join('.'));
      }
    }
  };
  for (const folder of classFolders) walk(folder, []);
  return packages;
}

/** The package that each line of the compacted module was compiled from. */
function ownersOfLines(packages) {
  let owner = 'TeaVM and java.*';
  return readFileSync(compactedFile, 'utf8').split('\n').map((line) => {
    const name = /^(?:let |function |\$rt_metadata\(\[)?([a-z]+_\w+)/.exec(line) ?? /^(?:let |function )?(\$\w+)/.exec(line);
    if (name !== null) owner = packages.get(name[1].split('_', 2).join('_')) ?? 'TeaVM and java.*';
    return owner;
  });
}

/** Calls back with generated line, column and source line of each mapping (ECMA-426). */
function eachMapping(mappings, found) {
  let sourceLine = 0;
  mappings.split(';').forEach((segments, line) => {
    let column = 0;
    for (const segment of segments.split(',').filter((text) => text !== '')) {
      const fields = [];
      for (let i = 0, value = 0, shift = 0; i < segment.length; i++) {
        const digit = BASE64.indexOf(segment[i]);
        value |= (digit & 31) << shift;
        shift += 5;
        if ((digit & 32) === 0) {
          fields.push(value & 1 ? -(value >> 1) : value >> 1);
          value = shift = 0;
        }
      }
      column += fields[0];
      if (fields.length > 1) sourceLine += fields[2];
      found(line, column, fields.length > 1 ? sourceLine : null);
    }
  });
}

/** The finished module as pieces of text, each with the package it came from. */
function pieces(module, owners) {
  const lines = module.split('\n');
  const found = [];
  let last = { line: 0, column: 0, owner: 'TeaVM and java.*' };
  const endAt = (line, column) => {
    const text = lines.slice(last.line, line + 1);
    text[text.length - 1] = text.at(-1).slice(0, column);
    text[0] = text[0].slice(last.column);
    found.push({ owner: last.owner, text: text.join('\n') });
  };
  eachMapping(JSON.parse(readFileSync(`${minifiedFile}.map`, 'utf8')).mappings, (line, column, sourceLine) => {
    endAt(line, column);
    last = { line, column, owner: sourceLine === null ? last.owner : owners[sourceLine] };
  });
  endAt(lines.length - 1, lines.at(-1).length);
  return found;
}

const scripts = ['index.js', 'peerloom-core.js'].map((name) => readFileSync(join(npm, name)));
const sum = (size) => scripts.reduce((total, script) => total + size(script), 0);
console.log(`npm package: ${sum((s) => s.length)} bytes, brotli ${sum(brotli)}`);

const core = readFileSync(minifiedFile, 'utf8');
const parts = pieces(core, ownersOfLines(packagesOfClasses()));
const whole = gzip(core);
console.log(`  ${'package'.padEnd(40)}${'bytes'.padStart(9)}${'gzip, alone'.padStart(13)}`);
for (const owner of [...new Set(parts.map((part) => part.owner))].sort()) {
  const bytes = parts.reduce((total, part) => total + (part.owner === owner ? Buffer.byteLength(part.text) : 0), 0);
  const without = parts.filter((part) => part.owner !== owner).map((part) => part.text).join('');
  console.log(`  ${owner.padEnd(40)}${String(bytes).padStart(9)}${String(whole - gzip(without)).padStart(13)}`);
}
