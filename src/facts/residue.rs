//! Navigation and template text that a scraper left in an article.
//!
//! The lines are known by their wording, which a few content management systems, share plugins and consent banners
//! put on most of the web's news pages. The wordings are in `residue.txt`, where anyone may add one.

use std::ops::Range;

use memchr::memchr2;

use crate::text::paragraphs::trim;
use patterns::{Certainty, PATTERNS};

mod patterns;

/// How many lines of wordings that a journalist might use make a menu or a row of buttons.
const SHORTEST_MENU: usize = 3;

/// The lines of a body that are navigation or template text, as byte ranges without outer white space, one a line.
///
/// Only whole lines count: prose that mentions an advertisement, and a quotation, are left alone. So are datelines,
/// bylines, credits and corrections, which are content.
pub fn residue(body: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run = Run::default();
    let mut ends_sentence = true;
    let mut at = 0;
    while at < body.len() {
        let rest = &body.as_bytes()[at..];
        let end = at + memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let line = &body[trim(body, at..end)];
        if line.is_empty() {
            ends_sentence = true;
        } else {
            // The last word of a wrapped sentence may look like a button: “… a dividend of 20 cents a⏎share.”
            let is_tail = !ends_sentence && line.starts_with(char::is_lowercase);
            let certainty = if is_code(line) {
                Some(Certainty::Sure)
            } else if is_tail {
                None
            } else {
                PATTERNS.certainty(line)
            };
            match certainty {
                Some(certainty) => run.push(trim(body, at..end), certainty),
                None => run.finish(&mut found),
            }
            ends_sentence =
                certainty.is_some() || line.ends_with(['.', '!', '?', ':', '”', '"', '»']);
        }
        at = end + 1;
    }
    run.finish(&mut found);
    found
}

/// Lines that follow each other, but for blank ones, and match.
#[derive(Default)]
struct Run {
    lines: Vec<Range<usize>>,
    has_sure_one: bool,
}

impl Run {
    fn push(&mut self, line: Range<usize>, certainty: Certainty) {
        self.lines.push(line);
        self.has_sure_one |= certainty == Certainty::Sure;
    }

    fn finish(&mut self, found: &mut Vec<Range<usize>>) {
        if self.has_sure_one || self.lines.len() >= SHORTEST_MENU {
            found.append(&mut self.lines);
        }
        self.lines.clear();
        self.has_sure_one = false;
    }
}

/// Whether a line is of a style sheet, a script or markup: `.gallery {`, `width: 100%;`, `}`, `</div>`.
fn is_code(line: &str) -> bool {
    match line.as_bytes().last() {
        Some(b'{') => true,
        Some(b'}' | b')' | b']') => line.starts_with('}'),
        Some(b';') => {
            let is_name = |c: char| c.is_ascii_lowercase() || c == '-';
            let value = line.trim_start_matches(is_name).trim_start();
            let is_declaration = value.len() < line.len() && value.starts_with(':');
            is_declaration
                || ["}", "var ", "window.", "document.", "googletag."]
                    .iter()
                    .any(|code| line.starts_with(code))
        }
        Some(b'>') => {
            line.starts_with("</") || line.starts_with("<!--") || line == "//-->" || line == "//]]>"
        }
        _ => line == "//<![CDATA[",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(body: &str, expected: &[&str]) {
        let found: Vec<&str> = residue(body)
            .into_iter()
            .map(|range| &body[range])
            .collect();
        assert_eq!(found, expected, "{body:?}");
    }

    #[test]
    fn template_lines_are_found() {
        let lines = [
            "Select Page",
            "ABOUT THE AUTHOR",
            "Share this:",
            "» Skip to content «",
            "Advertisement",
            "Story continues below advertisement",
            "Read more: Harbour board closes the quay",
            "Click to share on Facebook (Opens in new window)",
            "Your email address will not be published. Required fields are marked *",
            "Posted in Ports, Shipping | Tagged pilots",
            "12 Comments",
            "Page 1 of 3",
            "1 2 3 … 9 Next »",
            "© 2019 The Courier. All rights reserved.",
            "Home » News » Ports",
            "Loading…",
            "3.5k views",
            "Don’t have an account? Sign up",
            "By clicking “Sign up”, you agree to our terms.",
            "Weiterlesen nach der Anzeige",
            "Votre adresse e-mail ne sera pas publiée.",
            "Síguenos en Facebook",
            ".gallery {",
            "text-align:center;",
            "}",
            "</div>",
        ];
        check(&lines.join("\n"), &lines);
    }

    #[test]
    fn prose_is_left_alone() {
        for line in [
            "The advertisement ran for a week.",
            "Advertisement spending fell.",
            "Posted in April, the video shows the quay.",
            "“Sign up for our newsletter,” she said.",
            "Read more books, he said.",
            "No part of this coast is safe.",
            "Home",
            "Comments",
            "5 thoughts on the new quay",
            "Photo: Ines Alvarez",
            "By Ines Alvarez",
            "ROTTERDAM, Jan. 3 —",
            "Correction: An earlier version gave a wrong date.",
            "Please wait",
            "The board: closed; the quay;",
            "<RTM.A>",
        ] {
            check(line, &[]);
        }
    }

    #[test]
    fn doubtful_lines_need_company() {
        check(
            "Facebook\n\nTwitter\nEmail",
            &["Facebook", "Twitter", "Email"],
        );
        check("Facebook\nTwitter\nThe quay closed.\nEmail", &[]);
        check("Share this:\n  Facebook\n", &["Share this:", "Facebook"]);
    }

    #[test]
    fn tails_of_wrapped_sentences_are_left_alone() {
        check(
            "The board will pay a dividend that is the same for every\nrelated article",
            &[],
        );
        check(
            "The board will pay.\nrelated articles",
            &["related articles"],
        );
    }

    proptest! {
        #[test]
        fn ranges_are_trimmed_lines(
            body in "(Share this:|Read more|Home|Next|0|:|»|’|é|©| |\n|\r\n|\u{2028}|\\PC){0,30}",
        ) {
            let mut done = 0;
            for range in residue(&body) {
                prop_assert!(range.start >= done);
                prop_assert_eq!(body[range.clone()].trim(), &body[range.clone()]);
                done = range.end;
            }
        }
    }
}
