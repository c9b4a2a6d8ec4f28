//! What a rule yields.

use std::ops::Range;

use sha2::{Digest, Sha256};

use super::Rule;
use crate::bundle::checksum::hex;
use crate::bundle::{Anchor, ArticleId, DocumentId, SegmentId};
use crate::text::normalise::fold;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing; probable, or a matter of taste.
    Note,
    /// Very likely wrong.
    Warning,
    /// Breaks the format.
    Error,
}

impl Level {
    /// The level as reports write it.
    pub fn name(self) -> &'static str {
        match self {
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// A place in a bundle, given so that an edit elsewhere leaves it true.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The bundle that it lies in, among those that are compared.
    pub document: DocumentId,
    /// The segment that it lies in.
    pub anchor: Anchor,
    /// First byte, counted from the start of the segment's marker line.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

impl Place {
    /// The segment that it lies in, as it is named among several bundles.
    pub fn segment(&self) -> SegmentId {
        SegmentId {
            document: self.document,
            anchor: self.anchor,
        }
    }

    /// The marker of the segment that it lies in, as it is named among several bundles.
    pub fn article(&self) -> Option<ArticleId> {
        let document = self.document;
        self.anchor.map(|id| ArticleId { document, id })
    }

    /// The place in bytes of the file, given where its segment starts.
    pub fn in_file(&self, segment_start: usize) -> Range<usize> {
        segment_start + self.start..segment_start + self.end
    }
}

/// Something that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which rule says so.
    pub rule: Rule,
    /// How much it matters here.
    pub level: Level,
    /// What is wrong, as one sentence without a full stop.
    pub message: String,
    /// Where a person would mend it.
    pub place: Place,
    /// The other places that it speaks of.
    pub related: Vec<Related>,
    /// What could be done about it, the likeliest first.
    pub fixes: Vec<Fix>,
    /// What makes it the same finding in another version of the file: names and words of every side.
    pub evidence: Vec<String>,
}

/// Another place that a finding speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// What stands there.
    pub message: String,
    /// Where.
    pub place: Place,
}

/// Who may apply a fix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applicability {
    /// There is no doubt that it is wanted: `check --fix` may.
    Safe,
    /// It is likely right: `check --fix --unsafe-fixes` may.
    Unsafe,
    /// Another change may be as right, perhaps the reverse at the other place: only someone who has looked may, in an editor.
    Choice,
}

/// A change that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a menu's entry.
    pub title: String,
    /// Who may apply it.
    pub applicability: Applicability,
    /// What it writes where: in order, not overlapping.
    pub edits: Vec<Edit>,
}

/// One replacement of a fix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub place: Place,
    /// What is written there.
    pub text: String,
}

impl Fix {
    /// Whether there is no doubt that it is wanted.
    pub fn is_safe(&self) -> bool {
        self.applicability == Applicability::Safe
    }
}

impl Finding {
    /// A finding at the rule's own level, with nothing related and no fix.
    pub fn new(rule: Rule, place: Place, message: String) -> Finding {
        let (related, fixes, evidence) = (Vec::new(), Vec::new(), Vec::new());
        Finding {
            rule,
            level: rule.level(),
            message,
            place,
            related,
            fixes,
            evidence,
        }
    }

    /// Adds evidence.
    #[must_use]
    pub fn evidence<S: Into<String>>(mut self, sides: impl IntoIterator<Item = S>) -> Finding {
        self.evidence.extend(sides.into_iter().map(Into::into));
        self
    }

    /// Adds a fix that programs may apply.
    #[must_use]
    pub fn fix(self, title: impl Into<String>, safe: bool, edits: Vec<Edit>) -> Finding {
        let applicability = if safe {
            Applicability::Safe
        } else {
            Applicability::Unsafe
        };
        self.add(title.into(), applicability, edits)
    }

    /// Adds a fix that only someone who has looked may apply.
    #[must_use]
    pub fn choice(self, title: impl Into<String>, edits: Vec<Edit>) -> Finding {
        self.add(title.into(), Applicability::Choice, edits)
    }

    fn add(mut self, title: String, applicability: Applicability, edits: Vec<Edit>) -> Finding {
        self.fixes.push(Fix {
            title,
            applicability,
            edits,
        });
        self
    }

    /// What the finding is known by from one version of a file to the next: the first 128 bits, in hexadecimal, of the
    /// SHA-256 of the rule's name and each piece of evidence, folded ([`fold`]), each ended by a zero byte.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for part in
            std::iter::once(self.rule.name()).chain(self.evidence.iter().map(String::as_str))
        {
            hash.update(fold(part).as_bytes());
            hash.update([0]);
        }
        hex(&hash.finalize()[..16])
    }
}
