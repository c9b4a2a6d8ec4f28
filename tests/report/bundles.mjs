// Bundles for the tests: one that means harm, and one with many articles.

const attribute = (text) => JSON.stringify(text);

/** An article between its markers. */
export const article = (name, attributes, body) => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}=${attribute(value)}`);
  return `<<<FILE: ${attribute(name)}${written.join("")}>>>\n${body}\n<<<END FILE>>>\n`;
};

/** Markup wherever a bundle can have text. */
export const hostile = () => {
  const evil = '<script>window.harmed = 1</script><img src=x onerror="window.harmed = 2"></script>';
  const body = (count) => `Ada Novak, mayor of ${evil} Lowell, and Eva Dorn of Barrow wrote to Governor Jan Kriz after the storm.

The storm injured ${count} people on the island, the governor said. ${evil}

“We will count the ${evil} crates ${count} times on Friday and then once more,” Ada Novak said. {{ 7 * 7 }} {% raw %}

</p></article></main><style>* { display: none }</style><a href="javascript:window.harmed = 3">here</a> “Never closed.`;
  return [12, 18].map((count) => article(`${count}${evil}.txt`, {
    source: `Quay ${evil}`, title: `${evil} " onfocus="window.harmed = 4" autofocus="`, author: evil,
    url: "javascript:window.harmed = 5", date: `2031-03-04${evil}`,
  }, body(count))).join("");
};

/** A generator of numbers that is the same everywhere. */
const random = (seed) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

const given = ["Ada", "Eva", "Jan", "Olena", "Petra", "Signe", "Halvard", "Ingrid", "Jonas", "Maja", "Dmytro", "Edda"];
const family = ["Novak", "Dorn", "Kriz", "Marlow", "Solvane", "Brenn", "Adalar", "Tolleskar", "Oskarvold", "Ravnsborg", "Hale", "Roe"];
const outlets = ["Coastwire", "The Lantern", "Ostvik Herald", "Radio Skerrin", "Kelder Courier", "Quay Notes", "Ferry Post", "Harbour Mail"];
const openers = ["In the morning", "By noon", "Later that day", "At the town hall", "On the eastern quay", "Behind the fish market"];
const doers = ["the harbour master", "a clerk of the port", "the fire service", "the city council", "an engineer", "the ferry company", "a witness"];
const deeds = ["looked over the damaged pier", "counted the crates on the quay", "asked for a second survey", "closed the channel to ships", "promised a report", "went through the old drawings", "spoke with the families"];
const ends = ["before the tide turned", "while the fog held", "although nobody had asked for it", "as the rules of the port demand", "in front of a small crowd", "without saying for how long"];
const said = [
  "We will not reopen this bridge, not for one day, not for one tram, until every bolt has been looked at by someone who does not work for us",
  "The fog came in from the north so quickly that the lamps were gone before anyone had found the switch",
  "Every crate on that quay was counted twice on Friday, and twice we came to the same number",
  "Nobody at the port was told that the survey had been put off until the spring",
  "I thought it was thunder, and then the street lamps started walking down the hill",
];

/** So many articles of about 500 words on one event. Every tenth is a copy of the one before; figures and quotes vary. */
export const many = (count) => {
  const next = random(7);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const sentence = () => `${pick(openers)} ${pick(doers)} ${pick(deeds)} ${pick(ends)}, and ${pick(doers)} ${pick(deeds)} ${pick(ends)}.`;
  let last = [];
  const all = [];
  for (let number = 1; number <= count; number += 1) {
    const person = () => `${pick(given)} ${pick(family)}`;
    let paragraphs = [];
    if (number % 10 === 0) {
      paragraphs = last.map((paragraph) => paragraph.replace("the", next() < 0.5 ? "the" : "that"));
    } else {
      const injured = next() < 0.8 ? 12 : 21;
      paragraphs.push(`PORT KELDER — A cargo ship struck the main harbour bridge in Port Kelder on Tuesday, leaving ${injured} people injured, said Halvard Brenn, the fire chief of Port Kelder, and Ingrid Solvane, the mayor.`);
      while (paragraphs.join(" ").split(" ").length < 480) {
        const quote = pick(said).split(" ");
        if (next() < 0.3) quote.splice(3 + Math.floor(next() * 6), 1, pick(["never", "again", "slowly"]));
        paragraphs.push(pick([
          () => `${sentence()} ${sentence()} ${sentence()}`,
          () => `“${quote.join(" ")},” ${person()} said.`,
          () => `${person()} spoke of ${10 + Math.floor(next() * 80)} crates and ${2 + Math.floor(next() * 9)} ferries on ${pick(["Monday", "Tuesday", "12 November 2024", "the morning of 6 November"])}. ${sentence()}`,
        ])());
      }
    }
    last = paragraphs;
    const outlet = pick(outlets);
    const day = 12 + (number % 5);
    all.push(article(`${String(number).padStart(3, "0")}.txt`, {
      date: `2024-11-${day}T${String(8 + number % 12).padStart(2, "0")}:15:00+01:00`, source: outlet, title: `${pick(openers)} in Port Kelder`,
    }, paragraphs.join("\n\n")));
  }
  return all.join("");
};
