// Prints as JSON what some packages hold only as modules: `node dump.mjs KIND FOLDER`. Used by modules.py.
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [kind, folder] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(resolve(join(folder, path))).href);

/** All strings below a value. */
function strings(value, found = []) {
  if (typeof value === "string") found.push(value);
  else if (value && typeof value === "object") for (const inner of Object.values(value)) strings(inner, found);
  return found;
}

const KINDS = {
  // locale → { first, last, place, word }: names of people and places, and ordinary words
  async faker() {
    const { allLocales } = await load("dist/index.js");
    const out = {};
    for (const [locale, data] of Object.entries(allLocales)) {
      const { person = {}, location = {}, word, commerce, color, animal, food, date } = data;
      out[locale] = {
        first: strings([person.first_name, person.middle_name]),
        last: strings(person.last_name),
        place: strings([location.city_name, location.state, location.country, location.county]),
        word: strings([word, commerce, color, animal, food, date]),
      };
    }
    return out;
  },
};

process.stdout.write(JSON.stringify(await KINDS[kind]()));
