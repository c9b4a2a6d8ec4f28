//! WARC, the archive format of web crawlers: records one after another, each with headers and so many bytes; packed with
//! gzip or not. The pages of HTML that were sent with status 200 become articles.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use super::http::{self, Response};
use super::{Article, Imported, Remark, html, naming};

/// Bytes of the headers of a record.
const LONGEST_HEAD: u64 = 64 << 10;
/// Bytes of a record that is looked into.
const LARGEST: u64 = 64 << 20;
/// Bytes of all records together: a small file can unpack to any length.
const LARGEST_FILE: u64 = 64 << 30;

/// The headers of a record that matter.
#[derive(Default)]
struct Head {
    kind: String,
    address: String,
    moment: String,
    content: String,
    length: u64,
    truncated: bool,
}

/// Whether a file is a WARC, packed or not.
pub(super) fn begins(bytes: &[u8]) -> bool {
    let mut head = [0; 5];
    let read = open(bytes).read_exact(&mut head);
    read.is_ok() && &head == b"WARC/"
}

fn open<'b>(bytes: &'b [u8]) -> Box<dyn BufRead + 'b> {
    if bytes.starts_with(&[0x1F, 0x8B]) {
        Box::new(BufReader::new(MultiGzDecoder::new(bytes)))
    } else {
        Box::new(bytes)
    }
}

pub(super) fn read(bytes: &[u8]) -> Result<Imported, Remark> {
    if !begins(bytes) {
        return Err(Remark::whole("is not WARC: it does not begin with `WARC/`"));
    }
    let mut input = open(bytes).take(LARGEST_FILE);
    let mut imported = Imported {
        named_here: true,
        ..Imported::default()
    };
    let mut other = 0_usize;
    for number in 1_usize.. {
        let mut say = |what: String| {
            let what = format!("record {number} {what}");
            imported.remarks.push(Remark::whole(what));
        };
        let head = match read_head(&mut input) {
            Ok(Some(head)) => head,
            Ok(None) => break,
            Err(error) => {
                say(format!("cannot be read, nor what comes after it: {error}"));
                break;
            }
        };
        let mut block = Vec::new();
        let wanted = ["response", "resource"].contains(&head.kind.as_str());
        let length = if wanted && head.length <= LARGEST {
            (&mut input)
                .take(head.length)
                .read_to_end(&mut block)
                .map(|length| length as u64)
        } else {
            io::copy(&mut (&mut input).take(head.length), &mut io::sink())
        };
        match length {
            Ok(length) if length == head.length => {}
            Ok(_) => {
                say("is cut off and left out, with what came after it".to_owned());
                break;
            }
            Err(error) => {
                say(format!(
                    "cannot be unpacked, nor what comes after it: {error}"
                ));
                break;
            }
        }
        if wanted && head.length > LARGEST {
            say(format!(
                "(`{}`) is left out: it is larger than 64 MiB",
                head.address
            ));
            continue;
        }
        match page(&head, &block) {
            Some(Ok(article)) => {
                if head.truncated {
                    say(format!("(`{}`) was cut off by the crawler", head.address));
                }
                imported.articles.push(article);
            }
            Some(Err(why)) => say(format!("(`{}`) is left out: {why}", head.address)),
            None if wanted => other += 1,
            None => {}
        }
    }
    if input.limit() == 0 {
        return Err(Remark::whole("unpacks to more than 64 GiB"));
    }
    if other > 0 {
        let what = format!(
            "left out: what is no page of HTML or was not sent with status 200, {other} in all"
        );
        imported.remarks.push(Remark::whole(what));
    }
    Ok(imported)
}

/// Reads the headers of the next record. `None`: there is none.
fn read_head(input: &mut impl BufRead) -> io::Result<Option<Head>> {
    let bad = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what.to_owned());
    let mut input = input.take(LONGEST_HEAD);
    let mut line = Vec::new();
    // Two line ends divide a record from the next; some writers leave fewer, some more.
    while line.trim_ascii().is_empty() {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            let over = input.limit() == 0;
            return if over {
                Err(bad("there is no record"))
            } else {
                Ok(None)
            };
        }
    }
    if !line.starts_with(b"WARC/") {
        return Err(bad("it does not begin with `WARC/`"));
    }
    let (mut head, mut length) = (Head::default(), None);
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Err(bad("its headers do not end"));
        }
        if line.trim_ascii().is_empty() {
            break;
        }
        let Some((key, value)) = http::header(&line) else {
            continue;
        };
        match key.as_str() {
            "warc-type" => head.kind = value.to_ascii_lowercase(),
            // WARC 1.0 was often written with the brackets of its grammar.
            "warc-target-uri" => {
                let address = value.trim_matches(['<', '>']);
                address.clone_into(&mut head.address);
            }
            "warc-date" => head.moment = value,
            "warc-truncated" => head.truncated = true,
            "content-type" => head.content = value,
            "content-length" => length = value.parse().ok(),
            _ => {}
        }
    }
    head.length = length.ok_or_else(|| bad("its `Content-Length` is missing or no number"))?;
    Ok(Some(head))
}

/// The article of a record, or why it is left out. `None`: it is no page.
fn page(head: &Head, block: &[u8]) -> Option<Result<Article, String>> {
    let is_page = |kind: &str| ["text/html", "application/xhtml+xml"].contains(&kind);
    let page = match head.kind.as_str() {
        "response" => {
            let response = Response::read(block)?;
            if response.status != 200 || !is_page(&response.kind) {
                return None;
            }
            response.body().and_then(|body| {
                let charset = response.charset.as_deref();
                html::page(&body, charset, Some(&head.address)).map_err(str::to_owned)
            })
        }
        "resource" => {
            let (kind, charset) = http::content_type(&head.content);
            if !is_page(&kind) {
                return None;
            }
            let page = html::page(block, charset.as_deref(), Some(&head.address));
            page.map_err(str::to_owned)
        }
        _ => return None,
    };
    Some(page.map(|page| {
        let mut attributes = page.attributes;
        if !head.moment.is_empty() {
            // When the page was fetched, which is not when it was published.
            attributes.push(("fetched".to_owned(), head.moment.clone()));
        }
        Article {
            name: naming::of_address(&head.address),
            attributes,
            body: page.text.into_bytes(),
            line: 0,
        }
    }))
}
