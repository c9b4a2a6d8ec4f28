//! What a keystroke costs beside a full load: `cargo bench --bench edit -- [MEGABYTES | BUNDLE]…`.
//!
//! Without an argument: synthetic bundles of 1, 12 and 100 MB. Each keystroke is typed and taken back many times, and both
//! are counted, since both are keystrokes; afterwards tree, collation and findings are up to date. Quote the ratios:
//! times are those of one machine on one day.

#![allow(clippy::print_stdout)] // the figures are what this program is for

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use variorum::bundle::{Role, Tree};
use variorum::workspace::Bundle;
use variorum::workspace::bundle::Settings;

#[path = "support/synthetic.rs"]
mod synthetic;

/// How often each keystroke is typed, if that does not take longer than [`PATIENCE`].
const ROUNDS: usize = 200;
const PATIENCE: Duration = Duration::from_secs(2);
/// How often a bundle is loaded.
const LOADS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo passes `--bench`, and other options that are meant for a harness.
    let mut wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    if wanted.is_empty() {
        wanted = ["1", "12", "100"].map(String::from).to_vec();
    }
    for what in wanted {
        let text = match what.parse::<usize>() {
            Ok(megabytes) => synthetic::bundle(megabytes * 1_000_000, 1),
            Err(_) => std::fs::read_to_string(&what)?,
        };
        measure(&what, &text)?;
    }
    Ok(())
}

/// Measures one text, and prints its table.
fn measure(what: &str, text: &str) -> Result<(), Box<dyn Error>> {
    let settings = Settings::default();
    let mut load = Duration::MAX;
    let mut bundle = None;
    for _ in 0..LOADS {
        drop(bundle.take());
        let (loaded, time) = timed(|| Bundle::new(text, &settings));
        load = load.min(time);
        bundle = Some(loaded);
    }
    let Some(mut bundle) = bundle else {
        return Ok(());
    };
    println!(
        "\n{what}: {} bytes, {} articles; full load {load:.1?}",
        text.len(),
        bundle.document().tree().articles().count()
    );
    println!(
        "{:22} {:>9} {:>9} {:>9}   p50 / load",
        "µs", "p50", "p95", "max"
    );
    for (name, percent) in [("start", 0), ("middle", 50), ("end", 100)] {
        let Some((body, close)) = places(bundle.document().tree(), text, percent) else {
            continue;
        };
        for (key, at, typed) in [
            ("letter", body, "x"),
            ("line break", body, "\n"),
            ("close marker", close, "x"),
        ] {
            let mut times = Vec::with_capacity(2 * ROUNDS);
            let begun = Instant::now();
            while times.len() < 2 * ROUNDS && begun.elapsed() < PATIENCE {
                for (range, with) in [(at..at, typed), (at..at + typed.len(), "")] {
                    let (changed, time) = timed(|| bundle.edit(range, with));
                    black_box(changed?);
                    times.push(time);
                }
            }
            row(&format!("{key}, {name}"), times, load);
        }
    }
    let times = (0..20)
        .map(|_| timed(|| black_box(bundle.findings().len())).1)
        .collect();
    row("list all findings", times, load);
    Ok(())
}

/// In the article before which so many percent of all stand: an offset in the middle of its body, and one within its close
/// marker.
fn places(tree: &Tree, text: &str, percent: usize) -> Option<(usize, usize)> {
    let articles: Vec<_> = tree.articles().filter(|&id| tree.closed(id)).collect();
    let last = articles.len().checked_sub(1)?;
    let article = *articles.get(last * percent / 100)?;
    let body = tree.body(Some(article));
    let at = text.floor_char_boundary(body.start + body.len() / 2);
    let close = tree
        .next(Some(article))
        .filter(|&id| tree.role(id) == Role::Close)?;
    Some((at, tree.line(close).start + "<<<END".len()))
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

fn row(name: &str, mut times: Vec<Duration>, load: Duration) {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    let micros = |time: Duration| time.as_secs_f64() * 1e6;
    println!(
        "{name:22} {:9.1} {:9.1} {:9.1}   1/{:.0}",
        micros(at(50)),
        micros(at(95)),
        micros(at(100)),
        load.as_secs_f64() / at(50).as_secs_f64()
    );
}
