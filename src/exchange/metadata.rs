//! What a page says of itself where [`dom_smoothie`] does not look: JSON-LD with all its graphs, the canonical address,
//! the older tags for date and publisher.

use dom_query::Document;
use serde_json::Value;

/// What was found; `None` where the page does not say.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    /// As it stands there.
    pub(super) date: Option<String>,
    pub(super) source: Option<String>,
    pub(super) url: Option<String>,
    pub(super) author: Option<String>,
}

/// Where a page may say when it was published, the surest first.
const DATES: [(&str, &str); 9] = [
    ("meta[property='article:published_time']", "content"),
    ("meta[itemprop='datePublished']", "content"),
    ("time[itemprop='datePublished']", "datetime"),
    ("meta[name='parsely-pub-date']", "content"),
    ("meta[name='pubdate']", "content"),
    ("meta[name='dc.date.issued']", "content"),
    ("meta[name='DC.date.issued']", "content"),
    ("meta[name='date']", "content"),
    ("time[pubdate]", "datetime"),
];

/// Where it may say who published it.
const SOURCES: [(&str, &str); 5] = [
    ("meta[property='og:site_name']", "content"),
    ("meta[name='publisher']", "content"),
    ("meta[name='dc.publisher']", "content"),
    ("meta[name='DC.publisher']", "content"),
    ("meta[name='application-name']", "content"),
];

/// Where it may say what its address is.
const ADDRESSES: [(&str, &str); 2] = [
    ("link[rel='canonical']", "href"),
    ("meta[property='og:url']", "content"),
];

impl Metadata {
    /// Reads what a page says.
    pub(super) fn of(page: &Document) -> Metadata {
        let first = |places: &[(&str, &str)], wanted: fn(&str) -> bool| {
            places.iter().find_map(|(place, attribute)| {
                let value = page.select(place).attr(attribute)?;
                let value = value.trim();
                (!value.is_empty() && wanted(value)).then(|| value.to_owned())
            })
        };
        let mut found = from_json(page).unwrap_or_default();
        found.date = found.date.or_else(|| first(&DATES, |_| true));
        // A publisher is a name: where it is the address of a profile, another tag may say more.
        found.source = found
            .source
            .or_else(|| first(&SOURCES, |text| !is_address(text)));
        found.url = first(&ADDRESSES, is_address).or(found.url);
        found
    }
}

/// Whether a text is an absolute address.
pub(super) fn is_address(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|s| s.eq_ignore_ascii_case("http") || s.eq_ignore_ascii_case("https"))
}

/// What the first article says that the page's JSON-LD speaks of.
fn from_json(page: &Document) -> Option<Metadata> {
    let scripts = page.select("script[type='application/ld+json']");
    scripts.iter().find_map(|script| {
        let whole: Value = serde_json::from_str(script.text().trim()).ok()?;
        let mut things = Vec::new();
        collect(&whole, &mut things);
        let article = things.iter().find(|thing| is_article(thing))?;
        let text = |key: &str| article.get(key).and_then(Value::as_str).map(str::to_owned);
        Some(Metadata {
            title: text("headline").or_else(|| text("name")),
            date: text("datePublished"),
            source: article.get("publisher").and_then(|who| name(who, &things)),
            url: text("url").filter(|url| is_address(url)),
            author: article.get("author").and_then(|who| name(who, &things)),
        })
    })
}

/// The things of a document: itself, those of a list, those of a graph.
fn collect<'v>(value: &'v Value, things: &mut Vec<&'v Value>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, things)),
        Value::Object(members) => {
            things.push(value);
            if let Some(graph) = members.get("@graph") {
                collect(graph, things);
            }
        }
        _ => {}
    }
}

fn is_article(thing: &Value) -> bool {
    let is = |kind: &Value| {
        let kind = kind.as_str().unwrap_or_default();
        kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
    };
    match thing.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

/// The name of a person or organisation, of several all of them; one that stands elsewhere in the graph is looked up.
fn name(who: &Value, things: &[&Value]) -> Option<String> {
    match who {
        Value::String(name) => Some(name.clone()).filter(|name| !is_address(name)),
        Value::Array(several) => {
            let names: Vec<String> = several.iter().filter_map(|who| name(who, things)).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        Value::Object(members) => {
            if let Some(Value::String(name)) = members.get("name") {
                return Some(name.clone());
            }
            let id = members.get("@id")?;
            let same =
                |thing: &&&Value| thing.get("@id") == Some(id) && thing.get("name").is_some();
            let same = things.iter().find(same)?;
            same.get("name")?.as_str().map(str::to_owned)
        }
        _ => None,
    }
}
