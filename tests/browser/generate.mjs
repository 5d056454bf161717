// Outputs of `griot extract` that no model is needed for: hostile names, a thousand documents, a long one.

import { writeFileSync } from "node:fs";

const data = process.argv[2];

/** One record, its entities told as `[label, surface, value, key]` in the order of the text. */
function record(id, text, entities, more = {}) {
  const clusters = new Map();
  let from = 0;
  const found = entities.map(([label, surface, value, key], index) => {
    const at = text.indexOf(surface, from);
    if (at < 0) throw new Error(`${surface} is not in ${id}`);
    from = at + surface.length;
    const points = (end) => [...text.slice(0, end)].length;
    const bytes = (end) => Buffer.byteLength(text.slice(0, end));
    const cluster = clusters.get(label + surface) ?? {
      id: `${label.toLowerCase()}-${clusters.size + 1}`,
      label,
      name: surface,
      ...(key ? { key } : {}),
      count: 0,
      mentions: [],
    };
    clusters.set(label + surface, cluster);
    cluster.count += 1;
    cluster.mentions.push(index);
    return {
      label,
      text: surface,
      start: points(at),
      end: points(from),
      start_byte: bytes(at),
      end_byte: bytes(from),
      score: 0.5 + ((index * 37) % 50) / 100,
      ...(value ? { value } : {}),
      cluster: cluster.id,
      cluster_rule: cluster.count === 1 ? "first" : "name",
    };
  });
  return { schema: "griot/1", id, lang: "fr", ...more, text, entities: found, clusters: [...clusters.values()] };
}

const lines = (records) => `${records.map((one) => JSON.stringify(one)).join("\n")}\n`;

const NASTY = [
  "</script><script>window.pwned=1</script>",
  "<img src=x onerror=window.pwned=1>",
  "<!--<script>",
  "\"'`${window.pwned=1}",
  "=HYPERLINK(\"http://example.invalid\")",
  "محمد بن سلمان",
  "Go\u00ad\u200bïta\u202e\u2066",
  "\u2028\u2029",
  "𝐌𝐚𝐥𝐢",
  "__proto__",
  "constructor",
  "&amp;<b>gras</b>",
];
const hostile = NASTY.map((name, index) =>
  record(`${index}/../${name}`, `Titre de ${name}\n\nAvant ${name} après, et ${name}.\n\nמילים ${name} كلمات`, [
    ["PERSON", name],
    ["ORG", name],
    ["LOC", name],
  ], { title: `Titre de ${name}`, date: index % 2 ? "2025-02-30" : "hier <i>" }),
);
writeFileSync(`${data}/hostile.jsonl`, lines(hostile));

const COUNTRIES = [
  ["Mali", "ML", "MLI"],
  ["Niger", "NE", "NER"],
  ["France", "FR", "FRA"],
  ["Sénégal", "SN", "SEN"],
  ["Maurice", "MU", "MUS"],
  ["Cap-Vert", "CV", "CPV"],
  ["Comores", "KM", "COM"],
  ["Singapour", "SG", "SGP"],
];
const FIRST = ["Awa", "Moussa", "Claire", "Ibrahim", "Léa", "Ousmane", "Jeanne", "Karim", "Fatou", "Yves"];
const SYLLABLES = ["ba", "ko", "ri", "sé", "dou", "ma", "né", "ti", "go", "la", "ver", "mon"];

/** A surname for every number, no two alike. */
function surname(number) {
  let left = number;
  let name = "";
  do {
    name += SYLLABLES[left % SYLLABLES.length];
    left = Math.floor(left / SYLLABLES.length);
  } while (left > 0 || name.length < 5);
  return name[0].toUpperCase() + name.slice(1);
}

const FILL =
  "La séance a duré plusieurs heures et les débats ont été vifs, sans que personne ne cède sur le fond. Les habitants attendent désormais une réponse écrite, que l’administration promet pour bientôt. ";

function article(number) {
  const country = (step) => COUNTRIES[(number + step * (1 + (number % 3))) % COUNTRIES.length];
  const people = [0, 1, 2].map((step) => `${FIRST[(number + step) % FIRST.length]} ${surname(number * 3 + step)}`);
  const organisation = `Comité ${surname(number % 150)}`;
  const day = new Date(Date.UTC(2021, 0, 1 + ((number * 7) % 1700))).toISOString().slice(0, 10);
  const paragraphs = [];
  const entities = [];
  for (let step = 0; step < 3; step += 1) {
    const [name, iso2, iso3] = country(step);
    paragraphs.push(`${people[step]}, du ${organisation}, est arrivé au pays ${name} le ${day} avec ${people[(step + 1) % 3]}. ${FILL.repeat(2)}`);
    entities.push(
      ["PERSON", people[step]],
      ["ORG", organisation],
      ["COUNTRY", name, { iso2, iso3, name_fr: name, name_en: name, rule: "name" }, iso2],
      ["DATE", day, { value: day, grain: "day", kind: "absolute", earliest: day, latest: day, rule: "explicit" }, day],
      ["PERSON", people[(step + 1) % 3]],
    );
  }
  return record(`doc-${number}`, paragraphs.join("\n\n"), entities, { title: `${organisation} : séance ${number}`, date: day });
}
writeFileSync(`${data}/thousand.jsonl`, lines(Array.from({ length: 1000 }, (_, number) => article(number))));

// One long text, which the page cuts into blocks.
const paragraphs = Array.from({ length: 1000 }, (_, number) => `Ligne ${number} : ${FIRST[number % FIRST.length]} ${surname(number)} parle encore, et encore.\n`);
const named = paragraphs.map((_, number) => ["PERSON", `${FIRST[number % FIRST.length]} ${surname(number)}`]);
writeFileSync(`${data}/long.jsonl`, lines([record("long", paragraphs.join(""), named)]));
