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
const words = [
  "We will not reopen this bridge, not for one day, not for one tram, until every bolt has been looked at by someone who does not work for us",
  "The fog came in from the north so quickly that the lamps were gone before anyone had found the switch",
  "Every crate on that quay was counted twice on Friday, and twice we came to the same number",
  "Nobody at the port was told that the survey had been put off until the spring",
  "I thought it was thunder, and then the street lamps started walking down the hill",
];

const towns = ["Kelder", "Ostvik", "Skerrin", "Barrow", "Lowell", "Harnmouth", "Tindal", "Orsby", "Velling", "Marrick"];
const streets = ["Tollgate", "Fisher", "Lantern", "Granary", "Chapel", "Ropewalk", "Customs", "Anchor"];

/**
 * So many articles of about 500 words, five on each event, with its people, its quotes and its figures, which now and then vary.
 * Every tenth article is a copy of the one before.
 */
export const many = (count) => {
  const next = random(7);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const sentence = () => `${pick(openers)} ${pick(doers)} ${pick(deeds)} ${pick(ends)}, and ${pick(doers)} ${pick(deeds)} ${pick(ends)}.`;
  let last = [];
  let event;
  const all = [];
  for (let number = 1; number <= count; number += 1) {
    if (number % 5 === 1) {
      const person = () => `${pick(given)} ${pick(family)}`;
      event = { town: `${pick(["Port", "New", "Upper", "Saint"])} ${pick(towns)}`, street: `${pick(streets)} ${pick(["Street", "Quay", "Bridge"])}`, people: [person(), person(), person(), person()], injured: 12 + Math.floor(next() * 40), crates: 100 + Math.floor(next() * 800) };
    }
    const said = words.map((quote) => `${quote} in ${event.town}`);
    let paragraphs = [];
    if (number % 10 === 0) {
      paragraphs = last.map((paragraph) => paragraph.replace("the", next() < 0.5 ? "the" : "that"));
    } else {
      const { town, street, people } = event;
      const injured = next() < 0.8 ? event.injured : event.injured + 9;
      paragraphs.push(`${town.toUpperCase()} — A cargo ship struck the ${street} in ${town} on Tuesday, leaving ${injured} people injured, said ${people[0]}, the fire chief of ${town}, and ${people[1]}, the mayor.`);
      while (paragraphs.join(" ").split(" ").length < 480) {
        const which = Math.floor(next() * said.length);
        const quote = said[which].split(" ");
        if (next() < 0.3) quote.splice(3 + Math.floor(next() * 6), 1, pick(["never", "again", "slowly"]));
        paragraphs.push(pick([
          () => `${sentence()} ${sentence()} ${sentence()}`,
          () => `“${quote.join(" ")},” ${people[which % 4]} said.`,
          () => `${people[2]} spoke of ${pick(["", "about ", "more than "])}${event.crates} crates on the quay at ${street} on ${pick(["Monday", "Tuesday", "12 November 2024", "the morning of 6 November"])}. ${sentence()}`,
        ])());
      }
    }
    last = paragraphs;
    const outlet = pick(outlets);
    const day = 12 + (number % 5);
    all.push(article(`${String(number).padStart(3, "0")}.txt`, {
      date: `2024-11-${day}T${String(8 + number % 12).padStart(2, "0")}:15:00+01:00`, source: outlet, title: `${pick(openers)} in ${event.town}`,
    }, paragraphs.join("\n\n")));
  }
  return all.join("");
};
