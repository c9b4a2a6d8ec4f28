//! Quotations that run on over paragraphs, each of which opens again, and only the last of which closes.

use super::conventions::{Fit, Habits, fit};
use super::found::Place;
use super::lex::Mark;
use super::lookalikes::may_open_a_name;
use super::pair::{First, Paired};
use super::{cues, work};

/// How many paragraphs a quotation or parenthesis that is not reopened in each may run on.
pub(super) const REACH: usize = 6;

/// A mark that its paragraph leaves open: the quotation runs on, or the closing mark is missing.
pub(super) struct Carried {
    pub(super) open: Mark,
    /// The marks that repeat it, one a paragraph.
    pub(super) reopened: Vec<Mark>,
    /// Where the last of the marks is.
    pub(super) place: Place,
    /// Whether the words are plainly no utterance that is resumed in the next paragraph.
    ends_here: bool,
    /// Whether the mark may be none, but the sign of a sound in a name.
    name: bool,
    /// Paragraphs gone by since that have no mark of its level.
    idle: usize,
}

/// What becomes of an open quotation in a further paragraph.
pub(super) enum Outcome {
    /// It is still open.
    Waits(Carried),
    /// This mark closes it.
    Ends(Carried, Mark, Fit),
    /// Nothing closes it.
    Lost(Carried),
}

impl Carried {
    /// Takes from `paired` the mark that the paragraph at `place` leaves open, if its quotation may run on.
    pub(super) fn take(body: &str, paired: &mut Paired, place: Place) -> Option<Carried> {
        let double = paired.unclosed.iter().rposition(|m| !m.glyph.is_single());
        let at = double.or(paired.unclosed.len().checked_sub(1))?;
        let open = paired.unclosed[at];
        if paired.has_quotation_after(&open) {
            return None;
        }
        // Single marks left open within it run on with it.
        paired.unclosed.truncate(at);
        let tail = &body[open.end()..place.end];
        work::done(tail.len());
        let ends_here = !open.glyph.is_single()
            && (cues::attribution(tail).is_some()
                || cues::ends_with_verb(tail.trim_end_matches([' ', ',', ':']))
                || is_phrase(body, &open));
        Some(Carried {
            open,
            reopened: Vec::new(),
            place,
            ends_here,
            name: may_open_a_name(body, &open, place.end),
            idle: 0,
        })
    }

    /// The mark at which a person would mend it.
    pub(super) fn last(&self) -> &Mark {
        self.reopened.last().unwrap_or(&self.open)
    }

    /// Lets a paragraph go by that has no mark of its level.
    pub(super) fn wait(mut self) -> Outcome {
        self.idle += 1;
        if self.idle > REACH || self.name {
            Outcome::Lost(self)
        } else {
            Outcome::Waits(self)
        }
    }

    /// Meets the marks of the next paragraph, and takes from `paired` what belongs to the quotation.
    pub(super) fn meet(
        mut self,
        body: &str,
        paired: &mut Paired,
        place: Place,
        habits: Habits,
    ) -> Outcome {
        let glyph = self.open.glyph;
        let Some((first, at)) = paired.first(glyph.is_single()) else {
            return self.wait();
        };
        let resumes = self.idle == 0 && !self.ends_here && is_at_head(&body[place.start..at]);
        match first {
            First::Unopened(i) if self.idle == 0 || !self.ends_here => {
                if let Some(fit) = fit(glyph, paired.unopened[i].glyph, habits) {
                    return Outcome::Ends(self, paired.unopened.remove(i), fit);
                }
            }
            // One that another follows was not closed, and says nothing of what came before it.
            First::Unclosed(i)
                if resumes
                    && paired.unclosed[i].glyph == glyph
                    && !paired.has_quotation_after(&paired.unclosed[i]) =>
            {
                self.reopened.push(paired.unclosed.remove(i));
                self.place = place;
                return Outcome::Waits(self);
            }
            First::Paired(i) if resumes && paired.pairs[i].open.glyph == glyph => {
                let pair = paired.pairs.remove(i);
                self.reopened.push(pair.open);
                return Outcome::Ends(self, pair.close, pair.fit);
            }
            _ => {}
        }
        Outcome::Lost(self)
    }
}

/// Whether the quoted words are a part of the writer's own sentence: no punctuation and no verb of saying leads up to them.
fn is_phrase(body: &str, open: &Mark) -> bool {
    let before = body[..open.at].trim_end_matches([' ', '\u{a0}']);
    before.len() < open.at
        && before.ends_with(char::is_alphanumeric)
        && !(open.next.is_uppercase() && cues::ends_with_verb(before))
}

/// Whether what stands before a mark in its paragraph is nothing but blanks, the sign of a list item or of quoted mail, and marks.
fn is_at_head(before: &str) -> bool {
    before
        .trim_matches(|c: char| c.is_whitespace() || "-–—*•>‘'’".contains(c))
        .is_empty()
}
