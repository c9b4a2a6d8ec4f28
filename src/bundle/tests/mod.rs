mod edits;
mod markers;
